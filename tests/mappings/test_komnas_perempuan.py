"""Figures of CATAHU: data years, a break of domains, forms against cases, sums that do not close, suppressed cells."""

from __future__ import annotations

import re

import pytest

from kg.mapping.dataset import discover
from kg.resources import mappings_root
from tests.mappings.mapped_store import MappedStore

DATASETS = [name for name in discover(mappings_root()) if name.startswith("komnas_perempuan/")]
FIGURE = "sdmx-measure:obsValue ?n"
GENDER_BASED = "ham:indicator <konsep/indikator/kasus-kekerasan-berbasis-gender>"
ALL = "ham:indicator <konsep/indikator/kasus-kekerasan-terhadap-perempuan>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), *DATASETS)


def by_source(store: MappedStore, indicator: str, year: str) -> set[tuple[str, int]]:
    query = f"""SELECT ?source ?n {{ ?o qb:dataSet <dataset/komnas_perempuan/catahu_total> ; {indicator} ; ham:caseSource ?source ;
        ham:refYear "{year}"^^xsd:gYear ; {FIGURE} }}"""
    return {(source.rpartition("/")[2], int(value)) for source, value in store.rows(query)}


def test_gender_based_violence_of_2024_by_source_makes_up_the_total(store: MappedStore) -> None:
    found = by_source(store, GENDER_BASED, "2024")
    assert found == {("semua", 330097), ("putusan-pengadilan", 291213), ("pelaporan", 38788), ("penuntutan", 96)}
    assert 291213 + 38788 + 96 == 330097


def test_catahu_2020_holds_data_of_2019_whose_parts_do_not_close(store: MappedStore) -> None:
    found = by_source(store, ALL, "2019")
    assert found == {("semua", 431471), ("lembaga-layanan", 14719), ("pengadilan-agama", 421752), ("komnas-perempuan", 1277)}
    assert 14719 + 421752 + 1277 == 437748
    assert by_source(store, ALL, "2020") == set()


def test_reports_and_cases_are_different_measures_with_different_units(store: MappedStore) -> None:
    query = f"""SELECT ?i ?unit ?n {{ ?o qb:dataSet <dataset/komnas_perempuan/catahu_total> ; ham:indicator ?i ;
        ham:refYear "2022"^^xsd:gYear ;
        ham:caseSource <konsep/sumber-catahu/semua> ; ham:countingUnit ?unit ; {FIGURE} }}"""
    assert {(i.rpartition("/")[2], unit.rpartition("/")[2], n) for i, unit, n in store.rows(query)} == {
        ("pelaporan-kekerasan-terhadap-perempuan", "laporan", "457895"),
        ("kasus-kekerasan-berbasis-gender", "kasus", "339782"),
    }


def test_a_number_that_lost_a_digit_is_left_out(store: MappedStore) -> None:
    assert store.values("SELECT ?o { ?o sdmx-measure:obsValue 28111 }") == set()
    assert ("semua", 289111) in by_source(store, GENDER_BASED, "2023")


def test_domains_have_a_series_break_in_the_data_of_2022(store: MappedStore) -> None:
    query = """SELECT DISTINCT ?year ?status { ?o qb:dataSet <dataset/komnas_perempuan/catahu_ranah> ; ham:refYear ?year ;
        sdmx-attribute:obsStatus ?status }"""
    found = {(year, status.rpartition("/")[2]) for year, status in store.rows(query)}
    assert found == {("2020", "A"), ("2022", "B"), ("2023", "A"), ("2024", "A")}


def test_domains_of_2023_make_up_the_gender_based_cases(store: MappedStore) -> None:
    query = f"""SELECT ?domain ?n {{ ?o qb:dataSet <dataset/komnas_perempuan/catahu_ranah> ; {GENDER_BASED} ; ham:violenceDomain ?domain ;
        ham:refYear "2023"^^xsd:gYear ; {FIGURE} }}"""
    found = {domain.rpartition("/")[2]: int(value) for domain, value in store.rows(query)}
    assert found == {"personal": 284741, "publik": 4182, "negara": 188}
    assert sum(found.values()) == 289111


