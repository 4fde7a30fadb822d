"""Poverty by province, from the source table to the store."""

from __future__ import annotations

import csv
import os
from decimal import Decimal
from pathlib import Path

import pytest

from kg.resources import mappings_root
from tests.mappings.mapped_store import MappedStore

FOLDER = mappings_root() / "bps" / "kemiskinan_provinsi"
INDICATORS = {
    "jumlah_miskin_ribu": "jumlah-penduduk-miskin",
    "persen_miskin": "persentase-penduduk-miskin",
    "garis_kemiskinan_rp": "garis-kemiskinan",
}
RAW_COLUMNS = {
    "jumlah_miskin_ribu": "Jumlah Penduduk Miskin - {} (ribu) (Ribu)",
    "persen_miskin": "Persentase Penduduk Miskin - {}",
    "garis_kemiskinan_rp": "Garis Kemiskinan - {} (Rp)",
}
MONTHS = {"03": "Maret", "09": "September"}
RAW = Path(os.environ.get("HAM_SOURCES", "")) / "bps" / "kemiskinan_provinsi" / "data.csv"
# half-years that the yearly table lists for a province that did not exist yet
BEFORE_ITS_LAW = {(2022, "03", name) for name in ("Papua Selatan", "Papua Tengah", "Papua Pegunungan", "Papua Barat Daya")} | {
    (2022, "09", "Papua Barat Daya")
}

Key = tuple[int, str, str]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> MappedStore:
    return MappedStore(tmp_path_factory.mktemp("quads"), "bps/kemiskinan_provinsi")


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def values(store: MappedStore, area: str, period: str, indicator: str) -> set[tuple[str, ...]]:
    """(value or nothing, status) of the observations for an area, a month and an indicator."""
    return store.rows(
        f"""SELECT ?v ?s {{ ?o sdmx-dimension:refArea <{area}> ;
            sdmx-dimension:refPeriod <periode/{period}> ;
            ham:indicator <konsep/indikator/{indicator}> ; sdmx-attribute:obsStatus ?s
            OPTIONAL {{ ?o sdmx-measure:obsValue ?v }} }}"""
    )


NORMAL, MISSING, QUARANTINED = (f"konsep/status-pengamatan/{letter}" for letter in "AMX")


@pytest.mark.parametrize(
    ("area", "period", "indicator", "value"),
    [
        ("wilayah/kemendagri/11", "2015-03", "jumlah-penduduk-miskin", "851.59"),
        ("wilayah/kemendagri/51", "2024-03", "persentase-penduduk-miskin", "4"),
        ("wilayah/kemendagri/31", "2023-03", "garis-kemiskinan", "792515"),
        ("wilayah/kemendagri/95", "2025-09", "garis-kemiskinan", "1235328"),
        ("negara/IDN", "2025-09", "persentase-penduduk-miskin", "8.25"),
        ("negara/IDN", "2018-09", "jumlah-penduduk-miskin", "25674.58"),
    ],
)
def test_a_figure_arrives_as_printed(store: MappedStore, area: str, period: str, indicator: str, value: str) -> None:
    assert values(store, area, period, indicator) == {(value, NORMAL)}


@pytest.mark.parametrize(("name", "code", "old", "new"), [("Papua", "91", "915.15", "152.91"), ("Papua Barat", "92", "214.98", "110.16")])
def test_papua_before_and_after_its_split_are_two_areas(store: MappedStore, name: str, code: str, old: str, new: str) -> None:
    region = f"wilayah/kemendagri/{code}"
    assert values(store, f"{region}-sebelum-2022", "2023-03", "jumlah-penduduk-miskin") == {(old, NORMAL)}, name
    assert values(store, region, "2024-03", "jumlah-penduduk-miskin") == {(new, NORMAL)}, name
    assert values(store, region, "2023-03", "jumlah-penduduk-miskin") == set(), name
    assert values(store, f"{region}-sebelum-2022", "2024-03", "jumlah-penduduk-miskin") == set(), name


def test_a_new_province_has_no_figure_before_it_existed(store: MappedStore) -> None:
    query = """SELECT ?area ?period { ?o sdmx-dimension:refArea ?area ; sdmx-dimension:refPeriod ?period
        FILTER REGEX(STR(?area), "kemendagri/9[3-6]$") FILTER (STR(?period) < "https://w3id.org/satudataham/id/periode/2023") }"""
    assert store.rows(query) == {(f"wilayah/kemendagri/{code}", "periode/2022-09") for code in ("93", "94", "95")}


