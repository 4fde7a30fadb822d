"""A derived resource: its statements, among them always who computed it, by which rule, and from what."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg.namespaces import Namespaces
from kg.nquads import RDF_TYPE, block, iri, text

Pairs = list[tuple[str, str]]


def labels(in_languages: dict[str, str], predicate: str = "rdfs:label") -> Pairs:
    """The same text in each language."""
    return [(predicate, text(words, language)) for language, words in sorted(in_languages.items())]


def provenance(graph: str, rule: str, derived_from: Iterable[str], ns: Namespaces) -> Pairs:
    """That the project computed it, by which rule, and from which things (IRIs)."""
    return [*_made_by(graph, rule, ns), *(("prov:wasDerivedFrom", iri(address)) for address in derived_from)]


@cache
def _made_by(graph: str, rule: str, ns: Namespaces) -> tuple[tuple[str, str], ...]:
    return (
        ("ham:derivationRule", iri(ns.concept(f"aturan-turunan/{rule}"))),
        ("prov:wasGeneratedBy", iri(ns.derivation(graph))),
        ("prov:wasAttributedTo", iri(ns.organization("satu-data-ham"))),
    )


def node(address: str, pairs: Pairs, graph: str, ns: Namespaces) -> str:
    """All statements of a resource in a derived graph (by name), as canonical lines."""
    encoded = [(_predicate(name, ns), value) for name, value in pairs]
    return block(iri(address), encoded, iri(ns.graph(graph)))


@cache
def _predicate(name: str, ns: Namespaces) -> str:
    return RDF_TYPE if name == "rdf:type" else iri(ns.expand(name))