def test_forms_exceed_the_cases_of_their_domain(store: MappedStore) -> None:
    forms = f"""SELECT ?form ?n {{ ?o ham:violenceForm ?form ; ham:violenceDomain <konsep/ranah-catahu/publik> ; {FIGURE} ;
        ham:countingUnit <konsep/satuan-hitung/bentuk> }}"""
    found = {form.rpartition("/")[2]: int(value) for form, value in store.rows(forms)}
    assert found == {"seksual": 590, "psikis": 341, "ekonomi": 73, "fisik": 48}
    cases = f"""SELECT ?n {{ ?o qb:dataSet <dataset/komnas_perempuan/catahu_ranah> ; {GENDER_BASED} ; ham:refYear "2020"^^xsd:gYear ;
        ham:violenceDomain <konsep/ranah-catahu/publik> ; {FIGURE} }}"""
    assert store.values(cases) == {"706"}
    assert sum(found.values()) == 1052 > 706


def test_shares_of_forms_of_2024_are_per_cents_with_the_decimal_comma(store: MappedStore) -> None:
    query = f"""SELECT ?form ?n {{ ?o ham:violenceForm ?form ; ham:refYear "2024"^^xsd:gYear ; {FIGURE} }}"""
    found = {form.rpartition("/")[2]: value for form, value in store.rows(query)}
    assert found == {"seksual": "36.43", "psikis": "26.94", "fisik": "26.78", "ekonomi": "9.85"}


def test_the_five_provinces_of_2020_and_the_domains_of_jakarta(store: MappedStore) -> None:
    query = f"""SELECT ?area ?domain ?n {{ ?o qb:dataSet <dataset/komnas_perempuan/catahu_provinsi> ; ham:refYear "2020"^^xsd:gYear ;
        ham:caseSource <konsep/sumber-catahu/lembaga-layanan> ; sdmx-dimension:refArea ?area ; ham:violenceDomain ?domain ; {FIGURE} }}"""
    found = {(area.rpartition("/")[2], domain.rpartition("/")[2]): int(value) for area, domain, value in store.rows(query)}
    assert {area: value for (area, domain), value in found.items() if domain == "semua"} == {
        "31": 2461,
        "32": 1011,
        "35": 687,
        "51": 612,
        "33": 409,
    }
    assert found["31", "personal"] + found["31", "publik"] + found["31", "negara"] == found["31", "semua"]


def test_suppressed_cells_have_a_status_and_no_value(store: MappedStore) -> None:
    query = """SELECT ?d (COUNT(?o) AS ?count) { ?o qb:dataSet ?d ; ham:rawValue "ditekan" ;
        sdmx-attribute:obsStatus <konsep/status-pengamatan/Q>
        FILTER NOT EXISTS { ?o sdmx-measure:obsValue ?n } } GROUP BY ?d"""
    assert store.rows(query) == {("dataset/komnas_perempuan/catahu_jenis", "2"), ("dataset/komnas_perempuan/catahu_provinsi", "7")}
    assert store.values("SELECT ?o { ?o sdmx-attribute:obsStatus <konsep/status-pengamatan/Q> ; sdmx-measure:obsValue ?n }") == set()


def test_no_cell_can_be_computed_from_the_total_of_its_domain(store: MappedStore) -> None:
    query = """SELECT ?kind { ?o qb:dataSet <dataset/komnas_perempuan/catahu_jenis> ; ham:violenceRelation ?kind ;
        sdmx-attribute:obsStatus <konsep/status-pengamatan/Q> }"""
    assert len(store.values(query)) == 2


@pytest.mark.parametrize("name", DATASETS)
def test_no_table_holds_a_count_below_five(name: str) -> None:
    for path in (mappings_root() / name).rglob("source.csv"):
        counts = [
            line.split(",http")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:] if name.endswith(("jenis", "provinsi"))
        ]
        assert not [line for line in counts if re.search(r",[1-4]$", line)], path


def test_the_former_province_of_papua_is_meant(store: MappedStore) -> None:
    areas = store.values("SELECT ?a { ?o qb:dataSet <dataset/komnas_perempuan/catahu_provinsi> ; sdmx-dimension:refArea ?a }")
    assert "wilayah/kemendagri/91-sebelum-2022" in areas