def test_an_unavailable_figure_is_missing_and_never_zero(store: MappedStore) -> None:
    assert values(store, "wilayah/kemendagri/93", "2024-09", "jumlah-penduduk-miskin") == {("", MISSING)}
    assert values(store, "wilayah/kemendagri/96", "2023-03", "persentase-penduduk-miskin") == {("", MISSING)}
    assert store.rows("SELECT ?o { ?o sdmx-measure:obsValue ?v FILTER (?v = 0) }") == set()


IMPOSSIBLE = {
    ((2018, "03", "Indonesia"), "persen_miskin"): "25674.58",
    ((2022, "03", "Indonesia"), "garis_kemiskinan_rp"): "505",
}


@pytest.mark.parametrize(("period", "indicator"), [("2018-03", "persentase-penduduk-miskin"), ("2022-03", "garis-kemiskinan")])
def test_an_impossible_cell_is_quarantined_without_a_value(store: MappedStore, period: str, indicator: str) -> None:
    assert values(store, "negara/IDN", period, indicator) == {("", QUARANTINED)}


def test_the_impossible_cells_and_no_others_are_quarantined_with_their_reason_and_as_printed(store: MappedStore) -> None:
    query = "SELECT ?raw ?why { ?o sdmx-attribute:obsStatus <konsep/status-pengamatan/X> ; ham:rawValue ?raw ; ham:quarantineReason ?why }"
    assert store.rows(query) == {(cell, "konsep/alasan-karantina/di-luar-batas") for cell in IMPOSSIBLE.values()}


def test_the_doubtful_national_rates_of_2017_stay_as_printed(store: MappedStore) -> None:
    for period in ("2017-03", "2017-09"):
        assert values(store, "negara/IDN", period, "persentase-penduduk-miskin") == {("10.12", NORMAL)}


def test_the_tables_without_a_poverty_line_give_no_observation_of_it(store: MappedStore) -> None:
    years = store.values("SELECT ?y { ?o ham:indicator <konsep/indikator/garis-kemiskinan> ; ham:refYear ?y }")
    assert years == {str(year) for year in range(2017, 2026)}


def test_every_half_year_has_one_row_for_each_area() -> None:
    keys = [(r["tahun"], r["bulan"], r["wilayah"]) for r in table("source.csv")]
    assert len(keys) == len(set(keys)) == 797
    for year, count in ((2015, 35), (2021, 35), (2024, 39), (2025, 39)):
        assert {sum(key[0] == str(year) and key[1] == month for key in keys) for month in MONTHS} == {count}


def raw_cells() -> dict[tuple[Key, str], str]:
    """Every cell of the stacked yearly tables: (year, month, area), column → cell. Footers have no figure and no mark in any column."""
    cells: dict[tuple[Key, str], str] = {}
    with RAW.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for month, name in MONTHS.items():
                found = {column: row[raw.format(name)] for column, raw in RAW_COLUMNS.items()}
                if any(found.values()):
                    cells |= {((int(row["tahun"]), month, row["Provinsi"]), column): cell for column, cell in found.items() if cell}
    return cells


@pytest.mark.skipif(not RAW.is_file(), reason="the reference tables are not there (HAM_SOURCES)")
def test_every_cell_of_the_reference_tables_is_in_the_table_and_nothing_else() -> None:
    ours = {
        ((int(row["tahun"]), row["bulan"], row["wilayah"]), column): row[column]
        for row in table("source.csv")
        for column in INDICATORS
        if row[column]
    }
    expected = {key: cell for key, cell in raw_cells().items() if key[0] not in BEFORE_ITS_LAW}
    left_out = {cell for key, cell in raw_cells().items() if key[0] in BEFORE_ITS_LAW}
    assert left_out == {"..."}
    assert ours == expected


@pytest.mark.skipif(not RAW.is_file(), reason="the reference tables are not there (HAM_SOURCES)")
def test_every_number_of_the_reference_tables_is_in_the_store(store: MappedStore) -> None:
    rows = {str(number): row for number, row in enumerate(table("source.csv"), 2)}
    columns = {f"konsep/indikator/{indicator}": column for column, indicator in INDICATORS.items()}
    stored: dict[tuple[Key, str], Decimal] = {}
    for indicator, source_row, value in store.rows(
        "SELECT ?i ?row ?v { ?o ham:indicator ?i ; sdmx-measure:obsValue ?v ; prov:wasDerivedFrom ?row }"
    ):
        row = rows[source_row.rpartition("=")[2]]
        stored[(int(row["tahun"]), row["bulan"], row["wilayah"]), columns[indicator]] = Decimal(value)
    expected = {key: Decimal(cell) for key, cell in raw_cells().items() if cell != "..." and key not in IMPOSSIBLE}
    assert stored == expected
