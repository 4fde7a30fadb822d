"""Figures of SIMFONI PPA and of layoffs: cases apart from victims, part-years, cumulative figures apart from numbers of workers."""

from __future__ import annotations

import pytest

from kg.mapping.dataset import discover
from kg.resources import mappings_root
from tests.mappings.mapped_store import MappedStore

DATASETS = [name for name in discover(mappings_root()) if name.startswith(("kemenpppa/", "kemnaker/"))]
FIGURE = "sdmx-measure:obsValue ?n"
ALL_TYPES = "ham:violenceType <konsep/jenis-kekerasan-simfoni/semua>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), *DATASETS)


def by_sex(store: MappedStore, indicator: str, period: str, unit: str) -> dict[str, int]:
    query = f"""SELECT ?sex ?n {{ ?o qb:dataSet <dataset/kemenpppa/simfoni_nasional> ; ham:indicator <konsep/indikator/{indicator}> ;
        ham:sex ?sex ; {ALL_TYPES} ; sdmx-dimension:refPeriod <periode/{period}> ;
        ham:countingUnit <konsep/satuan-hitung/{unit}> ; {FIGURE} }}"""
    return {sex.rpartition("/")[2]: int(value) for sex, value in store.rows(query)}


def layoffs(store: MappedStore, indicator: str, period: str) -> dict[str, int]:
    query = f"""SELECT ?area ?n {{ ?o ham:indicator <konsep/indikator/{indicator}> ; sdmx-dimension:refArea ?area ;
        sdmx-dimension:refPeriod <periode/{period}> ; {FIGURE} }}"""
    return {area.rpartition("/")[2]: int(value) for area, value in store.rows(query)}


def test_victims_up_to_november_2023_add_up_and_exceed_cases(store: MappedStore) -> None:
    period = "2023-01-01--2023-11-20"
    victims = by_sex(store, "korban-kekerasan-simfoni", period, "korban")
    assert victims == {"perempuan": 21112, "laki-laki": 4936, "total": 26048}
    assert victims["perempuan"] + victims["laki-laki"] == victims["total"]
    assert by_sex(store, "kasus-kekerasan-simfoni", period, "kasus") == {"total": 23932}


def test_children_of_2023_are_a_part_of_the_year(store: MappedStore) -> None:
    period = "2023-01-01--2023-11-30"
    assert by_sex(store, "kasus-kekerasan-anak-simfoni", period, "kasus") == {"total": 15120}
    assert by_sex(store, "korban-kekerasan-anak-simfoni", period, "korban") == {"perempuan": 12158, "laki-laki": 4691}
    query = f"SELECT ?whole {{ ?o sdmx-dimension:refPeriod <periode/{period}> ; ham:periodComplete ?whole }}"
    assert store.values(query) == {"false"}


def test_children_of_2024_keep_the_unit_that_is_printed(store: MappedStore) -> None:
    found = by_sex(store, "kasus-kekerasan-anak-simfoni", "2024", "kasus")
    assert found == {"total": 28831, "perempuan": 24999, "laki-laki": 6228}
    assert found["perempuan"] + found["laki-laki"] == 31227 > found["total"]


def test_types_of_2021_cover_the_scheme_and_exceed_the_victims(store: MappedStore) -> None:
    query = f"""SELECT ?type ?n {{ ?o ham:indicator <konsep/indikator/korban-kekerasan-anak-simfoni> ; ham:violenceType ?type ;
        ham:sex <konsep/jenis-kelamin/total> ; sdmx-dimension:refPeriod <periode/2021> ; {FIGURE} }}"""
    found = {kind.rpartition("/")[2]: int(value) for kind, value in store.rows(query)}
    assert found == {
        "fisik": 3437, "psikis": 3602, "seksual": 8730, "eksploitasi": 276, "trafficking": 406, "penelantaran": 1037, "lainnya": 1866,
    }  # fmt: skip
    assert sum(found.values()) > 11424 + 4547


def test_provinces_are_partial_and_a_small_count_is_suppressed(store: MappedStore) -> None:
    query = "SELECT ?o { ?o qb:dataSet <dataset/kemenpppa/simfoni_provinsi> FILTER NOT EXISTS { ?o ham:listComplete false } }"
    assert store.values(query) == set()
    small = """SELECT ?t { ?o sdmx-attribute:obsStatus <konsep/status-pengamatan/Q> ; ham:violenceType ?t
        FILTER NOT EXISTS { ?o sdmx-measure:obsValue ?n } }"""
    assert store.values(small) == {"konsep/jenis-kekerasan-simfoni/trafficking"}


def test_the_table_of_october_adds_up_cumulative_figures(store: MappedStore) -> None:
    table = layoffs(store, "jumlah-angka-bulanan-phk", "2023-01-01--2023-10-31")
    assert (table["32"], table["33"], table["36"]) == (88981, 50477, 41245)
    assert table["IDN"] == sum((2867, 3892, 13634, 15177, 18333, 26400, 31549, 37375, 42277, 45576)) == 237080
    assert layoffs(store, "tenaga-kerja-ter-phk", "2023-01-01--2023-10-31") == {}


def test_workers_laid_off_up_to_september(store: MappedStore) -> None:
    found = layoffs(store, "tenaga-kerja-ter-phk", "2023-01-01--2023-09-30")
    assert (found["IDN"], found["32"], found["33"], found["36"]) == (42277, 14601, 7821, 6059)
    assert "76" not in found


def test_no_count_is_below_five(store: MappedStore) -> None:
    assert store.values(f"SELECT ?o {{ ?o {FIGURE} FILTER(?n < 5) }}") == set()
