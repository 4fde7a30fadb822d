"""Lists for the pages about the whole: datasets, code lists, terms of the ontology."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.api.addresses import local_link
from kg.api.graph import DEFAULT, ServedGraph
from kg.api.views import Shown


@dataclass(frozen=True, slots=True)
class DatasetShown:
    """A dataset of the release for a list."""

    name: str
    title: str
    href: str
    publisher: Shown
    rows: int
    observations: int
    quads: int
    warnings: int


@dataclass(frozen=True, slots=True)
class TermShown:
    """A term or a code list: name, label, definition."""

    name: str
    label: str
    definition: str
    href: str


def datasets(graph: ServedGraph, language: str) -> list[DatasetShown]:
    """All datasets of the release, by title; none for files of others."""
    found = []
    for entry in graph.manifest.graphs if graph.manifest else ():
        if entry.kind != "dataset":
            continue
        address = graph.ns.catalog_entry(entry.name)
        publisher = graph.value(address, "dcterms:publisher")
        named = (
            Shown(graph.label(publisher.value, language), local_link(publisher.value, graph.ns))
            if isinstance(publisher, ox.NamedNode)
            else Shown("–")
        )
        title = graph.label(address, language)
        found.append(
            DatasetShown(
                entry.name, title, local_link(address, graph.ns), named, entry.rows, entry.observations, entry.quads, entry.warnings
            )
        )
    return sorted(found, key=lambda dataset: dataset.title.lower())


def code_lists(graph: ServedGraph, language: str) -> list[TermShown]:
    """All concept schemes, by label."""
    return _of_types(graph, language, ("skos:ConceptScheme",), ("skos:definition", "dcterms:description"))


def terms(graph: ServedGraph, language: str) -> list[TermShown]:
    """Own classes and properties, by name."""
    found = _of_types(graph, language, ("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty"), ("skos:definition",))
    return sorted(found, key=lambda term: term.name)


def _of_types(graph: ServedGraph, language: str, types: tuple[str, ...], definitions: tuple[str, ...]) -> list[TermShown]:
    addresses = set()
    for name in types:
        for quad in graph.store.quads_for_pattern(None, graph.term("rdf:type"), graph.term(name), DEFAULT):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(graph.base):
                addresses.add(quad.subject.value)
    rows = [
        TermShown(
            address.rpartition("/")[2],
            graph.label(address, language),
            _text(graph, address, definitions, language),
            local_link(address, graph.ns),
        )
        for address in addresses
    ]
    return sorted(rows, key=lambda row: row.label.lower())


def _text(graph: ServedGraph, address: str, predicates: tuple[str, ...], language: str) -> str:
    for predicate in predicates:
        texts = [term for term in graph.values(address, predicate) if isinstance(term, ox.Literal)]
        if texts:
            return min(texts, key=lambda text: text.language != language).value
    return ""
