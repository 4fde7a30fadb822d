"""Every table of a folder of handed-in files is mapped or explained, row by row; whole tables, so only where HAM_SOURCES names one."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg.mapping.dataset import Dataset, discover
from kg.mapping.engine import map_dataset
from kg.namespaces import Namespaces
from kg.pipeline.account_report import ROWS, by_table
from kg.pipeline.accounting import read_not_mapped
from kg.resources import mappings_root
from tests.mappings.mapped_store import store_of

SOURCES = Path(os.environ.get("HAM_SOURCES", ""))
RAW = {name: dataset for name, dataset in discover(mappings_root(), SOURCES).items() if dataset.config.handed_in}

pytestmark = pytest.mark.skipif(not os.environ.get("HAM_SOURCES"), reason="the handed-in tables are not there (HAM_SOURCES)")


@pytest.fixture(scope="module")
def accounts(raw_release_folder: Path) -> list[dict[str, Any]]:
    return json.loads((raw_release_folder / "3-reports" / "accounting.json").read_text(encoding="utf-8"))["tables"]


def test_rows_in_are_the_sum_of_what_became_of_them_for_every_table(accounts: list[dict[str, Any]]) -> None:
    assert len({one["file"].partition("#")[0].rpartition("/")[0] for one in accounts}) >= 85
    for one in accounts:
        told = sum(one[kind] for kind in ("observed", "quarantined", "suppressed", "excluded", "not_mapped")) + sum(
            one["set_aside"].values()
        )
        assert (one["file"], one["rows"]) == (one["file"], told)
        assert one["balanced"], one["file"]


def test_the_page_to_read_has_a_line_for_each_table_whose_rows_in_are_the_sum(raw_release_folder: Path) -> None:
    reports = raw_release_folder / "3-reports"
    lines = by_table(json.loads((reports / "accounting.json").read_text(encoding="utf-8")))
    assert len(lines) == len({line["table"] for line in lines}) == 85
    assert [line["table"] for line in lines if line["rows"] != sum(line[kind] for kind in ROWS)] == []
    page = (reports / "accounting.md").read_text(encoding="utf-8")
    cells = [[cell.strip() for cell in line.strip("| \n").split(" | ")] for line in page.splitlines() if line.startswith("| ")][1:]
    assert len(cells) == 85 + 1  # and the sum
    for _, *counts in cells:
        rows, *parts = (int(cell.split(" ")[0].replace(",", "")) for cell in counts[: 1 + len(ROWS)])
        assert rows == sum(parts)


def test_every_file_is_read_or_explained(accounts: list[dict[str, Any]]) -> None:
    assert [one["file"] for one in accounts if not one["datasets"] and not one["reason"]] == []


def test_what_is_not_mapped_repeats_another_table_is_superseded_of_low_trust_or_not_licensed() -> None:
    reasons = read_not_mapped(mappings_root() / "NOT_MAPPED.md")
    assert {reason.partition(":")[0].partition(",")[0] for reason in reasons.values()} <= {
        "ulangan", "digantikan", "kepercayaan rendah", "lisensi",
    }  # fmt: skip


def test_no_row_of_which_figures_are_told_is_without_figures_and_no_row_without_figures_has_any(accounts: list[dict[str, Any]]) -> None:
    for one in accounts:
        figures = sum(one["observations"].values())
        rows = one["observed"] + one["quarantined"] + one["suppressed"] + one["excluded"]
        assert figures >= rows or not figures, one["file"]  # a table of places or codes gives resources, no figures


@pytest.mark.parametrize(
    ("file", "rows", "observed"),
    [
        ("bps/indikator_kabkota_2021/data.csv", 999, 514),
        ("bps/persentase_penduduk_miskin/data.xlsx#data", 570, 514),
        ("kemendagri/jumlah_penduduk/data.csv", 553, 553),
        ("internasional/unhcr_putusan_suaka/data.csv", 914, 914),
    ],
)
def test_a_table_has_the_rows_that_it_had_when_it_was_mapped(file: str, rows: int, observed: int, accounts: list[dict[str, Any]]) -> None:
    (one,) = [one for one in accounts if one["file"] == file]
    assert (one["rows"], one["observed"]) == (rows, observed)


def figures(dataset: Dataset, folder: Path) -> dict[str, str]:
    """Value of each observation, by its address: without rows and files, which differ between the two ways."""
    store = store_of(map_dataset(dataset, folder / "graph.nq", Namespaces(), mappings_root()).path)
    return {row[0]: row[1] for row in store.rows("SELECT ?o ?v { ?o sdmx-measure:obsValue ?v }")}


TABULATED = [name for name, dataset in RAW.items() if name.startswith("bps/") and dataset.config.source and dataset.cube]


@pytest.mark.parametrize("name", TABULATED)
def test_the_table_that_we_keep_and_the_raw_file_give_the_same_figures(name: str, tmp_path: Path) -> None:
    kept, raw = figures(replace(RAW[name], sources=None), tmp_path), figures(RAW[name], tmp_path)
    assert {address: Decimal(value) for address, value in raw.items()} == {address: Decimal(value) for address, value in kept.items()}


def test_provinces_and_regencies_add_up_to_the_population_of_the_country(raw_release_folder: Path) -> None:
    store = store_of(raw_release_folder / "current" / "graphs" / "kemendagri" / "jumlah_penduduk.nq")
    query = "SELECT ?a ?s ?v { ?o sdmx-dimension:refArea ?a ; ham:sex ?s ; sdmx-measure:obsValue ?v }"
    found = {(area, sex.rpartition("/")[2]): int(value) for area, sex, value in store.rows(query)}
    for sex in ("laki-laki", "perempuan", "total"):
        provinces = [value for (area, which), value in found.items() if which == sex and area[-3:-2] == "/"]
        regencies = [value for (area, which), value in found.items() if which == sex and area[-3:-2] == "."]
        assert (len(provinces), len(regencies)) == (38, 514)
        assert sum(provinces) == sum(regencies) == found["negara/IDN", sex]
    assert found["negara/IDN", "total"] == 284_973_643
