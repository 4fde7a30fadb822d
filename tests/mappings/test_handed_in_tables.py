"""Every table of a folder of handed-in files is mapped or explained, row by row; whole tables, so only where HAM_SOURCES names one."""

from __future__ import annotations

import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kg.mapping.dataset import Dataset, discover
from kg.mapping.engine import MappedDataset, map_dataset
from kg.namespaces import Namespaces
from kg.pipeline.accounting import TableAccount, account, read_not_mapped
from kg.resources import mappings_root
from tests.mappings.mapped_store import store_of

SOURCES = Path(os.environ.get("HAM_SOURCES", ""))
RAW = {name: dataset for name, dataset in discover(mappings_root(), SOURCES).items() if dataset.config.handed_in}

pytestmark = pytest.mark.skipif(not os.environ.get("HAM_SOURCES"), reason="the handed-in tables are not there (HAM_SOURCES)")


@pytest.fixture(scope="session")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MappedDataset]:
    folder = tmp_path_factory.mktemp("handed-in")
    return {name: map_dataset(dataset, folder / f"{name}.nq", Namespaces(), mappings_root()) for name, dataset in RAW.items()}


@pytest.fixture(scope="session")
def accounts(mapped: dict[str, MappedDataset]) -> list[TableAccount]:
    return account(mapped.values(), SOURCES, read_not_mapped(mappings_root() / "NOT_MAPPED.md"))


def test_rows_in_are_the_sum_of_what_became_of_them_for_every_table_that_is_read(accounts: list[TableAccount]) -> None:
    read = [one for one in accounts if one.datasets]
    assert len(read) > 20
    assert [(one.file, one.rows, one.told) for one in read if not one.is_balanced] == []


WAITING = ("kemenpppa/jabar_", "kemenpppa/jakarta_p2tp2a/", "kemenpppa/siga_sumut_kekerasan_anak/")  # for disclosure control


def test_every_file_is_read_or_explained_but_those_that_wait_for_disclosure_control(accounts: list[TableAccount]) -> None:
    assert [one.file for one in accounts if not one.datasets and not one.reason and not one.file.startswith(WAITING)] == []


def test_no_row_is_told_to_be_more_than_one_thing(accounts: list[TableAccount]) -> None:
    for one in accounts:
        assert one.told <= one.rows, one.file


@pytest.mark.parametrize(
    ("file", "rows", "observed"),
    [
        ("bps/indikator_kabkota_2021/data.csv", 999, 514),
        ("bps/persentase_penduduk_miskin/data.xlsx#data", 570, 514),
        ("kemendagri/jumlah_penduduk/data.csv", 553, 553),
        ("internasional/unhcr_putusan_suaka/data.csv", 914, 914),
    ],
)
def test_a_table_has_the_rows_that_it_had_when_it_was_mapped(file: str, rows: int, observed: int, accounts: list[TableAccount]) -> None:
    (one,) = [one for one in accounts if one.file == file]
    assert (one.rows, one.observed) == (rows, observed)


def figures(dataset: Dataset, folder: Path) -> dict[str, str]:
    """Value of each observation, by its address: without rows and files, which differ between the two ways."""
    store = store_of(map_dataset(dataset, folder / "graph.nq", Namespaces(), mappings_root()).path)
    return {row[0]: row[1] for row in store.rows("SELECT ?o ?v { ?o sdmx-measure:obsValue ?v }")}


TABULATED = [name for name, dataset in RAW.items() if name.startswith("bps/") and dataset.config.source and dataset.cube]


@pytest.mark.parametrize("name", TABULATED)
def test_the_table_that_we_keep_and_the_raw_file_give_the_same_figures(name: str, tmp_path: Path) -> None:
    kept, raw = figures(replace(RAW[name], sources=None), tmp_path), figures(RAW[name], tmp_path)
    assert {address: Decimal(value) for address, value in raw.items()} == {address: Decimal(value) for address, value in kept.items()}


def test_provinces_and_regencies_add_up_to_the_population_of_the_country(mapped: dict[str, MappedDataset]) -> None:
    store = store_of(mapped["kemendagri/jumlah_penduduk"].path)
    query = "SELECT ?a ?s ?v { ?o sdmx-dimension:refArea ?a ; ham:sex ?s ; sdmx-measure:obsValue ?v }"
    found = {(area, sex.rpartition("/")[2]): int(value) for area, sex, value in store.rows(query)}
    for sex in ("laki-laki", "perempuan", "total"):
        provinces = [value for (area, which), value in found.items() if which == sex and area[-3:-2] == "/"]
        regencies = [value for (area, which), value in found.items() if which == sex and area[-3:-2] == "."]
        assert (len(provinces), len(regencies)) == (38, 514)
        assert sum(provinces) == sum(regencies) == found["negara/IDN", sex]
    assert found["negara/IDN", "total"] == 284_973_643
