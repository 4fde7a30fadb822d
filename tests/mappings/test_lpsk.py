"""Figures of LPSK: parts that do not reach their total, part-years, requests against persons, suppressed cells."""

from __future__ import annotations

import re

import pytest

from kg.mapping.dataset import discover
from kg.resources import mappings_root
from tests.mappings.mapped_store import MappedStore

DATASETS = [name for name in discover(mappings_root()) if name.startswith("lpsk/")]
FIGURE = "sdmx-measure:obsValue ?n"
TO_NOVEMBER = "2025-01-01--2025-11-04"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), *DATASETS)


def by_crime(store: MappedStore, period: str) -> set[tuple[str, int]]:
    query = f"""SELECT ?crime ?n {{ ?o qb:dataSet <dataset/lpsk/permohonan_tindak_pidana> ; ham:crime ?crime ;
        sdmx-dimension:refPeriod <periode/{period}> ; {FIGURE} }}"""
    return {(crime.rpartition("/")[2], int(value)) for crime, value in store.rows(query)}


def test_crimes_of_2025_do_not_reach_the_total(store: MappedStore) -> None:
    found = dict(by_crime(store, TO_NOVEMBER))
    assert found == {"semua": 12243, "tppu": 7898, "tpks": 1505, "tpks-anak": 1251, "tpks-dewasa": 254, "ham-berat": 784, "lainnya": 1127}
    assert found["tppu"] + found["tpks"] + found["ham-berat"] + found["lainnya"] == 11314
    assert found["tpks-anak"] + found["tpks-dewasa"] == found["tpks"]


def test_figures_to_4_november_say_that_the_year_is_not_complete(store: MappedStore) -> None:
    query = f"SELECT DISTINCT ?c {{ ?o sdmx-dimension:refPeriod <periode/{TO_NOVEMBER}> ; ham:periodComplete ?c }}"
    assert store.values(query) == {"false"}


def test_totals_by_year_with_both_figures_of_2021(store: MappedStore) -> None:
    query = f"""SELECT ?year ?n {{ ?o qb:dataSet <dataset/lpsk/permohonan_tindak_pidana> ; ham:crime <konsep/tindak-pidana-lpsk/semua> ;
        ham:refYear ?year ; {FIGURE} }}"""
    assert store.rows(query) == {
        ("2020", "1454"),
        ("2021", "2182"),
        ("2021", "2341"),
        ("2022", "7777"),
        ("2023", "7645"),
        ("2024", "10217"),
        ("2025", "12243"),
    }


def test_money_laundering_of_2023_has_two_figures(store: MappedStore) -> None:
    assert {value for crime, value in by_crime(store, "2023") if crime == "tppu"} == {2744, 2774}


def test_a_part_of_2024_is_not_the_year(store: MappedStore) -> None:
    assert by_crime(store, "2024-01-01--2024-12-11") == {("tpks", 1063)}
    assert ("tpks", 1296) in by_crime(store, "2024")


def test_complaints_requests_decisions_and_persons_are_different_units(store: MappedStore) -> None:
    query = f"SELECT ?i ?unit ?n {{ ?o qb:dataSet <dataset/lpsk/penanganan> ; ham:indicator ?i ; ham:countingUnit ?unit ; {FIGURE} }}"
    found = {(i.rpartition("/")[2], unit.rpartition("/")[2], n) for i, unit, n in store.rows(query)}
    assert found == {
        ("aduan-lpsk", "aduan", "3027"),
        ("konsultasi-hukum-lpsk", "aduan", "845"),
        ("permohonan-memenuhi-syarat-lpsk", "permohonan", "6104"),
        ("permohonan-tidak-memenuhi-syarat-lpsk", "permohonan", "1673"),
        ("terlindung-lpsk", "orang", "4633"),
        ("keputusan-lpsk", "keputusan", "4235"),
    }
    assert 2182 + 845 == 3027
    assert 6104 + 1673 == 7777


def test_provinces_of_2025_with_a_single_figure_of_low_confidence(store: MappedStore) -> None:
    query = f"""SELECT ?area ?crime ?n ?k {{ ?o qb:dataSet <dataset/lpsk/permohonan_provinsi> ; ham:crime ?crime ;
        sdmx-dimension:refArea ?area ; sdmx-dimension:refPeriod <periode/{TO_NOVEMBER}> ;
        ham:confidence ?k ; ham:listComplete false ; {FIGURE} }}"""
    found = {(a.rpartition("/")[2], c.rpartition("/")[2], n, k.rpartition("/")[2]) for a, c, n, k in store.rows(query)}
    assert found == {
        ("31", "semua", "3419", "sedang"),
        ("32", "semua", "1833", "sedang"),
        ("35", "semua", "1161", "sedang"),
        ("33", "semua", "1042", "sedang"),
        ("32", "tppu", "1284", "rendah"),
    }


def test_requests_and_protected_persons_of_a_province_are_two_indicators(store: MappedStore) -> None:
    query = f"""SELECT ?i ?unit ?n {{ ?o qb:dataSet <dataset/lpsk/permohonan_provinsi> ; sdmx-dimension:refArea <wilayah/kemendagri/31> ;
        ham:refYear "2022"^^xsd:gYear ; ham:indicator ?i ; ham:countingUnit ?unit ; {FIGURE} }}"""
    assert {(i.rpartition("/")[2], unit.rpartition("/")[2], n) for i, unit, n in store.rows(query)} == {
        ("permohonan-pelindungan-lpsk", "permohonan", "1292"),
        ("terlindung-lpsk", "orang", "661"),
    }


def test_services_are_counted_as_services(store: MappedStore) -> None:
    query = f"SELECT ?s ?n {{ ?o ham:protectionService ?s ; ham:countingUnit <konsep/satuan-hitung/layanan> ; {FIGURE} }}"
    assert {(s.rpartition("/")[2], n) for s, n in store.rows(query)} == {("restitusi", "3075"), ("medis", "897"), ("hak-prosedural", "646")}


def test_pages_of_machine_made_copies_are_not_cited(store: MappedStore) -> None:
    assert store.values("SELECT ?d { ?d schema:url ?u FILTER(CONTAINS(STR(?u), 'fun-eastern')) }") == set()


def test_two_cells_are_suppressed_so_that_none_can_be_computed(store: MappedStore) -> None:
    query = """SELECT ?body { ?o ham:requestingBody ?body ; sdmx-attribute:obsStatus <konsep/status-pengamatan/Q> ; ham:rawValue "ditekan"
        FILTER NOT EXISTS { ?o sdmx-measure:obsValue ?n } }"""
    assert len(store.values(query)) == 2


@pytest.mark.parametrize("name", DATASETS)
def test_no_table_holds_a_count_below_five(name: str) -> None:
    for path in (mappings_root() / name).rglob("source.csv"):
        assert not re.search(r",[1-4],", path.read_text(encoding="utf-8")), path
