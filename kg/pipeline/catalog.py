"""The graph that describes the release: DCAT catalogue and VoID, with counts taken from the loaded store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from kg.namespaces import PREFIXES, Namespaces
from kg.nquads import RDF_TYPE, block, integer, iri, string, text
from kg.pipeline.manifest import GraphEntry

_CLASSES = "SELECT ?x (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?x } GROUP BY ?x ORDER BY ?x"
_PROPERTIES = "SELECT ?x (COUNT(*) AS ?n) WHERE { ?s ?x ?o } GROUP BY ?x ORDER BY ?x"
_TITLE = ("Satu Data HAM: graf pengetahuan hak asasi manusia di Indonesia", "Satu Data HAM: knowledge graph of human rights in Indonesia")
_ABOUT = (
    "Layanan independen yang mengutip angka lembaga-lembaga apa adanya, dengan sumber setiap angka.",
    "An independent service that quotes the figures of agencies as they stand, with the source of every figure.",
)


def catalog_lines(store: ox.Store, entries: Sequence[GraphEntry], ns: Namespaces) -> list[str]:
    """Canonical lines of the catalogue graph for a store that already holds all other graphs (the union in its default graph)."""
    graph = iri(ns.graph("catalog"))
    blocks = [block(iri(subject), _encoded(pairs, ns), graph) for subject, pairs in _resources(store, entries, ns)]
    return sorted(line + "\n" for part in blocks for line in part.splitlines())


def _encoded(pairs: list[tuple[str, str]], ns: Namespaces) -> list[tuple[str, str]]:
    return [(RDF_TYPE if name == "rdf:type" else iri(ns.expand(name)), value) for name, value in pairs]


def _resources(store: ox.Store, entries: Sequence[GraphEntry], ns: Namespaces) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    datasets = [entry for entry in entries if entry.kind == "dataset"]
    yield ns.thing("katalog"), _catalog(datasets, ns)
    yield ns.thing("layanan", "sparql"), _service(datasets, ns)
    for entry in datasets:
        distribution = f"{ns.catalog_entry(entry.name)}/distribusi"
        yield ns.catalog_entry(entry.name), [("dcat:distribution", iri(distribution)), ("void:triples", integer(entry.quads))]
        yield distribution, _distribution(entry, ns)
    yield from _void(store, entries, ns)


def _catalog(datasets: Sequence[GraphEntry], ns: Namespaces) -> list[tuple[str, str]]:
    return [
        ("rdf:type", iri(ns.expand("dcat:Catalog"))),
        *_titles("dcterms:title", *_TITLE),
        *_titles("dcterms:description", *_ABOUT),
        ("dcterms:publisher", iri(ns.organization("satu-data-ham"))),
        ("dcat:service", iri(ns.thing("layanan", "sparql"))),
        *(("dcat:dataset", iri(ns.catalog_entry(entry.name))) for entry in datasets),
    ]


def _service(datasets: Sequence[GraphEntry], ns: Namespaces) -> list[tuple[str, str]]:
    return [
        ("rdf:type", iri(ns.expand("dcat:DataService"))),
        *_titles("dcterms:title", "Titik akhir SPARQL", "SPARQL endpoint"),
        ("dcat:endpointURL", iri(f"{ns.base}sparql")),
        ("dcterms:conformsTo", iri("http://www.w3.org/TR/sparql11-protocol/")),
        *(("dcat:servesDataset", iri(ns.catalog_entry(entry.name))) for entry in datasets),
    ]


def _distribution(entry: GraphEntry, ns: Namespaces) -> list[tuple[str, str]]:
    return [
        ("rdf:type", iri(ns.expand("dcat:Distribution"))),
        *_titles("dcterms:title", f"Graf {entry.name}", f"Graph {entry.name}"),
        ("dcat:accessURL", iri(entry.graph)),
        ("dcat:accessService", iri(ns.thing("layanan", "sparql"))),
        ("dcat:mediaType", iri("https://www.iana.org/assignments/media-types/text/turtle")),
    ]


def _void(store: ox.Store, entries: Sequence[GraphEntry], ns: Namespaces) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    whole = ns.thing("graf")
    classes, properties = _counts(store, _CLASSES), _counts(store, _PROPERTIES)
    yield whole, [
        ("rdf:type", iri(ns.expand("void:Dataset"))),
        *_titles("dcterms:title", *_TITLE),
        ("foaf:homepage", iri(ns.base)),
        ("void:sparqlEndpoint", iri(f"{ns.base}sparql")),
        ("void:uriSpace", string(ns.base)),
        ("void:triples", integer(sum(count for _, count in properties))),
        ("void:classes", integer(len(classes))),
        ("void:properties", integer(len(properties))),
        *(("void:vocabulary", iri(address)) for address in sorted({_namespace(name) for name, _ in [*classes, *properties]})),
        *(("void:subset", iri(entry.graph)) for entry in entries),
        *(("void:classPartition", iri(f"{whole}/kelas/{n}")) for n, _ in enumerate(classes, 1)),
        *(("void:propertyPartition", iri(f"{whole}/properti/{n}")) for n, _ in enumerate(properties, 1)),
    ]
    for n, (name, count) in enumerate(classes, 1):
        yield f"{whole}/kelas/{n}", [("rdf:type", iri(ns.expand("void:Dataset"))), ("void:class", iri(name)), ("void:entities", integer(count))]
    for n, (name, count) in enumerate(properties, 1):
        yield f"{whole}/properti/{n}", [("rdf:type", iri(ns.expand("void:Dataset"))), ("void:property", iri(name)), ("void:triples", integer(count))]
    for entry in entries:
        yield entry.graph, [
            ("rdf:type", iri(ns.expand("void:Dataset"))),
            ("rdfs:label", string(entry.name)),
            ("void:triples", integer(entry.quads)),
        ]


def _counts(store: ox.Store, query: str) -> list[tuple[str, int]]:
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    return [(row["x"].value, int(row["n"].value)) for row in solutions]  # type: ignore[union-attr]


def _namespace(name: str) -> str:
    known = [namespace for namespace in PREFIXES.values() if name.startswith(namespace)]
    return known[0] if known else name[: max(name.rfind("#"), name.rfind("/")) + 1]


def _titles(predicate: str, indonesian: str, english: str) -> list[tuple[str, str]]:
    return [(predicate, text(indonesian, "id")), (predicate, text(english, "en"))]
