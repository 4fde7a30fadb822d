"""Every rule finds what breaks it: for each, the smallest graph that does. A rule that is deaf would pass for ever."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

HERE = Path(__file__).parent
PREFIXES = """
@base <https://w3id.org/satudataham/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ham: <https://w3id.org/satudataham/ontology/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_A_SCHEME = "<id/konsep/s> a skos:ConceptScheme . <id/konsep/s/a> a skos:Concept ; skos:inScheme <id/konsep/s> . "
PLANTED = {
    "hygiene/catch_all_class": "ham:OtherThing a owl:Class .",
    "hygiene/change_without_version": "<ontology/change/9/add> schema:targetCollection <ontology> .",
    "hygiene/class_in_isolation": "ham:A a owl:Class .",
    "hygiene/class_named_by_two_notions": "ham:RightAndDuty a owl:Class .",
    "hygiene/concept_out_of_reach": _A_SCHEME,
    "hygiene/concept_that_is_a_scheme": "<id/konsep/s> a skos:ConceptScheme, skos:Concept .",
    "hygiene/construct_outside_owl_rl": "ham:A a owl:Restriction ; owl:onProperty ham:b ; owl:minCardinality 1 .",
    "hygiene/cycle_in_broader": "<id/konsep/s/a> skos:broader <id/konsep/s/b> . <id/konsep/s/b> skos:broader <id/konsep/s/a> .",
    "hygiene/cycle_in_subclasses": "ham:A rdfs:subClassOf ham:B . ham:B rdfs:subClassOf ham:A .",
    "hygiene/definition_of_two_terms": """ham:A a owl:Class ; skos:definition "Hal."@id ; rdfs:isDefinedBy <ontology> .
        ham:B a owl:Class ; skos:definition "Hal."@id ; rdfs:isDefinedBy <ontology> .""",
    "hygiene/definition_repeats_label": 'ham:A a owl:Class ; rdfs:label "Treaty"@en ; skos:definition "Treaty."@en .',
    "hygiene/definition_without_full_stop": 'ham:A a owl:Class ; skos:definition "A thing"@en .',
    "hygiene/deprecated_term_without_change": "ham:A a owl:Class ; owl:deprecated true ; dcterms:isReplacedBy ham:B .",
    "hygiene/deprecated_term_without_replacement": "ham:A a owl:Class ; owl:deprecated true .",
    "hygiene/disjoint_class_with_common_part": "ham:A owl:disjointWith ham:B . ham:C rdfs:subClassOf ham:A, ham:B .",
    "hygiene/foreign_term_redefined": "schema:Event rdfs:subClassOf ham:A .",
    "hygiene/inverse_not_declared": """ham:a a owl:ObjectProperty ; rdfs:domain ham:A ; rdfs:range ham:B .
        ham:b a owl:ObjectProperty ; rdfs:domain ham:B ; rdfs:range ham:A .""",
    "hygiene/inverse_of_itself": "ham:a a owl:ObjectProperty ; owl:inverseOf ham:a .",
    "hygiene/inverse_with_other_ends": "ham:a owl:inverseOf ham:b ; rdfs:domain ham:A . ham:b rdfs:range ham:C .",
    "hygiene/label_of_two_classes": 'ham:A a owl:Class ; rdfs:label "hal"@id . ham:B a owl:Class ; rdfs:label "hal"@id .',
    "hygiene/label_of_two_concepts": """<id/konsep/s/a> skos:prefLabel "x"@id ; skos:inScheme <id/konsep/s> .
        <id/konsep/s/b> skos:prefLabel "x"@id ; skos:inScheme <id/konsep/s> .""",
    "hygiene/label_of_two_properties": """ham:a a owl:ObjectProperty ; rdfs:label "hal"@id .
        ham:b a owl:DatatypeProperty ; rdfs:label "hal"@id .""",
    "hygiene/label_that_is_also_alternative": '<id/konsep/s/a> skos:prefLabel "x"@id ; skos:altLabel "x"@id .',
    "hygiene/label_with_odd_spaces": '<id/konsep/s/a> skos:prefLabel "hak  hidup"@id .',
    "hygiene/label_without_language": '<id/konsep/s/a> skos:prefLabel "hak" .',
    "hygiene/misnamed_term": "ham:treaty_body a owl:Class .",
    "hygiene/module_without_content": "<ontology> dcterms:hasPart <ontology/module/x> . <ontology/module/x> dcterms:hasPart ham:Nothing .",
    "hygiene/notation_of_two_concepts": """<id/konsep/s/a> skos:notation "1" ; skos:inScheme <id/konsep/s> .
        <id/konsep/s/b> skos:notation "1" ; skos:inScheme <id/konsep/s> .""",
    "hygiene/object_property_with_literal_range": "ham:a a owl:ObjectProperty ; rdfs:range xsd:date .",
    "hygiene/ontology_with_file_extension": "<ontology/ham.ttl> a owl:Ontology .",
    "hygiene/ontology_without_declaration": "<ontology> a owl:Ontology ; dcterms:title 'x'@en .",
    "hygiene/own_classes_declared_equal": "ham:A owl:equivalentClass ham:B .",
    "hygiene/property_of_two_kinds": "ham:a a owl:ObjectProperty, owl:DatatypeProperty .",
    "hygiene/related_and_broader": "<id/konsep/s/a> skos:related <id/konsep/s/b> ; skos:broader <id/konsep/s/b> .",
    "hygiene/scheme_without_description": '<id/konsep/s> a skos:ConceptScheme ; dcterms:description "x"@id .',
    "hygiene/scheme_without_version": "<id/konsep/s> a skos:ConceptScheme .",
    "hygiene/several_domains_or_ranges": "ham:a a owl:ObjectProperty ; rdfs:domain ham:A, ham:B .",
    "hygiene/source_that_is_no_address": 'ham:A dcterms:source "UU 39/1999" .',
    "hygiene/symmetric_with_two_ends": "ham:a a owl:SymmetricProperty ; rdfs:domain ham:A ; rdfs:range ham:B .",
    "hygiene/term_outside_the_modules": "ham:A a owl:Class . <ontology> dcterms:hasPart <ontology/module/x> .",
    "hygiene/term_without_first_version": "ham:A a owl:Class .",
    "hygiene/top_concept_without_scheme": "<id/konsep/s> a skos:ConceptScheme .",
    "hygiene/undefined_term": "<id/a> ham:nothing 1 .",
    "hygiene/version_out_of_step": '<ontology> owl:versionIRI <ontology/version/0.1.0> ; owl:versionInfo "0.2.0" .',
    "use/deprecated_term_in_use": "ham:A owl:deprecated true . <id/a> a ham:A .",
    "use/subject_outside_the_domain": "ham:a rdfs:domain ham:A . <id/x> a ham:B ; ham:a 1 .",
    "use/term_that_nothing_uses": "ham:A a owl:Class . <ontology/module/x> dcterms:hasPart ham:A .",
    "use/thing_of_two_disjoint_classes": "ham:A owl:disjointWith ham:B . ham:C rdfs:subClassOf ham:B . <id/x> a ham:A, ham:C .",
    "use/value_of_another_datatype": 'ham:a a owl:DatatypeProperty ; rdfs:range xsd:date . <id/x> ham:a "2024" .',
    "use/value_outside_the_range": "ham:a a owl:ObjectProperty ; rdfs:range ham:A . <id/x> ham:a <id/y> . <id/y> a ham:B .",
}


