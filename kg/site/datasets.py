"""The page of a dataset: what it holds, who says so, how far it may be trusted, and everything to take away."""

from __future__ import annotations

from kg.api.graph import ServedGraph
from kg.site.indicator import indicators_of
from kg.site.latest import as_latest, best
from kg.site.reading import named, objects, subjects, text_of, texts_of
from kg.site.sharing import dataset_json


def dataset_page(graph: ServedGraph, address: str, language: str) -> dict[str, object]:
    """What the template shows of a catalogue entry."""
    name = text_of(graph, address, "dcterms:identifier", language)
    cubes = subjects(graph, "dcterms:isPartOf", address)
    entry = next((e for e in graph.manifest.graphs if e.name == name), None) if graph.manifest else None
    indicators = indicators_of(graph, [address])
    files = sorted({iri for iri in subjects(graph, "dcterms:isPartOf", address) if "/source/" in iri and "#" not in iri})
    return {
        "dataset_json": dataset_json(graph, address, language),
        "identifier": name,
        "description": text_of(graph, address, "dcterms:description", language),
        "publisher": [named(graph, p, language) for p in objects(graph, address, "dcterms:publisher")],
        "caveats": texts_of(graph, address, "ham:caveat", language),
        "rights": texts_of(graph, address, "dcterms:rights", language),
        "licence": objects(graph, address, "dcterms:license"),
        "landing": objects(graph, address, "dcat:landingPage"),
        "retrieved": text_of(graph, address, "ham:retrieved", language),
        "access": [named(graph, a, language) for a in objects(graph, address, "ham:accessLevel")],
        "themes": [named(graph, t, language) for t in objects(graph, address, "dcat:theme")],
        "pillars": [named(graph, t, language) for t in objects(graph, address, "ham:pillar")],
        "frequency": [named(graph, t, language) for t in objects(graph, address, "dcterms:accrualPeriodicity")],
        "temporal": [named(graph, t, language) for t in objects(graph, address, "dcterms:temporal")],
        "cubes": [named(graph, c, language) for c in cubes if "/id/dataset/" in c],
        "indicators": [(as_latest(graph, best(list(figures)), language, len(figures) - 1)) for _, figures in indicators],
        "entry": entry,
        "files": [named(graph, f, language) for f in files],
        "graph_path": f"/graph/{name}",
        "reports": [named(graph, r, language) for r in subjects(graph, "ham:checkedGraph", graph.ns.graph(name))],
    }
