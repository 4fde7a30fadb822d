"""Figures of the Ministry of Human Rights: offices that are no provinces, part-years, two decimal marks, governments as units."""

from __future__ import annotations

import pytest

from kg.mapping.dataset import discover
from kg.resources import mappings_root
from tests.mappings.mapped_store import MappedStore

DATASETS = [name for name in discover(mappings_root()) if name.startswith("kemenham/") and name != "kemenham/indeks_ham"]
FIGURE = "sdmx-measure:obsValue ?n"
OFFICE = "wilayah/kantor-ham/"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), *DATASETS)


def test_reports_of_2025_are_those_of_head_office_and_regional_offices(store: MappedStore) -> None:
    query = f"""SELECT ?channel ?n {{ ?o ham:indicator <konsep/indikator/laporan-diterima-kementerian-ham> ;
        sdmx-dimension:refPeriod <periode/2025> ; ham:complaintChannel ?channel ; {FIGURE} }}"""
    found = {(channel.rpartition("/")[2], int(value)) for channel, value in store.rows(query)}
    assert found == {("semua", 1372), ("kantor-pusat", 604), ("kantor-wilayah", 768)}
    assert 604 + 768 == 1372


def test_the_four_offices_with_most_reports_of_2025_are_no_provinces(store: MappedStore) -> None:
    query = f"""SELECT ?area ?n {{ ?o qb:dataSet <dataset/kemenham/yankomas_kantor> ; sdmx-dimension:refPeriod <periode/2025> ;
        sdmx-dimension:refArea ?area ; ham:areaRole <konsep/peran-wilayah/kantor-penerima> ; {FIGURE} }}"""
    assert store.rows(query) == {
        (f"{OFFICE}kanwil-kemenham-sumatera-utara", "153"),
        (f"{OFFICE}kanwil-kemenham-jawa-timur", "75"),
        (f"{OFFICE}kanwil-kemenham-nusa-tenggara-timur", "61"),
        (f"{OFFICE}kanwil-kemenham-sumatera-barat", "30"),
    }


def test_areas_of_the_same_release_are_provinces_of_another_geography(store: MappedStore) -> None:
    query = f"SELECT ?area ?n {{ ?o qb:dataSet <dataset/kemenham/yankomas_provinsi> ; sdmx-dimension:refArea ?area ; {FIGURE} }}"
    assert store.rows(query) == {(f"wilayah/kemendagri/{code}", n) for code, n in (("31", "129"), ("32", "75"), ("33", "38"), ("64", "38"))}


def test_every_office_area_in_a_figure_is_described(store: MappedStore) -> None:
    areas = store.values("SELECT DISTINCT ?a { ?o sdmx-dimension:refArea ?a FILTER(CONTAINS(STR(?a), '/kantor-ham/')) }")
    assert areas <= store.values("SELECT ?a { ?a a ham:ServiceArea }")
    assert len(areas) == 11


def test_work_regions_cover_31_provinces_and_the_fourth_has_no_territory(store: MappedStore) -> None:
    covered = store.rows("SELECT ?a ?region { ?a ham:coversRegion ?region }")
    assert {area for area, _ in covered} == {f"{OFFICE}yankomas-wilayah-{number}" for number in (1, 2, 3)}
    assert len(covered) == len({region for _, region in covered}) == 31
    missing = {"wilayah/kemendagri/14", "wilayah/kemendagri/34", "wilayah/kemendagri/62"}
    assert not missing & {region for _, region in covered}
    assert (f"{OFFICE}yankomas-wilayah-3", "wilayah/kemendagri/91-sebelum-2022") in covered


def test_work_regions_make_up_the_complaints_of_the_half_year(store: MappedStore) -> None:
    query = f"""SELECT ?area ?n {{ ?o qb:dataSet <dataset/kemenham/yankomas_kantor> ; sdmx-dimension:refPeriod <periode/2021-S1> ;
        sdmx-dimension:refArea ?area ; {FIGURE} }}"""
    assert sum(int(value) for _, value in store.rows(query)) == 348 + 213 + 134 + 95 == 790


def test_only_the_list_of_work_regions_is_complete(store: MappedStore) -> None:
    query = """SELECT DISTINCT ?p ?flag { ?o qb:dataSet <dataset/kemenham/yankomas_kantor> ; sdmx-dimension:refPeriod ?p ;
        ham:listComplete ?flag }"""
    assert {period for period, flag in store.rows(query) if flag == "true"} == {"periode/2021-S1"}


