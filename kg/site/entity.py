"""The plain page of a thing: what it means and where it stands, above all that is said of it."""

from __future__ import annotations

import pyoxigraph as ox

from kg.api.graph import ServedGraph
from kg.api.ontology_terms import ontology_of
from kg.site.reading import in_order, named, objects, subjects, text_of

_NARROWER = 60


def entity_page(graph: ServedGraph, address: str, language: str) -> dict[str, object]:
    """What the template shows of a concept, a term of the ontology, or anything that has no page of its own kind."""
    return {
        "definition": text_of(graph, address, "skos:definition", language) or text_of(graph, address, "dcterms:description", language),
        "other_name": _other_name(graph, address, language),
        "lists": [named(graph, scheme, language) for scheme in objects(graph, address, "skos:inScheme")],
        "broader": [named(graph, one, language) for one in objects(graph, address, "skos:broader")],
        "narrower": in_order(named(graph, one, language) for one in subjects(graph, "skos:broader", address)[:_NARROWER]),
        "section": ontology_of(graph, language).section_of.get(address) if address.startswith(graph.ns.ontology) else None,
    }


def _other_name(graph: ServedGraph, address: str, language: str) -> str:
    """The name in the site's other language, for readers who know the thing by that."""
    other = "en" if language == "id" else "id"
    names = [*graph.values(address, "skos:prefLabel"), *graph.values(address, "rdfs:label")]
    return next((name.value for name in names if isinstance(name, ox.Literal) and name.language == other), "")
