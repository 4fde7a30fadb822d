"""Commitments, their statuses, mandates and dealings with special procedures, end to end."""

from __future__ import annotations

import pytest

from tests.mappings.mapped_store import MappedStore


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    own = ("pbb/komitmen", "pbb/mandat", "pbb/prosedur_khusus", "pbb/dokumen")
    linked = ("pbb/badan_traktat", "instansi/organisasi", "norma/peraturan")
    return MappedStore(tmp_path_factory.mktemp("quads"), *own, *linked)


def test_ranham_has_six_known_actions_for_customary_communities(store: MappedStore) -> None:
    query = """SELECT ?a { ?a dcterms:isPartOf <komitmen/IDN/ranham-2021-2025> ; ham:commitmentKind <konsep/jenis-komitmen/aksi-rencana> ;
        ham:affectedGroup <konsep/kelompok-ranham/masyarakat-adat> }"""
    assert len(store.values(query)) == 6


def test_only_the_land_conflict_action_names_its_ministries(store: MappedStore) -> None:
    found = store.rows("SELECT ?c ?i { ?c ham:responsibleInstitutionText ?i }")
    assert found == {("komitmen/IDN/ranham-2021-2025-konflik-lahan", "KLHK"), ("komitmen/IDN/ranham-2021-2025-konflik-lahan", "KKP")}


def test_ranham_rests_on_its_regulation_and_its_committee(store: MappedStore) -> None:
    query = """SELECT ?law ?body ?day { <komitmen/IDN/ranham-2021-2025> ham:legalBasis ?law ; ham:responsibleInstitution ?body ;
        dcterms:date ?day . ?law skos:prefLabel ?l . ?body skos:prefLabel ?m }"""
    assert store.rows(query) == {("peraturan/perpres/2021/53", "instansi/panitia-ranham", "2021-06-08")}


def test_a_status_is_apart_from_its_commitment_and_dated(store: MappedStore) -> None:
    query = "SELECT ?c ?k ?d { ?s a ham:ImplementationStatus ; ham:concerns ?c ; ham:implementationState ?k ; dcterms:date ?d }"
    assert store.rows(query) == {
        ("komitmen/IDN/ranham-2021-2025", "konsep/status-pelaksanaan/sebagian", "2021"),
        ("komitmen/IDN/stranas-bisnis-ham", "konsep/status-pelaksanaan/ditetapkan", "2024-02-20"),
    }
    assert store.values("SELECT ?c { ?c a ham:Commitment ; ham:implementationState ?k }") == set()


def test_the_next_report_to_a_treaty_body_has_a_month(store: MappedStore) -> None:
    query = "SELECT ?b ?d { ?c ham:commitmentKind <konsep/jenis-komitmen/laporan-jatuh-tempo> ; ham:unitedNationsBody ?b ; ham:dueDate ?d }"
    assert store.rows(query) == {("badan-traktat/CEDAW", "2025-11")}


@pytest.mark.parametrize(
    ("key", "start", "end", "votes", "voters"),
    [
        ("anggota-dewan-ham-2006-2007", "2006", "2007-06-18", "165", ""),
        ("anggota-dewan-ham-2007-2010", "2007-06-20", "2010", "182", "190"),
        ("anggota-dewan-ham-2011-2014", "2011", "2014", "184", "188"),
        ("anggota-dewan-ham-2015-2017", "2015", "2017", "", ""),
        ("anggota-dewan-ham-2020-2022", "2020", "2022", "174", ""),
        ("anggota-dewan-ham-2024-2026", "2024-01-01", "2026", "186", "192"),
        ("wakil-presiden-dewan-ham-2024", "2024", "2024", "", ""),
        ("presiden-dewan-ham-2026", "2026-01-08", "2026-12-31", "", ""),
    ],
)
def test_terms_and_votes_in_the_council(store: MappedStore, key: str, start: str, end: str, votes: str, voters: str) -> None:
    query = f"""SELECT ?s ?e ?v ?c {{ <mandat/IDN/{key}> a ham:Mandate ; ham:unitedNationsBody <instansi/hrc> ; schema:startDate ?s ;
        schema:endDate ?e OPTIONAL {{ <mandat/IDN/{key}> ham:votesFor ?v }} OPTIONAL {{ <mandat/IDN/{key}> ham:votesCast ?c }} }}"""
    assert store.rows(query) == {(start, end, votes, voters)}


def test_there_are_eight_mandates_and_no_name_of_a_person(store: MappedStore) -> None:
    assert len(store.values("SELECT ?m { ?m a ham:Mandate }")) == 8
    labels = store.values("SELECT ?l { ?m a ham:Mandate ; skos:prefLabel ?l }")
    assert all(label.startswith("Indonesia: ") for label in labels)


def test_ten_visits_of_mandate_holders_are_known_and_four_name_their_report(store: MappedStore) -> None:
    visits = store.values("SELECT ?v { ?v ham:specialProcedureKind <konsep/jenis-prosedur-khusus/kunjungan> }")
    assert len(visits) == 10
    reports = store.values("SELECT ?d { ?v ham:specialProcedureKind ?k ; dcterms:isReferencedBy ?d . ?d a ham:UnitedNationsDocument }")
    assert reports == {f"dokumen-pbb/A/HRC/{symbol}" for symbol in ("7/28/Add.2", "7/3/Add.7", "38/36/Add.1", "40/56/Add.2")}


def test_the_visit_on_torture_lasted_from_10_to_23_november_2007(store: MappedStore) -> None:
    query = """SELECT ?s ?e { ?v ham:mandateHolder <konsep/mekanisme-pbb/sr-torture> ; schema:startDate ?s ; schema:endDate ?e }"""
    assert store.rows(query) == {("2007-11-10", "2007-11-23")}


def test_communications_have_numbers_and_signing_mandates_where_told(store: MappedStore) -> None:
    query = """SELECT ?n ?m { ?c ham:specialProcedureKind <konsep/jenis-prosedur-khusus/komunikasi> ; dcterms:identifier ?n
        OPTIONAL { ?c ham:signingMandates ?m } }"""
    assert store.rows(query) == {
        ("IDN 4/2011", ""), ("IDN 3/2012", ""), ("AL IDN 7/2011", "2"),
        ("AL IDN 8/2019", "8"), ("AL IDN 3/2023", "5"), ("AL IDN 4/2023", "5"),
    }  # fmt: skip


def test_there_was_no_standing_invitation_in_2008_and_2017(store: MappedStore) -> None:
    query = """SELECT ?d ?g { ?e ham:specialProcedureKind <konsep/jenis-prosedur-khusus/undangan-terbuka> ;
        dcterms:date ?d ; ham:granted ?g }"""
    assert store.rows(query) == {("2008", "false"), ("2017-09-21", "false")}