def test_one_figure_has_two_periods_in_two_sources(store: MappedStore) -> None:
    query = f"""SELECT ?p ?n {{ ?o qb:dataSet <dataset/kemenham/yankomas_kantor> ; sdmx-dimension:refPeriod ?p ;
        sdmx-dimension:refArea <wilayah/kantor-ham/yankomas-wilayah-2> ; {FIGURE} }}"""
    assert store.rows(query) == {("periode/2021-S1", "213"), ("periode/2021-01-01--2021-09-30", "213")}


def test_round_figures_are_marked_as_estimated(store: MappedStore) -> None:
    query = f"""SELECT ?n ?raw {{ ?o qb:dataSet <dataset/kemenham/yankomas_penerimaan> ; ham:rawValue ?raw ; {FIGURE} ;
        sdmx-attribute:obsStatus <konsep/status-pengamatan/E> }}"""
    assert store.rows(query) == {("790", "790"), ("1500", "1.500")}


def test_actions_of_2021_and_their_percentage_with_a_decimal_point(store: MappedStore) -> None:
    query = f"""SELECT ?i ?unit ?n {{ ?o qb:dataSet <dataset/kemenham/ranham_capaian> ; sdmx-dimension:refPeriod <periode/2021> ;
        ham:indicator ?i ; ham:countingUnit ?unit ; {FIGURE} }}"""
    found = {(i.rpartition("/")[2], unit.rpartition("/")[2], n) for i, unit, n in store.rows(query)}
    assert found == {
        ("aksi-ham-ditugaskan", "aksi", "4878"),
        ("aksi-ham-tercapai", "aksi", "2923"),
        ("persen-capaian-aksi-ham", "persen", "59.92"),
        ("target-persen-capaian-aksi-ham", "persen", "35"),
    }
    assert round(100 * 2923 / 4878, 2) == 59.92


def test_marks_of_the_first_round_of_2022_by_level_of_government(store: MappedStore) -> None:
    query = f"""SELECT ?level ?n {{ ?o ham:indicator <konsep/indikator/capaian-aksi-ham> ; ham:implementingLevel ?level ;
        sdmx-dimension:refPeriod <periode/2022-01-01--2022-04-30> ; ham:countingUnit <konsep/satuan-hitung/nilai> ; {FIGURE} }}"""
    found = {(level.rpartition("/")[2], n) for level, n in store.rows(query)}
    assert found == {("semua", "74.81"), ("kementerian-lembaga", "87.23"), ("provinsi", "65.56"), ("kabupaten-kota", "71.65")}


def test_awards_are_dated_by_the_year_of_award_and_count_governments(store: MappedStore) -> None:
    query = f"""SELECT ?p ?n {{ ?o ham:indicator <konsep/indikator/kabupaten-kota-peduli-ham> ; sdmx-dimension:refPeriod ?p ;
        sdmx-dimension:refArea <negara/IDN> ; ham:countingUnit <konsep/satuan-hitung/pemerintah-daerah> ; {FIGURE} }}"""
    assert store.rows(query) == {(f"periode/{year}", n) for year, n in (("2015", "138"), ("2016", "228"), ("2019", "272"), ("2020", "259"))}


def test_jawa_tengah_has_two_figures_of_2023_and_the_upload_has_low_confidence(store: MappedStore) -> None:
    query = f"""SELECT ?n ?k {{ ?o qb:dataSet <dataset/kemenham/kkp_ham> ; sdmx-dimension:refArea <wilayah/kemendagri/33> ;
        sdmx-dimension:refPeriod <periode/2023> ; ham:confidence ?k ; {FIGURE} }}"""
    assert store.rows(query) == {("34", "konsep/keyakinan/sedang"), ("33", "konsep/keyakinan/rendah")}


def test_an_award_without_a_year_is_no_observation(store: MappedStore) -> None:
    assert store.values("SELECT ?o { ?o sdmx-measure:obsValue 271 }") == set()


def test_small_counts_of_offices_and_governments_are_kept(store: MappedStore) -> None:
    query = f"SELECT ?unit ?n {{ ?o ham:countingUnit ?unit ; {FIGURE} FILTER(?n < 5) }}"
    units = {unit.rpartition("/")[2] for unit, _ in store.rows(query)}
    assert units == {"unit-layanan", "pemerintah-daerah"}
