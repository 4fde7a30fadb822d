"""Facts about treaties, treaty bodies, Indonesia's position and its review cycles, end to end."""

from __future__ import annotations

import pytest
from rdflib import RDF, SKOS, Graph

from kg.resources import ontology_root
from tests.mappings.mapped_store import NS, MappedStore

CORE = "ham:treatyKind <konsep/jenis-traktat/pokok>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    names = ("pbb/traktat", "pbb/badan_traktat", "pbb/ratifikasi", "pbb/siklus_upr", "norma/peraturan", "instansi/organisasi")
    return MappedStore(tmp_path_factory.mktemp("quads"), *names)


def test_there_are_nine_core_treaties_and_nine_optional_protocols(store: MappedStore) -> None:
    assert len(store.values(f"SELECT ?t {{ ?t a ham:Treaty ; {CORE} }}")) == 9
    assert (
        len(store.values("SELECT ?t { ?t a ham:Treaty ; ham:treatyKind <konsep/jenis-traktat/protokol-opsional> ; ham:protocolTo ?c }"))
        == 9
    )


def test_icpped_is_the_only_core_treaty_that_indonesia_has_not_ratified(store: MappedStore) -> None:
    query = f"""SELECT ?treaty ?action ?asOf {{ ?treaty {CORE} FILTER NOT EXISTS {{ ?r a ham:Ratification ; ham:treaty ?treaty }}
        ?p ham:treaty ?treaty ; ham:action ?action ; ham:asOf ?asOf }}"""
    assert store.rows(query) == {("traktat/ICPPED", "konsep/tindakan-traktat/tanda-tangan", "2022-08-25")}


@pytest.mark.parametrize(
    ("treaty", "law", "date"),
    [
        ("ICCPR", "uu/2005/12", "2006-02-23"),
        ("ICESCR", "uu/2005/11", "2006-02-23"),
        ("CEDAW", "uu/1984/7", "1984-09-13"),
        ("CAT", "uu/1998/5", "1998-10-28"),
        ("CRC", "keppres/1990/36", "1990-09-05"),
        ("CRPD", "uu/2011/19", "2011-11-30"),
        ("ICRMW", "uu/2012/6", "2012-05-31"),
    ],
)
def test_a_treaty_is_binding_since_a_date_and_by_a_law(store: MappedStore, treaty: str, law: str, date: str) -> None:
    query = f"SELECT ?law ?date {{ <ratifikasi/IDN/{treaty}> a ham:Ratification ; ham:nationalLaw ?law ; dcterms:date ?date }}"
    assert store.rows(query) == {(f"peraturan/{law}", date)}


def test_a_law_that_ratifies_and_the_ratification_name_each_other(store: MappedStore) -> None:
    by_law = store.rows("SELECT ?t ?l { ?l ham:ratifies ?t }")
    by_ratification = store.rows("SELECT ?t ?l { ?r ham:treaty ?t ; ham:nationalLaw ?l }")
    assert by_law == by_ratification
    assert len(by_law) == 10


def test_the_other_date_of_the_racial_discrimination_convention_is_kept_apart(store: MappedStore) -> None:
    assert store.values("SELECT ?d { <ratifikasi/IDN/ICERD> dcterms:date ?d }") == {"1999-06-25"}
    query = """SELECT ?d ?cite { ?c a ham:ConflictingDate ; ham:concerns <ratifikasi/IDN/ICERD> ;
        dcterms:date ?d ; dcterms:source/schema:url ?cite }"""
    ((date, address),) = store.rows(query)
    assert date == "1999-07-25"
    assert "docstore.ohchr.org" in address


def test_six_instruments_have_a_standing_reservation_or_declaration(store: MappedStore) -> None:
    found = store.values("SELECT ?t { ?r ham:hasReservation true ; ham:treaty ?t }")
    assert found == {f"traktat/{code}" for code in ("ICERD", "ICESCR", "ICCPR", "CEDAW", "CAT", "OP-CRC-AC")}
    assert store.values("SELECT ?y { <ratifikasi/IDN/CRC> ham:hasReservation false ; ham:reservationWithdrawn ?y }") == {"2005"}


