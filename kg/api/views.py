"""What pages show of an entity: plain values for templates, each with its text and its link."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from kg.api.addresses import local_link
from kg.api.graph import Link, ServedGraph, Term

_FIRST = ("rdf:type", "skos:prefLabel", "rdfs:label", "dcterms:title", "skos:definition", "dcterms:description", "sdmx-measure:obsValue")
_NUMBERS = ("integer", "decimal", "double", "float", "nonNegativeInteger")


@dataclass(frozen=True, slots=True)
class Shown:
    """A value: its text, where it leads, its language or datatype, and whether it leads away."""

    text: str
    href: str | None = None
    note: str = ""
    away: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Property:
    """A property with its values."""

    label: str
    href: str
    values: list[Shown]


def show(term: Term, graph: ServedGraph, language: str) -> Shown:
    """A term as people read it. Only http(s) addresses become links."""
    if isinstance(term, ox.NamedNode):
        web = term.value.startswith(("http://", "https://"))
        own = term.value.startswith(graph.base)
        known = own or bool(graph.store.contains_named_graph(term)) or graph.label(term.value, language) != graph.readable(term.value)
        text = graph.label(term.value, language)
        if known:
            return Shown(text, local_link(term.value, graph.ns))
        return Shown(term.value, term.value if web else None, away=web)
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value.rpartition("#")[2]
        if term.language:
            return Shown(term.value, note=term.language, language=term.language)
        if datatype in _NUMBERS:
            return Shown(number(term.value, language))
        return Shown(term.value, note="" if datatype in ("string", "date") else datatype)
    return Shown(str(term))


def number(lexical: str, language: str) -> str:
    """A figure in the language's way; digits are kept as they are.

    >>> number("1113577.47", "id"), number("661", "en"), number("-0.5", "id")
    ('1.113.577,47', '661', '-0,5')
    """
    whole, point, rest = lexical.partition(".")
    if not whole.lstrip("-").isdigit():
        return lexical
    grouped = f"{int(whole):,}" if whole not in ("-0", "-") else whole
    if language == "id":
        return grouped.replace(",", ".") + ("," if point else "") + rest
    return grouped + point + rest


def properties(address: str, graph: ServedGraph, language: str) -> list[Property]:
    """What is said of an IRI, property by property: names first, then by label."""
    values: dict[str, list[Term]] = defaultdict(list)
    for quad in graph.about(ox.NamedNode(address)):
        values[quad.predicate.value].append(quad.object)
    first = {graph.ns.expand(name): order for order, name in enumerate(_FIRST)}
    ordered = sorted(values, key=lambda name: (first.get(name, len(first)), graph.label(name, language).lower(), name))
    return [
        Property(
            graph.label(name, language), local_link(name, graph.ns), [show(term, graph, language) for term in sorted(values[name], key=str)]
        )
        for name in ordered
    ]


def inbound(links: list[Link], graph: ServedGraph, language: str) -> list[Property]:
    """Links that lead here, by property."""
    by_predicate: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_predicate[link.predicate.value].append(link)
    return [
        Property(graph.label(name, language), local_link(name, graph.ns), [_subject(link, graph, language) for link in by_predicate[name]])
        for name in sorted(by_predicate, key=lambda name: graph.label(name, language).lower())
    ]


def _subject(link: Link, graph: ServedGraph, language: str) -> Shown:
    return Shown(
        observation_title(link.subject.value, graph, language) or graph.label(link.subject.value, language),
        local_link(link.subject.value, graph.ns),
    )


def observation_title(address: str, graph: ServedGraph, language: str) -> str | None:
    """Indicator, area, period, the other dimensions and the figure of an observation; None for anything else."""
    if "/pengamatan/" not in address:
        return None
    first = [graph.term(name).value for name in ("ham:indicator", "sdmx-dimension:refArea", "sdmx-dimension:refPeriod")]
    rest = [name for name in dimensions(address, graph) if name not in first and name != graph.term("ham:sourceDocument").value]
    parts = [graph.value(address, name) for name in (*first, *rest)]
    named = [graph.label(part.value, language) for part in parts if isinstance(part, ox.NamedNode)]
    if not named:
        return None
    value = graph.value(address, "sdmx-measure:obsValue")
    return ", ".join(named) + (f": {number(value.value, language)}" if isinstance(value, ox.Literal) else "")


def dimensions(address: str, graph: ServedGraph) -> list[str]:
    """IRIs of the dimensions of an observation's cube, in the order of its structure."""
    cube = graph.value(address, "qb:dataSet")
    return graph.dimensions_of(cube.value) if isinstance(cube, ox.NamedNode) else []
