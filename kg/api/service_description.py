"""SPARQL 1.1 Service Description of this endpoint: it claims only what works."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.api.graph import ServedGraph
from kg.namespaces import PREFIXES

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip


def service_description(graph: ServedGraph) -> Iterator[ox.Triple]:
    """The service, its languages and formats, and its dataset: the default graph is the union of the named graphs."""
    service = ox.NamedNode(f"{graph.base}sparql")
    dataset = ox.NamedNode(f"{graph.base}sparql#dataset")
    default = ox.NamedNode(f"{graph.base}sparql#default-graph")
    yield ox.Triple(service, _TYPE, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), service)
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in _FORMATS:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(f"http://www.w3.org/ns/formats/{name}"))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, _TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), default)
    yield ox.Triple(default, _TYPE, _sd("Graph"))
    yield ox.Triple(default, ox.NamedNode(PREFIXES["void"] + "triples"), ox.Literal(graph.size))
    for name in sorted(node.value for node in graph.store.named_graphs() if isinstance(node, ox.NamedNode)):
        # the entry is named after the graph, so that it needs no blank node
        entry = ox.NamedNode(f"{graph.base}sparql#{name.removeprefix(graph.base)}")
        yield ox.Triple(dataset, _sd("namedGraph"), entry)
        yield ox.Triple(entry, _TYPE, _sd("NamedGraph"))
        yield ox.Triple(entry, _sd("name"), ox.NamedNode(name))


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES["sd"] + name)
