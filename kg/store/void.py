"""VoID: what a graph holds, counted in its store: classes, properties, vocabularies, named graphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from kg.namespaces import PREFIXES, Namespaces
from kg.nquads import integer, iri, string

Described = tuple[str, list[tuple[str, str]]]

_CLASSES = "SELECT ?x (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?x FILTER(isIRI(?x)) } GROUP BY ?x ORDER BY ?x"
_PROPERTIES = "SELECT ?x (COUNT(*) AS ?n) WHERE { ?s ?x ?o } GROUP BY ?x ORDER BY ?x"


class NamedGraph(NamedTuple):
    """A named graph, its label and its number of triples."""

    address: str
    label: str
    triples: int


def void_resources(store: ox.Store, graphs: Sequence[NamedGraph], titles: Sequence[tuple[str, str]], ns: Namespaces) -> Iterator[Described]:
    """Each described thing with its (prefixed property, encoded value) pairs; counts are of the store's default graph (the union)."""
    whole = ns.thing("graf")
    classes, properties = _counts(store, _CLASSES), _counts(store, _PROPERTIES)
    yield (
        whole,
        [
            ("rdf:type", iri(ns.expand("void:Dataset"))),
            *titles,
            ("foaf:homepage", iri(ns.base)),
            ("void:sparqlEndpoint", iri(f"{ns.base}sparql")),
            ("void:uriSpace", string(ns.base)),
            ("void:triples", integer(sum(count for _, count in properties))),
            ("void:classes", integer(len(classes))),
            ("void:properties", integer(len(properties))),
            *(("void:vocabulary", iri(address)) for address in sorted({_namespace(name, ns) for name, _ in [*classes, *properties]})),
            *(("void:subset", iri(graph.address)) for graph in graphs),
            *(("void:classPartition", iri(f"{whole}/kelas/{n}")) for n, _ in enumerate(classes, 1)),
            *(("void:propertyPartition", iri(f"{whole}/properti/{n}")) for n, _ in enumerate(properties, 1)),
        ],
    )
    for n, (name, count) in enumerate(classes, 1):
        yield (
            f"{whole}/kelas/{n}",
            [("rdf:type", iri(ns.expand("void:Dataset"))), ("void:class", iri(name)), ("void:entities", integer(count))],
        )
    for n, (name, count) in enumerate(properties, 1):
        yield (
            f"{whole}/properti/{n}",
            [("rdf:type", iri(ns.expand("void:Dataset"))), ("void:property", iri(name)), ("void:triples", integer(count))],
        )
    for graph in graphs:
        yield (
            graph.address,
            [
                ("rdf:type", iri(ns.expand("void:Dataset"))),
                ("rdfs:label", string(graph.label)),
                ("void:triples", integer(graph.triples)),
            ],
        )


def _counts(store: ox.Store, query: str) -> list[tuple[str, int]]:
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    return [(row["x"].value, int(row["n"].value)) for row in solutions]


def _namespace(name: str, ns: Namespaces) -> str:
    known = [namespace for namespace in (ns.ontology, *PREFIXES.values()) if name.startswith(namespace)]
    return known[0] if known else name[: max(name.rfind("#"), name.rfind("/")) + 1] or name
