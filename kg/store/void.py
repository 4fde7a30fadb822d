"""VoID: what a graph holds, counted: classes, properties, vocabularies, named graphs.

Below each class stand its properties, and below those the classes and datatypes of their values: editors of queries read this to complete
what is being typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.namespaces import PREFIXES, Namespaces
from kg.nquads import integer, iri, string
from kg.store.void_counts import VoidCounts

Described = tuple[str, list[tuple[str, str]]]


class NamedGraph(NamedTuple):
    """A named graph, its label and its number of triples."""

    address: str
    label: str
    triples: int


def void_resources(
    counts: VoidCounts, graphs: Sequence[NamedGraph], titles: Sequence[tuple[str, str]], ns: Namespaces
) -> Iterator[Described]:
    """Each described thing with its (prefixed property, encoded value) pairs; the counts are of the union of all graphs."""
    whole = ns.thing("graf")
    classes, properties = sorted(counts.entities.items()), sorted(counts.triples.items())
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
    below = _below_classes(counts)
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


def _below_classes(counts: VoidCounts) -> dict[str, list[_Property]]:
    """For each class its properties, in order of name."""
    types: dict[tuple[str, str, str], list[str]] = {}
    for name, prop, kind, value in sorted(counts.values):
        types.setdefault((name, prop, kind), []).append(value)
    found: dict[str, list[_Property]] = {}
    for (name, prop), triples in sorted(counts.below.items()):
        about = _Property(prop, triples, types.get((name, prop, "class"), []), types.get((name, prop, "datatype"), []))
        found.setdefault(name, []).append(about)
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


def _namespace(name: str, ns: Namespaces) -> str:
    known = [namespace for namespace in (ns.ontology, *PREFIXES.values()) if name.startswith(namespace)]
    return known[0] if known else name[: max(name.rfind("#"), name.rfind("/")) + 1] or name
