"""What the page of an observation shows beside its statements: the figure in words, its source row, and what other sources say."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.api.addresses import local_link
from kg.api.graph import ServedGraph, Term
from kg.api.rows import RowShown, find_row
from kg.api.views import Shown, dimensions, number

_OTHER_SOURCES = 20


@dataclass(frozen=True, slots=True)
class FigureShown:
    """One figure. `value` is None where the source gives none; `status` says why."""

    value: str | None
    printed: str | None
    unit: str
    indicator: Shown
    area: Shown
    period: Shown
    others: list[Shown]
    status: str
    part_year: bool
    alleged: bool
    document: DocumentShown | None
    row: RowShown | None
    row_href: str | None
    conflicts: list[tuple[str, Shown]]


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """The document that reports a figure."""

    publisher: str
    href: str
    address: str | None
    retrieved: str


def figure(address: str, graph: ServedGraph, language: str) -> FigureShown | None:
    """The figure of a qb:Observation, or None if the IRI is something else."""
    if graph.ns.expand("qb:Observation") not in graph.types(address):
        return None
    value, printed = _text(graph, address, "sdmx-measure:obsValue"), _text(graph, address, "ham:rawValue")
    sources = [term.value for term in graph.values(address, "prov:wasDerivedFrom") if isinstance(term, ox.NamedNode)]
    row_iri = next((source for source in sources if "#row=" in source), None)
    found = find_row(graph, row_iri) if row_iri else None
    status = graph.value(address, "sdmx-attribute:obsStatus")
    shown = {
        graph.term(name).value for name in ("ham:indicator", "sdmx-dimension:refArea", "sdmx-dimension:refPeriod", "ham:sourceDocument")
    }
    return FigureShown(
        value=None if value is None else number(value, language),
        printed=printed,
        unit=_label(graph, address, "ham:countingUnit", language),
        indicator=_link(graph, address, "ham:indicator", language),
        area=_link(graph, address, "sdmx-dimension:refArea", language),
        period=_link(graph, address, "sdmx-dimension:refPeriod", language),
        others=[_link(graph, address, name, language) for name in dimensions(address, graph) if name not in shown],
        status=graph.label(status.value, language) if isinstance(status, ox.NamedNode) else "",
        part_year=_text(graph, address, "ham:periodComplete") == "false",
        alleged=getattr(graph.value(address, "ham:allegationStatus"), "value", "").endswith("/status-dugaan/diduga"),
        document=_document(graph, address),
        row=found[1] if found else None,
        row_href=local_link(row_iri, graph.ns) if row_iri else None,
        conflicts=conflicts(address, graph, language),
    )


def conflicts(address: str, graph: ServedGraph, language: str) -> list[tuple[str, Shown]]:
    """Other observations of the same cube that differ in their source alone and give another figure: (figure, who says so)."""
    mine = {quad.predicate: quad.object for quad in graph.about(ox.NamedNode(address))}
    document, value, cube = (graph.term(name) for name in ("ham:sourceDocument", "sdmx-measure:obsValue", "qb:dataSet"))
    names = [graph.term(name) for name in dimensions(address, graph)]
    if document not in mine or value not in mine or cube not in mine:
        return []
    alike = [(name, mine[name]) for name in (cube, *names) if name != document and name in mine]
    found = []
    for other, lexical in _alike(graph, alike, value):
        if lexical != mine[value]:
            who = _document(graph, other.value)
            found.append((number(lexical.value, language), Shown(who.publisher if who else "", local_link(other.value, graph.ns))))
    return sorted(found, key=lambda pair: (pair[0], pair[1].text))


def _alike(graph: ServedGraph, wanted: list[tuple[ox.NamedNode, Term]], value: ox.NamedNode) -> list[tuple[ox.NamedNode, ox.Literal]]:
    """Subjects that have all these values, with their figure. Everything is bound as a term; nothing is pasted into the query."""
    pattern = " . ".join(f"?o ?p{n} ?v{n}" for n, _ in enumerate(wanted))
    bound: dict[ox.Variable, Term] = {ox.Variable("measure"): value}
    for n, (name, term) in enumerate(wanted):
        bound |= {ox.Variable(f"p{n}"): name, ox.Variable(f"v{n}"): term}
    solutions = graph.store.query(f"SELECT * WHERE {{ {pattern} . ?o ?measure ?v }} LIMIT {_OTHER_SOURCES}", substitutions=bound)
    return [(solution["o"], solution["v"]) for solution in solutions]  # type: ignore[union-attr]


def _document(graph: ServedGraph, address: str) -> DocumentShown | None:
    document = graph.value(address, "ham:sourceDocument")
    if not isinstance(document, ox.NamedNode):
        return None
    web = graph.value(document.value, "schema:url")
    publisher = _text(graph, document.value, "ham:publisherName") or graph.label(document.value, "en")
    return DocumentShown(
        publisher, local_link(document.value, graph.ns), web.value if isinstance(web, ox.NamedNode) else None,
        _text(graph, document.value, "ham:retrieved") or "",
    )  # fmt: skip


def _text(graph: ServedGraph, address: str, name: str) -> str | None:
    term = graph.value(address, name)
    return term.value if isinstance(term, ox.Literal) else None


def _label(graph: ServedGraph, address: str, name: str, language: str) -> str:
    return _link(graph, address, name, language).text


def _link(graph: ServedGraph, address: str, name: str, language: str) -> Shown:
    term = graph.value(address, name)
    if isinstance(term, ox.NamedNode):
        return Shown(graph.label(term.value, language), local_link(term.value, graph.ns))
    return Shown(term.value if isinstance(term, ox.Literal) else "–")
