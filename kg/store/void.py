"""VoID: what a graph holds, counted in its store: classes, properties, vocabularies, named graphs.

Below each class stand its properties, and below those the classes and datatypes of their values: editors of queries read this to complete
what is being typed.
"""

from __future__ import annotations

from collections import Counter
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
    below = _below_classes(store)
    for n, (name, count) in enumerate(classes, 1):
        inside = list(_class_partition(f"{whole}/kelas/{n}", below.get(name, []), ns))
        partitions = [("void:propertyPartition", iri(address)) for address, pairs in inside if pairs[0][0] == "void:property"]
        kind = ("rdf:type", iri(ns.expand("void:Dataset")))
        yield f"{whole}/kelas/{n}", [kind, ("void:class", iri(name)), ("void:entities", integer(count)), *partitions]
        yield from inside
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


class _Property(NamedTuple):
    """A property of the members of a class: how many statements, and the classes and datatypes of their values."""

    name: str
    triples: int
    classes: list[str]
    datatypes: list[str]


def _below_classes(store: ox.Store) -> dict[str, list[_Property]]:
    """For each class its properties, in order of name. One pass over the store: as queries this would take minutes."""
    union, kind = ox.DefaultGraph(), ox.NamedNode(PREFIXES["rdf"] + "type")
    classes: dict[object, tuple[str, ...]] = {}
    for quad in store.quads_for_pattern(None, kind, None, union):
        if isinstance(quad.object, ox.NamedNode):
            classes[quad.subject] = (*classes.get(quad.subject, ()), quad.object.value)
    counts: Counter[tuple[str, str]] = Counter()
    values: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for quad in store.quads_for_pattern(None, None, None, union):
        for name in classes.get(quad.subject, ()):
            pair = (name, quad.predicate.value)
            counts[pair] += 1
            to_classes, to_datatypes = values.setdefault(pair, (set(), set()))
            if isinstance(quad.object, ox.Literal):
                to_datatypes.add(quad.object.datatype.value)
            else:
                to_classes.update(classes.get(quad.object, ()))
    found: dict[str, list[_Property]] = {}
    for (name, prop), count in sorted(counts.items()):
        to_classes, to_datatypes = values[name, prop]
        found.setdefault(name, []).append(_Property(prop, count, sorted(to_classes), sorted(to_datatypes)))
    return found


def _class_partition(address: str, properties: list[_Property], ns: Namespaces) -> Iterator[Described]:
    """The partitions below one class. They need no type: what points to them says what they are."""
    for m, prop in enumerate(properties, 1):
        me = f"{address}/properti/{m}"
        yield (
            me,
            [
                ("void:property", iri(prop.name)),
                ("void:triples", integer(prop.triples)),
                *(("void:classPartition", iri(f"{me}/kelas/{k}")) for k, _ in enumerate(prop.classes, 1)),
                *(("void-ext:datatypePartition", iri(f"{me}/tipe/{k}")) for k, _ in enumerate(prop.datatypes, 1)),
            ],
        )
        for k, name in enumerate(prop.classes, 1):
            yield f"{me}/kelas/{k}", [("void:class", iri(name))]
        for k, name in enumerate(prop.datatypes, 1):
            yield f"{me}/tipe/{k}", [("void-ext:datatype", iri(name))]


def _counts(store: ox.Store, query: str) -> list[tuple[str, int]]:
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    return [(row["x"].value, int(row["n"].value)) for row in solutions]


def _namespace(name: str, ns: Namespaces) -> str:
    known = [namespace for namespace in (ns.ontology, *PREFIXES.values()) if name.startswith(namespace)]
    return known[0] if known else name[: max(name.rfind("#"), name.rfind("/")) + 1] or name
