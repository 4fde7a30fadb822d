"""Look-ups that several pages share: linked things with their names, and concepts matched across schemes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.api.addresses import local_link
from kg.api.graph import DEFAULT, ServedGraph
from kg.site.foreign import foreign_name

MATCHES = ("skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")
_INVERSE = {"skos:broadMatch": "skos:narrowMatch", "skos:narrowMatch": "skos:broadMatch"}


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with its name in the page's language and the page that shows it; `note` is a remark beside it."""

    iri: str
    name: str
    href: str
    note: str = ""
    away: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A concept of another scheme, and how it relates: what it is seen from the concept asked about."""

    relation: str
    concept: Named
    scheme: str


def named(graph: ServedGraph, iri: str, language: str, note: str = "") -> Named:
    """A thing by its IRI. Addresses that the graph says nothing of lead away."""
    label = graph.label(iri, language)
    own = iri.startswith(graph.base)
    away = not own and label == graph.readable(iri)
    return Named(iri, foreign_name(iri, language) if away else label, iri if away else local_link(iri, graph.ns), note, away)


def objects(graph: ServedGraph, subject: str, predicate: str) -> list[str]:
    """IRIs that a thing leads to by one property."""
    return [term.value for term in graph.values(subject, predicate) if isinstance(term, ox.NamedNode)]


def subjects(graph: ServedGraph, predicate: str, target: str) -> list[str]:
    """IRIs of the things that lead to a thing by one property."""
    found = graph.store.quads_for_pattern(None, graph.term(predicate), ox.NamedNode(target), DEFAULT)
    return sorted(quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode))


def text_of(graph: ServedGraph, subject: str, predicate: str, language: str) -> str:
    """The text of a property in the page's language, else in another, else nothing."""
    literals = [term for term in graph.values(subject, predicate) if isinstance(term, ox.Literal)]
    chosen = sorted(literals, key=lambda term: (term.language != language, term.language or "", term.value))
    return chosen[0].value if chosen else ""


def texts_of(graph: ServedGraph, subject: str, predicate: str, language: str) -> list[str]:
    """All texts of a property in the page's language; those without a language too."""
    literals = [term for term in graph.values(subject, predicate) if isinstance(term, ox.Literal)]
    return [term.value for term in literals if term.language in (language, None)]


def matches(graph: ServedGraph, concept: str, language: str) -> list[Match]:
    """Concepts that mapping sets relate to this one, in whichever direction the mapping was written."""
    found: dict[str, str] = {}
    for relation in MATCHES:
        for other in objects(graph, concept, relation):
            found.setdefault(other, relation)
        for other in subjects(graph, relation, concept):
            found.setdefault(other, _INVERSE.get(relation, relation))
    return [
        Match(relation.partition(":")[2], named(graph, other, language), scheme_of(graph, other))
        for other, relation in sorted(found.items())
    ]


def scheme_of(graph: ServedGraph, concept: str) -> str:
    """The notation of a concept's scheme (``hak-uu39``), or the host of a foreign one."""
    scheme = next(iter(objects(graph, concept, "skos:inScheme")), "")
    if scheme.startswith(graph.base):
        return scheme.rpartition("/")[2]
    return "/".join(concept.split("/")[2:4])


def in_order(things: Iterable[Named]) -> list[Named]:
    return sorted(things, key=lambda thing: thing.name.lower())