# further cases of rules that have several: the offenders that each must find, and nothing else
_MODULE = """<ontology> dcterms:hasPart <ontology/module/x> . <ontology/module/x> schema:position 1 ; rdfs:label "x"@id, "x"@en ;
    dcterms:description "x"@id, "x"@en """
_CHANGE = """<ontology/change/9/add> schema:targetCollection <ontology> ; rdfs:label "x"@id, "x"@en ; dcterms:description "x"@id, "x"@en ;
    dcterms:isPartOf <ontology/version/9> . <ontology/version/9> dcterms:isVersionOf <ontology> . """
_PAIR = "ham:a owl:inverseOf ham:b ; rdfs:domain ham:A ; rdfs:range ham:B . ham:b rdfs:range ham:A ; rdfs:domain "
CASES = [
    ("hygiene/module_without_content", _MODULE + ".", 0),
    ("hygiene/module_without_content", _MODULE + "; dcterms:hasPart ham:Nothing .", 1),
    ("hygiene/module_without_content", "<ontology> dcterms:hasPart <ontology/module/x> .", 3),  # name, description, position
    ("hygiene/change_without_version", _CHANGE, 0),
    ("hygiene/change_without_version", _CHANGE + "<ontology/change/9/add> schema:object ham:Nothing .", 1),
    ("hygiene/change_without_version", "<ontology/change/9/add> schema:targetCollection <ontology> .", 3),  # name, description, version
    ("hygiene/inverse_with_other_ends", _PAIR + "ham:B .", 0),
    ("hygiene/inverse_with_other_ends", _PAIR + "ham:C . ham:d rdfs:domain ham:B .", 1),
    (
        "hygiene/term_outside_the_modules",
        """ham:A a owl:Class . <ontology> dcterms:hasPart <ontology/module/x>, <ontology/module/y> .
        <ontology/module/x> dcterms:hasPart ham:A . <ontology/module/y> dcterms:hasPart ham:A .""",
        1,
    ),
    ("hygiene/ontology_without_declaration", "<http://other.example/> a owl:Ontology .", 11),
]


def offenders(rule: str, turtle: str) -> list[str]:
    store = ox.Store()
    store.bulk_extend(ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE))
    return [str(row) for row in store.query((HERE / f"{rule}.rq").read_text(encoding="utf-8"))]  # type: ignore[union-attr]


@pytest.mark.parametrize("rule", PLANTED)
def test_a_rule_finds_its_offender(rule: str) -> None:
    assert offenders(rule, PLANTED[rule]) != []


@pytest.mark.parametrize(("rule", "turtle", "count"), CASES)
def test_a_rule_finds_each_case_and_nothing_else(rule: str, turtle: str, count: int) -> None:
    assert len(offenders(rule, turtle)) == count


def test_every_rule_over_the_release_has_an_offender_here() -> None:
    assert {f"use/{path.stem}" for path in (HERE / "use").glob("*.rq")} <= PLANTED.keys()
