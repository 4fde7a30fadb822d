"""Skosify, the reference tool for checking SKOS, over each code list: it warns of nothing and mends nothing."""

from __future__ import annotations

import logging

import pytest
import rdflib
import skosify
from rdflib.namespace import RDF, SKOS

from kg.namespaces import CANONICAL_BASE
from tests.ontology.files import graph_of


def _schemes() -> dict[str, rdflib.Graph]:
    """Each concept scheme with its concepts, as one graph."""
    graph, found = graph_of("codelists"), {}
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme)):
        part = rdflib.Graph()
        for thing in (scheme, *graph.subjects(SKOS.inScheme, scheme)):
            part += graph.triples((thing, None, None))
        found[str(scheme).removeprefix(f"{CANONICAL_BASE}id/konsep/")] = part
    return found


SCHEMES = _schemes()


@pytest.mark.parametrize("name", SCHEMES)
def test_skosify_finds_nothing_to_warn_of_or_to_mend(name: str, caplog: pytest.LogCaptureFixture) -> None:
    graph = SCHEMES[name]
    before = {triple for triple in graph if triple[1].startswith(str(SKOS))}
    with caplog.at_level(logging.WARNING):
        after = skosify.skosify(graph)
    assert [record.getMessage() for record in caplog.records] == []
    assert {triple for triple in before if triple not in after} == set()


def test_skosify_would_find_a_cycle_and_labels_that_clash(caplog: pytest.LogCaptureFixture) -> None:
    """The test above would mean nothing if the tool were deaf."""
    graph = rdflib.Graph().parse(
        data="""@prefix : <http://e.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        :s a skos:ConceptScheme ; skos:prefLabel "s"@en .
        :a a skos:Concept ; skos:inScheme :s ; skos:prefLabel "a"@en , "b"@en ; skos:broader :b .
        :b a skos:Concept ; skos:inScheme :s ; skos:prefLabel "c"@en ; skos:broader :a .
        :d a skos:Concept ; skos:inScheme :s ; skos:prefLabel "d"@en ; skos:altLabel "d"@en .""",
        format="turtle",
    )
    with caplog.at_level(logging.WARNING):
        skosify.skosify(graph)
    told = " ".join(record.getMessage() for record in caplog.records)
    assert "cycle" in told
    assert "more than one prefLabel" in told
    assert "as both" in told