def test_instruments_without_action_have_no_date_and_no_law(store: MappedStore) -> None:
    silent = store.values("SELECT ?t { ?p ham:action <konsep/tindakan-traktat/tanpa-tindakan> ; ham:treaty ?t }")
    assert silent == {f"traktat/{code}" for code in ("ICCPR-OP1", "ICCPR-OP2", "ICESCR-OP", "OP-CAT", "OP-CRC-IC", "OP-CRPD")}
    assert not store.values(
        "SELECT ?p { ?p a ham:TreatyPosition ; dcterms:date|ham:nationalLaw ?x FILTER NOT EXISTS { ?p a ham:Ratification } }"
    )


def test_recalled_dates_of_entry_into_force_are_absent_and_derived_ones_flagged(store: MappedStore) -> None:
    without = store.values("SELECT ?t { ?t a ham:Treaty FILTER NOT EXISTS { ?t ham:entryIntoForce ?d } }")
    assert without == {"traktat/ICCPR-OP1", "traktat/ICCPR-OP2", "traktat/OP-CRPD"}
    assert store.values("SELECT ?b { <traktat/ICPPED> ham:entryIntoForceDerived ?b }") == {"true"}
    assert store.values("SELECT ?b { <traktat/ICCPR> ham:entryIntoForceDerived ?b }") == {"false"}


def test_a_treaty_and_its_committee_are_different_things(store: MappedStore) -> None:
    assert store.values("SELECT ?x { ?x a ham:Treaty, ham:TreatyBody }") == set()
    assert store.values("SELECT ?t { <badan-traktat/CRC> ham:monitors ?t }") == {"traktat/CRC"}
    assert len(store.values("SELECT ?b { ?b a ham:TreatyBody }")) == 10


def test_every_treaty_is_monitored_by_a_described_body(store: MappedStore) -> None:
    assert store.values("SELECT ?t { ?t a ham:Treaty FILTER NOT EXISTS { ?t ham:monitoringBody ?b . ?b a ham:TreatyBody } }") == set()
    assert store.values("SELECT ?b { ?b ham:monitors ?t FILTER NOT EXISTS { ?t ham:monitoringBody ?b } }") == set()


def test_indonesia_was_reviewed_four_times_and_the_last_outcome_adopted_on_27_march_2023(store: MappedStore) -> None:
    dates = store.rows("SELECT ?n ?d { ?c a ham:ReviewCycle ; ham:cycleNumber ?n ; ham:reviewDate ?d }")
    assert dates == {("1", "2008-04-09"), ("2", "2012-05-23"), ("3", "2017-05-03"), ("4", "2022-11-09")}
    assert store.values("SELECT ?d { <siklus-upr/IDN/4> ham:outcomeAdopted ?d }") == {"2023-03-27"}
    assert store.values("SELECT ?s { <siklus-upr/IDN/4> ham:reportSymbol|ham:workingGroupSession ?s }") == set(), "recalled, not read"


@pytest.mark.parametrize(
    "predicate", ["ham:nationalLaw", "ham:treaty", "ham:protocolTo", "ham:reviewedBy", "ham:depositary", "ham:ratifies"]
)
def test_links_lead_to_described_things(store: MappedStore, predicate: str) -> None:
    assert store.values(f"SELECT ?o {{ ?s {predicate} ?o FILTER NOT EXISTS {{ ?o skos:prefLabel ?l }} }}") == set()


def test_every_action_and_kind_is_a_concept_of_its_code_list(store: MappedStore) -> None:
    codes = Graph()
    for name in ("tindakan_traktat", "jenis_traktat"):
        codes.parse(ontology_root() / "codelists" / f"{name}.ttl")
    known = {str(concept).removeprefix(f"{NS.base}id/") for concept in codes.subjects(RDF.type, SKOS.Concept)}
    of_other_states = {f"konsep/tindakan-traktat/{code}" for code in ("menjadi-pihak", "suksesi")}
    assert store.values("SELECT ?c { ?s ham:action|ham:treatyKind ?c }") == known - of_other_states
