"""The graph that describes the release: DCAT catalogue and VoID, with counts of what the graphs hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.mapping.engine import PUBLISHED
from kg.namespaces import Namespaces
from kg.nquads import RDF_TYPE, block, integer, iri, text
from kg.pipeline.manifest import GraphEntry
from kg.store.void import NamedGraph, void_resources
from kg.store.void_counts import VoidCounts

_TITLE = ("Satu Data HAM: graf pengetahuan hak asasi manusia di Indonesia", "Satu Data HAM: knowledge graph of human rights in Indonesia")
_ABOUT = (
    "Layanan independen yang mengutip angka lembaga-lembaga apa adanya, dengan sumber setiap angka.",
    "An independent service that quotes the figures of agencies as they stand, with the source of every figure.",
)


def catalog_lines(counts: VoidCounts, entries: Sequence[GraphEntry], ns: Namespaces) -> list[str]:
    """Canonical lines of the catalogue graph; the counts are of the union of all other graphs."""
    graph = iri(ns.graph("catalog"))
    blocks = [block(iri(subject), _encoded(pairs, ns), graph) for subject, pairs in _resources(counts, entries, ns)]
    return sorted(line + "\n" for part in blocks for line in part.splitlines())


def _encoded(pairs: list[tuple[str, str]], ns: Namespaces) -> list[tuple[str, str]]:
    return [(RDF_TYPE if name == "rdf:type" else iri(ns.expand(name)), value) for name, value in pairs]


def _resources(counts: VoidCounts, entries: Sequence[GraphEntry], ns: Namespaces) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    datasets = [entry for entry in entries if entry.kind == "dataset"]
    yield ns.thing("katalog"), _catalog(datasets, ns)
    yield ns.thing("layanan", "sparql"), _service(datasets, ns)
    for entry in datasets:
        if entry.state not in ("", PUBLISHED):
            continue
        distribution = f"{ns.catalog_entry(entry.name)}/distribusi"
        yield ns.catalog_entry(entry.name), [("dcat:distribution", iri(distribution)), ("void:triples", integer(entry.quads))]
        yield distribution, _distribution(entry, ns)
    graphs = [NamedGraph(entry.graph, entry.name, entry.quads) for entry in entries]
    yield from void_resources(counts, graphs, _titles("dcterms:title", *_TITLE), ns)


def _catalog(datasets: Sequence[GraphEntry], ns: Namespaces) -> list[tuple[str, str]]:
    return [
        ("rdf:type", iri(ns.expand("dcat:Catalog"))),
        *_titles("dcterms:title", *_TITLE),
        *_titles("dcterms:description", *_ABOUT),
        ("dcterms:publisher", iri(ns.organization("satu-data-ham"))),
        ("dcterms:license", iri("https://creativecommons.org/licenses/by/4.0/")),  # of the metadata; each dataset states its own
        *(("dcterms:language", iri(f"http://publications.europa.eu/resource/authority/language/{code}")) for code in ("IND", "ENG")),
        ("foaf:homepage", iri(ns.base)),
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


def _titles(predicate: str, indonesian: str, english: str) -> list[tuple[str, str]]:
    return [(predicate, text(indonesian, "id")), (predicate, text(english, "en"))]
