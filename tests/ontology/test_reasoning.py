"""The ontology under a reasoner (OWL 2 RL): consistent, together with code lists and examples; a planted contradiction is found."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS

from tests.ontology.files import graph_of
from tests.ontology.reasoner import Closure, close

PREFIXES = """
@prefix ham: <https://w3id.org/satudataham/ontology/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <http://example.org/> .
"""
HAM = rdflib.Namespace("https://w3id.org/satudataham/ontology/")
PLANTED = {
    "a treaty that is its committee": ":CCPR a ham:Treaty, ham:TreatyBody .",
    "a treaty body where a treaty belongs": ":CCPR a ham:TreatyBody . :ICCPR-OP1 ham:protocolTo :CCPR .",
    "a right that is an indicator": ":hidup a ham:Right . :hidup ham:indicatorType :hasil .",
    "a province that is the area of an office": ":jatim a ham:Province, ham:ServiceArea .",
    "a recommendation that is its own implementation": ":r a ham:Recommendation, ham:ImplementationStatus .",
}


@pytest.fixture(scope="module")
def vocabulary() -> rdflib.Graph:
    """Header, modules, code lists and examples."""
    return graph_of(".", "modules", "codelists", "examples")


@pytest.fixture(scope="module")
def closure(vocabulary: rdflib.Graph) -> Closure:
    return close(vocabulary)


def test_a_reasoner_finds_no_contradiction_in_ontology_code_lists_and_examples(closure: Closure) -> None:
    assert closure.errors == []


def test_reasoning_draws_conclusions_and_ends_soon(closure: Closure) -> None:
    assert (HAM.Province, RDFS.subClassOf, DCTERMS.Location) in closure.graph  # over Region
    assert sum(closure.added.values()) > 100
    assert closure.seconds < 120


@pytest.mark.parametrize("case", PLANTED)
def test_a_planted_contradiction_is_found(case: str) -> None:
    graph = graph_of(".", "modules").parse(data=PREFIXES + PLANTED[case], format="turtle")
    assert close(graph).errors != []


def test_the_same_things_in_their_places_are_no_contradiction() -> None:
    sound = ":CCPR a ham:TreatyBody ; ham:monitors :ICCPR . :ICCPR-OP1 ham:protocolTo :ICCPR . :jatim a ham:Province ."
    closed = close(graph_of(".", "modules").parse(data=PREFIXES + sound, format="turtle"))
    assert closed.errors == []
    assert (rdflib.URIRef("http://example.org/ICCPR"), RDF.type, HAM.Treaty) in closed.graph
    assert (rdflib.URIRef("http://example.org/jatim"), RDF.type, HAM.Region) in closed.graph


def test_no_class_is_empty_by_necessity(closure: Closure) -> None:
    """A class that is disjoint with one that it is part of could never have a member (OWL: unsatisfiable)."""
    assert set(closure.graph.subjects(RDFS.subClassOf, OWL.Nothing)) - {OWL.Nothing} == set()
