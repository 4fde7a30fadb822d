"""Facts about organisations and their succession, end to end."""

from __future__ import annotations

import pytest
from rdflib import OWL, RDF, Graph

from kg.mapping.dataset import discover
from kg.resources import mappings_root, ontology_root
from tests.mappings.mapped_store import NS, MappedStore


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), "instansi/organisasi", "norma/peraturan")


def test_komnas_ham_is_the_national_human_rights_institution_and_rests_on_act_39_of_1999(store: MappedStore) -> None:
    found = store.values("SELECT ?o { ?o a ham:NationalHumanRightsInstitution ; ham:legalBasis <peraturan/uu/1999/39> }")
    assert found == {"instansi/komnas-ham"}


def test_the_law_and_human_rights_ministry_was_split_into_three_ministries_on_21_october_2024(store: MappedStore) -> None:
    query = """SELECT ?after ?date ?kind { <instansi/kemenkumham> org:changedBy ?event .
        ?event ham:changeKind ?kind ; org:resultingOrganization ?after ; dcterms:date ?date
        FILTER NOT EXISTS { ?event ham:movedUnit ?unit } }"""
    kind = "konsep/jenis-perubahan-instansi/pemecahan"
    names = ("kemenham", "kemenkum", "kemenimipas")
    assert store.rows(query) == {(f"instansi/{name}", "2024-10-21", kind) for name in names}


def test_kp2mi_stands_beside_bp2mi_and_does_not_replace_it(store: MappedStore) -> None:
    query = """SELECT ?before ?after ?kind { ?event ham:changeKind ?kind ;
        org:originalOrganization ?before ; org:resultingOrganization ?after, <instansi/kp2mi> }"""
    kind = "konsep/jenis-perubahan-instansi/pembentukan-berdampingan"
    assert store.rows(query) == {("instansi/bp2mi", "instansi/kp2mi", kind), ("instansi/bp2mi", "instansi/bp2mi", kind)}
    laws = """SELECT ?o { VALUES ?law { <peraturan/perpres/2024/165> <peraturan/perpres/2024/166> }
        ?o a ham:Organization ; ham:legalBasis ?law }"""
    assert store.values(laws) == {"instansi/kp2mi", "instansi/bp2mi"}


def test_bp2mi_results_from_bnp2tki_in_2019_only(store: MappedStore) -> None:
    query = (
        "SELECT ?before ?date { <instansi/bp2mi> org:resultedFrom ?event . ?event org:originalOrganization ?before ; dcterms:date ?date }"
    )
    assert store.rows(query) == {("instansi/bnp2tki", "2019-12-31")}


def test_the_ombudsman_continues_the_national_ombudsman_commission(store: MappedStore) -> None:
    query = """SELECT ?before ?date ?law { <instansi/ombudsman> org:resultedFrom ?event .
        ?event org:originalOrganization ?before ; dcterms:date ?date ; ham:legalBasis ?law }"""
    assert store.rows(query) == {("instansi/kon", "2008-10-07", "peraturan/uu/2008/37")}


def test_corrections_move_to_the_immigration_and_corrections_ministry(store: MappedStore) -> None:
    query = "SELECT ?from ?to { ?e ham:movedUnit <instansi/ditjenpas> ; org:originalOrganization ?from ; org:resultingOrganization ?to }"
    assert store.rows(query) == {("instansi/kemenkumham", "instansi/kemenimipas")}
    assert store.values("SELECT ?o { <instansi/ditjenpas> org:unitOf ?o }") == {"instansi/kemenimipas"}


def test_every_organisation_has_both_names_and_a_source(store: MappedStore) -> None:
    query = """SELECT ?o { ?o a ham:Organization FILTER NOT EXISTS { ?o skos:prefLabel ?i, ?e ; dcterms:source ?s
        FILTER (LANG(?i) = "id" && LANG(?e) = "en") ?s a ham:SourceDocument } }"""
    assert store.values(query) == set()


def test_every_law_that_an_organisation_rests_on_is_described(store: MappedStore) -> None:
    assert store.values("SELECT ?law { ?o ham:legalBasis ?law FILTER NOT EXISTS { ?law a ham:LegalInstrument } }") == set()


def test_this_service_says_that_it_is_no_part_of_government(store: MappedStore) -> None:
    query = "SELECT ?c { <instansi/satu-data-ham> a ham:DataProvider ; rdfs:comment ?c FILTER (LANG(?c) = 'en') }"
    (comment,) = store.values(query)
    assert "no part of government" in comment


def test_every_producer_of_a_dataset_is_an_organisation(store: MappedStore) -> None:
    producers = {f"instansi/{dataset.config.producer}" for dataset in discover(mappings_root()).values()}
    assert producers <= store.values("SELECT ?o { ?o a ham:Organization }")


def test_every_class_in_use_is_declared_in_the_module(store: MappedStore) -> None:
    module = Graph().parse(ontology_root() / "modules" / "organization.ttl")
    declared = {str(term) for term in module.subjects(RDF.type, OWL.Class)}
    query = f"SELECT DISTINCT ?c {{ ?o a ham:Organization, ?c FILTER STRSTARTS(STR(?c), '{NS.ontology}') }}"
    assert store.values(query) <= declared


def test_every_kind_of_organisation_is_a_concept_of_its_code_list(store: MappedStore) -> None:
    codes = Graph()
    for name in ("jenis_instansi", "jenis_perubahan_instansi"):
        codes.parse(ontology_root() / "codelists" / f"{name}.ttl")
    known = {str(subject).removeprefix(f"{NS.base}id/") for subject in codes.subjects()}
    assert store.values("SELECT DISTINCT ?k { ?s org:classification|ham:changeKind ?k }") <= known
