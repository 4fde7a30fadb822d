"""Tables of figures typed from pages, as they are handed in: every row is accounted for, and the figures are those of our own tables.

Needs the tables themselves (HAM_SOURCES). `press_differences.csv` lists, with its reason, each figure of a raw table that our own table of
the same page does not hold in the same form.
"""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.mapping.dataset import Dataset, discover
from kg.mapping.engine import map_dataset
from kg.namespaces import Namespaces
from kg.pipeline.accounting import TableAccount, account
from kg.pipeline.protected import protect_alone
from kg.resources import mappings_root

SOURCES = Path(os.environ.get("HAM_SOURCES", "-"))
NS = Namespaces()
pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the reference tables are not there (HAM_SOURCES)")

Figures = dict[str, tuple[str, str]]
"""Key of an observation → (value, "" for none; notation of its status)."""


def _is_typed_from_pages(path: Path) -> bool:
    """Whether each row of a table names the page that it was read from (and none the column of a printed book)."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file), [])
    return "source_url" in header and "pdf_page" not in header


TABLES = sorted(str(path.relative_to(SOURCES)) for path in SOURCES.glob("*/*/data.csv") if _is_typed_from_pages(path))
FED = {
    name: dataset
    for name, dataset in discover(mappings_root(), SOURCES).items()
    if any((source.path or f"{name}/{source.file}") in TABLES for source in dataset.config.handed_in)
}


def _differences() -> dict[tuple[str, str], str]:
    with (Path(__file__).parent / "press_differences.csv").open(encoding="utf-8", newline="") as file:
        return {(row["himpunan"], row["pengamatan"]): row["sebab"] for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, TableAccount]:
    folder = tmp_path_factory.mktemp("raw")
    mapped = [map_dataset(safe(dataset, folder), folder / f"{name}.nq", NS, mappings_root()) for name, dataset in FED.items()]
    return {one.file: one for one in account(mapped, SOURCES, {}) if one.file in TABLES}


def safe(dataset: Dataset, folder: Path) -> Dataset:
    """The dataset after the arrow that withholds small counts of persons."""
    protected = protect_alone(dataset, mappings_root(), folder / "protected", 2**28)
    protected.__dict__["config"] = dataset.config  # a copy forgets what a test changed
    return protected


def raw_alone(name: str) -> Dataset:
    """A dataset that takes its figures from the raw tables and from nowhere else."""
    dataset = replace(FED[name])
    dataset.__dict__["config"] = dataset.config.model_copy(update={"keep_own": False})
    return dataset


def figures(dataset: Dataset, target: Path) -> tuple[Figures, set[str]]:
    """Every figure that a dataset gives from its present sources, and the documents that they cite."""
    store = ox.Store()
    store.bulk_load(path=str(map_dataset(safe(dataset, target.parent), target, NS, mappings_root()).path), format=ox.RdfFormat.N_QUADS)
    query = f"""PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#> PREFIX ham: <{NS.ontology}>
        PREFIX sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#>
        SELECT ?o ?value ?status ?document {{ GRAPH ?g {{
          ?o sdmx-attribute:obsStatus ?status ; ham:sourceDocument ?document OPTIONAL {{ ?o sdmx-measure:obsValue ?value }} }} }}"""
    found, documents = {}, set()
    for row in store.query(query):
        key = row["o"].value.removeprefix(NS.observation_prefix(dataset.name))
        found[key] = (row["value"].value if row["value"] else "", row["status"].value.rpartition("/")[2])
        documents.add(row["document"].value.rpartition("/")[2])
    return found, documents


def test_there_are_forty_seven_tables_and_each_feeds_a_dataset() -> None:
    fed = {source.path or f"{name}/{source.file}" for name, dataset in FED.items() for source in dataset.config.handed_in}
    assert len(TABLES) == 47
    assert set(TABLES) - fed == set()


@pytest.mark.parametrize("table", TABLES)
def test_rows_in_are_rows_mapped_held_back_and_set_aside(table: str, accounts: dict[str, TableAccount]) -> None:
    one = accounts[table]
    assert one.rows == one.told
    assert one.observed + one.suppressed + one.quarantined + one.excluded > 0
    assert "himpunan-lain" not in one.set_aside


@pytest.mark.parametrize("name", FED)
def test_the_figures_of_a_raw_table_are_those_of_our_own(name: str, tmp_path: Path) -> None:
    raw, _ = figures(raw_alone(name), tmp_path / "raw.nq")
    own, _ = figures(discover(mappings_root())[name], tmp_path / "own.nq")
    told = {key for dataset, key in _differences() if dataset == name}
    assert {key: (found, own.get(key)) for key, found in raw.items() if own.get(key) != found and key not in told} == {}


@pytest.mark.parametrize("name", [name for name, dataset in FED.items() if dataset.config.keep_own])
def test_figures_of_other_pages_stay_beside_a_raw_table(name: str, tmp_path: Path) -> None:
    raw, _ = figures(raw_alone(name), tmp_path / "raw.nq")
    own, _ = figures(discover(mappings_root())[name], tmp_path / "own.nq")
    together, _ = figures(FED[name], tmp_path / "together.nq")
    assert set(own) - set(raw) != set(), "keep_own has nothing to keep"
    assert together == own | raw


@pytest.mark.parametrize("name", FED)
def test_what_our_own_table_holds_of_a_page_is_in_the_raw_table(name: str, tmp_path: Path) -> None:
    raw, cited = figures(raw_alone(name), tmp_path / "raw.nq")
    own, _ = figures(discover(mappings_root())[name], tmp_path / "own.nq")
    told = {key for dataset, key in _differences() if dataset == name}
    of_these_pages = {key for key in own if key.rpartition("/")[2] in cited}
    assert of_these_pages - set(raw) - told == set()


def test_each_listed_difference_still_is_one_and_has_a_reason(tmp_path: Path) -> None:
    for (name, key), reason in _differences().items():
        raw, _ = figures(raw_alone(name), tmp_path / name / "raw.nq")
        own, _ = figures(discover(mappings_root())[name], tmp_path / name / "own.nq")
        assert raw.get(key) != own.get(key), (name, key)
        assert len(reason) > 10
