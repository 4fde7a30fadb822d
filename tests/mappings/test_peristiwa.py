"""The events that the President recognised, the programmes of data, and the roles in them, end to end."""

from __future__ import annotations

import pytest

from tests.mappings.mapped_store import MappedStore

ACT = "pengakuan/presiden-2023-01-11"
EVENTS = {
    "peristiwa-1965-1966", "penembakan-misterius", "talangsari", "rumoh-geudong", "penghilangan-paksa-1997-1998", "kerusuhan-mei-1998",
    "trisakti-semanggi", "dukun-santet", "simpang-kka", "wasior", "wamena", "jambo-keupok",
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), "norma/peristiwa", "norma/peran_sdi", "norma/peraturan", "instansi/organisasi")


def test_one_act_recognised_twelve_events(store: MappedStore) -> None:
    query = """SELECT ?event ?act ?date ?who { ?r ham:recognizes ?event ; prov:wasGeneratedBy ?act .
        ?act dcterms:date ?date ; prov:wasAssociatedWith ?who }"""
    assert store.rows(query) == {(f"peristiwa/{key}", ACT, "2023-01-11", "instansi/presiden") for key in EVENTS}


def test_the_act_rests_on_the_decree_of_the_team(store: MappedStore) -> None:
    query = f"SELECT ?law ?date {{ <{ACT}> dcterms:references ?law . ?law eli:date_document ?date }}"
    assert store.rows(query) == {("peraturan/keppres/2022/17", "2022-08-26")}


def test_sources_differ_on_the_year_of_one_event_only_and_both_years_are_kept(store: MappedStore) -> None:
    query = """SELECT ?event ?start (COUNT(?source) AS ?n) {
        ?event ham:statedPeriod ?p . ?p schema:startDate ?start ; dcterms:source ?source } GROUP BY ?event ?start"""
    periods = store.rows(query)
    assert {row for row in periods if row[0] == "peristiwa/rumoh-geudong"} == {
        ("peristiwa/rumoh-geudong", "1989", "2"),
        ("peristiwa/rumoh-geudong", "1998", "1"),
    }
    assert len(periods) == 13


@pytest.mark.parametrize(
    ("event", "start", "end"),
    [
        ("peristiwa-1965-1966", "1965", "1966"),
        ("penembakan-misterius", "1982", "1985"),
        ("wasior", "2001", "2002"),
        ("wamena", "2003", "2003"),
    ],
)
def test_an_event_has_the_years_that_the_lists_print(store: MappedStore, event: str, start: str, end: str) -> None:
    query = f"SELECT ?a ?b {{ <peristiwa/{event}> ham:statedPeriod ?p . ?p schema:startDate ?a ; schema:endDate ?b }}"
    assert store.rows(query) == {(start, end)}


def test_cases_of_other_lists_are_not_among_the_twelve(store: MappedStore) -> None:
    labels = " ".join(store.values("SELECT ?l { ?e a ham:PublicEvent ; skos:prefLabel ?l }"))
    assert "Munir" not in labels
    assert "Paniai" not in labels


def test_an_event_of_papua_names_no_province_of_today(store: MappedStore) -> None:
    query = 'SELECT ?e ?r { ?e ham:statedPlace "Papua"@id OPTIONAL { ?e dcterms:spatial ?r } }'
    assert store.rows(query) == {("peristiwa/wasior", ""), ("peristiwa/wamena", "")}
    assert store.values("SELECT ?e { ?e dcterms:spatial <wilayah/kemendagri/11> }") == {
        "peristiwa/rumoh-geudong", "peristiwa/simpang-kka", "peristiwa/jambo-keupok",
    }  # fmt: skip


def test_every_statement_has_a_source_that_is_described(store: MappedStore) -> None:
    query = """SELECT ?x { { ?x a ham:Recognition } UNION { ?x a ham:EventPeriod } UNION { ?x a org:Membership }
        FILTER NOT EXISTS { ?x dcterms:source ?d . ?d ham:publisherName ?name } }"""
    assert store.values(query) == set()


def test_no_event_is_linked_to_a_kind_of_violation(store: MappedStore) -> None:
    assert store.values('SELECT ?e { ?e a ham:PublicEvent ; ?p ?o FILTER CONTAINS(STR(?o), "pelanggaran-berat") }') == set()


def test_two_bodies_have_a_sourced_role_in_satu_data_indonesia(store: MappedStore) -> None:
    query = """SELECT ?who ?role { ?m a org:Membership ; org:organization <program/satu-data-indonesia> ; org:member ?who ; org:role ?role .
        ?who skos:prefLabel ?l }"""
    assert store.rows(query) == {
        ("instansi/bappenas", "konsep/peran-sdi/dewan-pengarah"),
        ("instansi/bps", "konsep/peran-sdi/pembina-data"),
    }


def test_satu_data_ham_rests_on_a_regulation_and_a_decree_and_has_no_steward_yet(store: MappedStore) -> None:
    query = "SELECT ?law { <program/satu-data-ham> ham:legalBasis ?law . ?law skos:prefLabel ?l }"
    assert store.values(query) == {"peraturan/permenham/2025/13", "peraturan/kepmenham/2025/MHA-1.TI.06.03"}
    assert store.values("SELECT ?m { ?m org:role <konsep/peran-sdi/walidata> }") == set()
