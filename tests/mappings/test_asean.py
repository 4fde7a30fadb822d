"""States of the region beside Indonesia, end to end: positions towards treaties, review cycles, counts."""

from __future__ import annotations

import pytest

from tests.mappings.mapped_store import MappedStore

REGION = {f"negara/{code}" for code in ("BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "TLS", "VNM")}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    names = ("pbb/asean", "pbb/asean_upr", "pbb/asean_angka", "pbb/ratifikasi", "pbb/traktat", "pbb/siklus_upr", "pbb/upr", "pbb/negara")
    return MappedStore(tmp_path_factory.mktemp("quads"), *names)


def test_every_state_has_a_position_towards_every_core_treaty_and_protocol(store: MappedStore) -> None:
    query = "SELECT ?s (COUNT(?t) AS ?n) { ?p a ham:TreatyPosition ; ham:state ?s ; ham:treaty ?t . ?t a ham:Treaty } GROUP BY ?s"
    assert store.rows(query) == {(state, "18") for state in REGION}


def test_no_state_has_two_positions_towards_one_treaty(store: MappedStore) -> None:
    query = "SELECT ?s ?t { ?p ham:state ?s ; ham:treaty ?t ; ham:action ?a } GROUP BY ?s ?t HAVING (COUNT(DISTINCT ?p) > 1)"
    assert store.rows(query) == set()


@pytest.mark.parametrize(
    ("position", "action", "day", "year"),
    [
        ("KHM/ICCPR", "aksesi", "1992-05-26", "1992"),
        ("LAO/CAT", "ratifikasi", "2012-09-26", "2012"),
        ("PHL/CEDAW", "menjadi-pihak", "", "1987"),
        ("SGP/CEDAW", "menjadi-pihak", "", "1993"),
        ("BRN/CAT", "tanda-tangan", "", ""),
        ("MYS/ICCPR", "tanpa-tindakan", "", ""),
    ],
)
def test_a_day_is_given_only_where_the_two_lists_agree(store: MappedStore, position: str, action: str, day: str, year: str) -> None:
    query = f"""SELECT ?a ?d ?y {{ <ratifikasi/{position}> ham:action ?a OPTIONAL {{ <ratifikasi/{position}> dcterms:date ?d }}
        OPTIONAL {{ <ratifikasi/{position}> ham:partySince ?y }} }}"""
    assert store.rows(query) == {(f"konsep/tindakan-traktat/{action}", day, year)}


def test_counts_of_core_treaties_follow_from_the_positions(store: MappedStore) -> None:
    counted = store.rows("""SELECT ?s (COUNT(?t) AS ?n) { ?p ham:state ?s ; ham:treaty ?t ; ham:action ?a .
        ?t ham:treatyKind <konsep/jenis-traktat/pokok>
        FILTER (?a NOT IN (<konsep/tindakan-traktat/tanda-tangan>, <konsep/tindakan-traktat/tanpa-tindakan>)) } GROUP BY ?s""")
    stated = store.rows("""SELECT ?s ?n { ?o ham:indicator <konsep/indikator/traktat-pokok-diikuti> ;
        sdmx-dimension:refArea ?s ; sdmx-measure:obsValue ?n }""")
    assert counted == stated


def test_every_state_is_compared_by_four_counts(store: MappedStore) -> None:
    query = """SELECT ?s (COUNT(?o) AS ?n) { ?o qb:dataSet <dataset/pbb/asean_angka> ; sdmx-dimension:refArea ?s } GROUP BY ?s"""
    assert store.rows(query) == {(state, "4") for state in REGION}


def test_indonesia_made_432_recommendations_in_sessions_1_to_20(store: MappedStore) -> None:
    query = """SELECT ?n { ?o ham:indicator <konsep/indikator/rekomendasi-upr-disampaikan> ; sdmx-dimension:refArea <negara/IDN> ;
        sdmx-measure:obsValue ?n }"""
    assert store.values(query) == {"432"}


def test_two_counts_of_thailands_first_cycle_are_both_kept(store: MappedStore) -> None:
    query = """SELECT ?n { ?o ham:reviewCycle <siklus-upr/THA/1> ; ham:position <konsep/posisi-upr/diterima-total> ;
        sdmx-measure:obsValue ?n }"""
    assert store.values(query) == {"183", "172"}


def test_the_region_is_compared_in_one_question(store: MappedStore) -> None:
    query = """SELECT ?s ?n { ?o ham:indicator <konsep/indikator/rekomendasi-upr> ; sdmx-dimension:refArea ?s ; sdmx-measure:obsValue ?n ;
        ham:position <konsep/posisi-upr/diterima-total> ; ham:reviewCycle/ham:cycleNumber 4 }"""
    assert store.rows(query) == {("negara/IDN", "269"), ("negara/MYS", "348"), ("negara/VNM", "320")}


def test_every_cycle_that_a_count_names_is_described(store: MappedStore) -> None:
    assert store.values("SELECT ?c { ?o ham:reviewCycle ?c FILTER NOT EXISTS { ?c a ham:ReviewCycle ; ham:state ?s } }") == set()
    assert store.values("SELECT ?n { <siklus-upr/MYS/1> ham:workingGroupSession ?n }") == {"4"}
