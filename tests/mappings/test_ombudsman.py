"""Figures of the Ombudsman: a series break, reports closed against reports received, two number formats, an office that is no province."""

from __future__ import annotations

import pytest

from kg.mapping.dataset import discover
from kg.resources import mappings_root
from tests.mappings.mapped_store import MappedStore

DATASETS = [name for name in discover(mappings_root()) if name.startswith("ombudsman/")]
FIGURE = "sdmx-measure:obsValue ?n"
RECEIVED = "ham:indicator <konsep/indikator/laporan-diterima-ombudsman>"
CLOSED = "ham:indicator <konsep/indikator/laporan-ditutup-ombudsman>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), *DATASETS)


def test_the_total_of_2025_is_a_series_break_and_that_of_2024_is_not(store: MappedStore) -> None:
    query = f"""SELECT ?year ?n ?status {{ ?o qb:dataSet <dataset/ombudsman/laporan_tahunan> ; {RECEIVED} ; ham:refYear ?year ; {FIGURE} ;
        sdmx-attribute:obsStatus ?status FILTER(STR(?year) >= "2024") }}"""
    found = {(year, n, status.rpartition("/")[2]) for year, n, status in store.rows(query)}
    assert found == {("2024", "10846", "A"), ("2024", "10837", "A"), ("2025", "23596", "B")}


def test_reports_of_each_year_are_those_of_the_sources(store: MappedStore) -> None:
    query = f"SELECT ?year ?n {{ ?o qb:dataSet <dataset/ombudsman/laporan_tahunan> ; {RECEIVED} ; ham:refYear ?year ; {FIGURE} }}"
    found = {pair for pair in store.rows(query) if pair[0] < "2024"}
    assert found == {
        ("2016", "9030"),
        ("2017", "9280"),
        ("2019", "7903"),
        ("2021", "7186"),
        ("2021", "7148"),
        ("2022", "8295"),
        ("2023", "8452"),
    }


def test_a_digit_lost_in_a_copy_is_left_out(store: MappedStore) -> None:
    assert store.values("SELECT ?o { ?o sdmx-measure:obsValue 2295 }") == set()
    assert store.values("SELECT ?d { ?d schema:url ?u FILTER(CONTAINS(STR(?u), 'goyalorthodontics')) }") == set()


def test_kinds_of_intake_make_up_the_total_of_2025(store: MappedStore) -> None:
    query = f"""SELECT ?kind ?n {{ ?o qb:dataSet <dataset/ombudsman/laporan_penerimaan> ; {RECEIVED} ; ham:intakeKind ?kind ;
        sdmx-dimension:refArea <negara/IDN> ; {FIGURE} }}"""
    found = {kind.rpartition("/")[2]: int(value) for kind, value in store.rows(query)}
    total = found.pop("semua")
    assert found == {"reguler": 9365, "respons-cepat": 1756, "prakarsa-sendiri": 148, "konsultasi": 9607, "tembusan": 2720}
    assert sum(found.values()) == total == 23596


def test_an_office_of_the_ombudsman_is_no_province_and_its_investigation_no_person(store: MappedStore) -> None:
    query = f"""SELECT ?kind ?n {{ ?o ham:intakeKind ?kind ; {FIGURE} ; ham:areaRole <konsep/peran-wilayah/kantor-penerima> ;
        sdmx-dimension:refArea <wilayah/perwakilan-ombudsman/jawa-timur> }}"""
    found = {kind.rpartition("/")[2]: int(value) for kind, value in store.rows(query)}
    assert found == {"semua": 947, "konsultasi": 569, "reguler": 347, "respons-cepat": 30, "prakarsa-sendiri": 1}
    assert store.values("SELECT ?a { ?a a ham:ServiceArea }") == {"wilayah/perwakilan-ombudsman/jawa-timur"}


def test_kinds_of_maladministration_of_2024_are_of_reports_closed(store: MappedStore) -> None:
    query = f"""SELECT ?kind ?n {{ ?o qb:dataSet <dataset/ombudsman/laporan_maladministrasi> ; {CLOSED} ; ham:refYear "2024"^^xsd:gYear ;
        ham:maladministration ?kind ; {FIGURE} }}"""
    found = {kind.rpartition("/")[2]: int(value) for kind, value in store.rows(query)}
    assert found == {
        "penundaan-berlarut": 2183,
        "tidak-memberikan-pelayanan": 1954,
        "penyimpangan-prosedur": 1329,
        "tidak-patut": 286,
        "penyalahgunaan-wewenang": 193,
        "kelalaian": 141,
        "tidak-kompeten": 117,
        "diskriminasi": 32,
        "berpihak": 13,
        "belum-dikategorikan": 9,
    }
    assert sum(found.values()) == 6257


def test_main_institutions_of_2024(store: MappedStore) -> None:
    query = f"""SELECT ?who ?n {{ ?o {CLOSED} ; ham:reportedInstitution ?who ; ham:listComplete false ; {FIGURE} }}"""
    found = {who.rpartition("/")[2]: int(value) for who, value in store.rows(query)}
    assert len(found) == 10
    assert [found[who] for who in ("pemda", "atr-bpn", "bumn-bumd", "polri")] == [5044, 1227, 796, 676]


def test_the_police_are_one_class_under_two_names(store: MappedStore) -> None:
    query = (
        f"SELECT ?year ?n {{ ?o {RECEIVED} ; ham:reportedInstitution <konsep/terlapor-ombudsman/polri> ; ham:refYear ?year ; {FIGURE} }}"
    )
    assert store.rows(query) == {("2017", "1041"), ("2019", "560")}


def test_the_misprinted_land_agency_is_the_land_agency(store: MappedStore) -> None:
    query = f"SELECT ?year ?n {{ ?o ham:reportedInstitution <konsep/terlapor-ombudsman/atr-bpn> ; ham:refYear ?year ; {FIGURE} }}"
    assert store.rows(query) == {("2017", "559"), ("2019", "517"), ("2024", "1227"), ("2025", "965")}


def test_the_classes_of_2017_do_not_reach_the_total(store: MappedStore) -> None:
    query = f"SELECT ?who ?n {{ ?o ham:reportedInstitution ?who ; ham:refYear '2017'^^xsd:gYear ; {FIGURE} }}"
    assert sum(int(value) for _, value in store.rows(query)) == 8243


def test_numbers_of_an_english_page_are_read_with_the_comma_for_thousands(store: MappedStore) -> None:
    query = f"SELECT ?n ?raw {{ ?o ham:rawValue ?raw ; {FIGURE} FILTER(REGEX(?raw, '^[0-9]+,[0-9]{{3}}$')) }}"
    assert store.rows(query) == {("10846", "10,846"), ("8364", "8,364"), ("1865", "1,865"), ("1353", "1,353"), ("1039", "1,039")}


def test_the_subject_of_land_has_two_figures_for_2024(store: MappedStore) -> None:
    query = (
        f"""SELECT ?year ?n {{ ?o ham:serviceSubject <konsep/substansi-ombudsman/agraria> ; {RECEIVED} ; ham:refYear ?year ; {FIGURE} }}"""
    )
    assert store.rows(query) == {("2019", "865"), ("2024", "1865"), ("2024", "1861"), ("2025", "1495")}


def test_every_report_is_an_allegation(store: MappedStore) -> None:
    query = "SELECT ?o { ?o a qb:Observation FILTER NOT EXISTS { ?o ham:allegationStatus <konsep/status-dugaan/diduga> } }"
    assert store.values(query) == set()
