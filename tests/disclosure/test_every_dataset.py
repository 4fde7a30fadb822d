"""Every open dataset is under disclosure control, or it is written down why it need not be; in releases of our own and of raw tables."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.mapping.dataset import Dataset, discover
from kg.mapping.disclosed import PERSONS
from kg.resources import mappings_root

BASE = "https://w3id.org/satudataham/"
PREFIXES = f"""PREFIX qb: <http://purl.org/linked-data/cube#> PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#> PREFIX sdmx-attribute: <http://purl.org/linked-data/sdmx/2009/attribute#>
PREFIX ham: <{BASE}ontology/>
"""
# units of which a figure of 1 to 4 counts nothing
NO_COUNTS = re.compile(r"persen|nilai|skor|tahun|per-.*|.*per-kapita.*|hektare|kilometer-persegi|ribu-.*|juta-.*|rupiah.*")
DOCUMENT = Path(__file__).parents[2] / "docs" / "disclosure.md"
REASONED = dict(re.findall(r"^\| `([a-z0-9_]+/[a-z0-9_]+)` \| [^|]+ \| ([^|]+) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.fixture(scope="module", params=["own", "raw"])
def release(request: pytest.FixtureRequest) -> Path:
    """The release of our own tables, and (HAM_SOURCES) that of whole raw tables."""
    folder: Path = request.getfixturevalue("release_folder" if request.param == "own" else "raw_release_folder")
    return folder / "current"


@pytest.fixture(scope="module")
def store(release: Path) -> ox.Store:
    return ox.Store.read_only(str(release / "store"))


def ask(store: ox.Store, query: str) -> Iterator[tuple[str, ...]]:
    for row in store.query(PREFIXES + query):  # type: ignore[union-attr]
        yield tuple(value.value.removeprefix(BASE) for value in row)  # type: ignore[union-attr]


def units_of_datasets(store: ox.Store) -> dict[str, set[str]]:
    """Counting units of each dataset's figures, by its name."""
    found: dict[str, set[str]] = {}
    for dataset, unit in ask(store, "SELECT DISTINCT ?d ?u { GRAPH ?g { ?o qb:dataSet ?d ; ham:countingUnit ?u } }"):
        found.setdefault(dataset.removeprefix("id/dataset/"), set()).add(unit.rpartition("/")[2])
    return found


def checks(store: ox.Store) -> dict[str, tuple[str, str]]:
    """Rule and result of the disclosure check of each dataset that has one."""
    query = (
        "SELECT ?n ?r ?o { GRAPH ?g { ?d dcterms:identifier ?n ; ham:disclosureCheck ?c . ?c ham:disclosureRule ?r ; ham:checkResult ?o } }"
    )
    return {name: (rule.rpartition("/")[2], result.rpartition("/")[2]) for name, rule, result in ask(store, query)}


def test_every_dataset_that_counts_victims_or_complainants_passed_a_check_by_a_rule(store: ox.Store) -> None:
    counting = {name for name, units in units_of_datasets(store).items() if units & PERSONS}
    assert len(counting) > 20
    passed = checks(store)
    assert {name: passed.get(name) for name in counting if passed.get(name) not in BY_A_RULE} == {}


BY_A_RULE = (("ambang", "lolos"), ("ambang-pelengkap", "lolos"))


def test_every_dataset_with_a_suppressed_figure_is_under_a_rule(store: ox.Store) -> None:
    query = f"SELECT DISTINCT ?d {{ GRAPH ?g {{ ?o qb:dataSet ?d ; sdmx-attribute:obsStatus <{BASE}id/konsep/status-pengamatan/Q> }} }}"
    suppressing = {name.removeprefix("id/dataset/") for (name,) in ask(store, query)}
    assert suppressing
    assert [name for name in suppressing if checks(store).get(name) not in BY_A_RULE] == []


def test_every_open_dataset_passed_a_check(store: ox.Store) -> None:
    state = f"<{BASE}id/konsep/keadaan-data/diterbitkan>"
    published = {name for (name,) in ask(store, f"SELECT ?n {{ GRAPH ?g {{ ?d dcterms:identifier ?n ; ham:dataState {state} }} }}")}
    assert published
    assert [name for name in published if checks(store).get(name, ("", ""))[1] != "lolos"] == []


def test_a_dataset_with_cells_of_one_to_four_is_named_with_the_reason_why_they_point_to_nobody(store: ox.Store) -> None:
    query = (
        "SELECT DISTINCT ?d ?u { GRAPH ?g { ?o qb:dataSet ?d ; ham:countingUnit ?u ; sdmx-measure:obsValue ?v FILTER(?v >= 1 && ?v < 5) } }"
    )
    found: dict[str, set[str]] = {}
    for dataset, unit in ask(store, query):
        if not NO_COUNTS.fullmatch(unit.rpartition("/")[2]):
            found.setdefault(dataset.removeprefix("id/dataset/"), set()).add(unit.rpartition("/")[2])
    assert found
    assert {name: units for name, units in found.items() if name not in REASONED or units & PERSONS} == {}


def test_a_reason_is_kept_only_for_a_dataset_that_has_such_cells(raw_release_folder: Path) -> None:
    raw = ox.Store.read_only(str(raw_release_folder / "current" / "store"))
    query = "SELECT DISTINCT ?d { GRAPH ?g { ?o qb:dataSet ?d ; sdmx-measure:obsValue ?v FILTER(?v >= 1 && ?v < 5) } }"
    assert set(REASONED) <= {name.removeprefix("id/dataset/") for (name,) in ask(raw, query)}


# --- hashes -----------------------------------------------------------------------------------------------------------------------------
def guarded(sources: Path) -> Iterator[tuple[Dataset, Path]]:
    """Datasets and raw files of which small counts are withheld."""
    for dataset in discover(mappings_root(), sources).values():
        for raw in dataset.raw_files:
            if dataset.config.disclosure or raw.withhold:
                yield dataset, dataset.raw_path(raw)


def test_no_hash_in_a_release_is_that_of_a_file_with_small_counts(raw_release_folder: Path) -> None:
    """A hash of a file in which one count of four is hidden would give that count back to who tries them all."""
    sources = Path(os.environ["HAM_SOURCES"])
    files = {path for _, path in guarded(sources)}
    assert len(files) > 12
    text = (raw_release_folder / "current" / "manifest.json").read_text(encoding="utf-8")
    text += "".join(path.read_text(encoding="utf-8") for path in (raw_release_folder / "current" / "graphs").rglob("*.nq"))
    assert [str(path) for path in files if hashlib.sha256(path.read_bytes()).hexdigest() in text] == []


def test_datasets_that_read_one_raw_file_withhold_the_same_in_it(raw_release_folder: Path) -> None:
    sources = Path(os.environ["HAM_SOURCES"])
    guarded_files = {path for _, path in guarded(sources)}
    for dataset in discover(mappings_root(), sources).values():
        for raw in dataset.raw_files:
            if dataset.raw_path(raw) in guarded_files:
                assert dataset.config.disclosure or raw.withhold, dataset.name


def test_the_copy_that_is_read_instead_of_a_raw_file_holds_no_count_of_one_to_four(raw_release_folder: Path) -> None:
    seen = 0
    for dataset, _ in guarded(Path(os.environ["HAM_SOURCES"])):
        reads = replace(dataset, protected=raw_release_folder / "1-sources")
        for raw in (raw for raw in dataset.raw_files if raw.withhold):
            with reads.source_path(raw).open(encoding=raw.encoding, newline="") as file:
                for row in csv.DictReader(file, delimiter=raw.delimiter):
                    seen += 1
                    for rule in raw.withhold:
                        if all(row[column] in cells for column, cells in rule.where.items()):
                            assert not re.fullmatch(r"[1-4](\.0+)?", row[rule.column].strip()), (dataset.name, rule.column)
    assert seen > 500


def test_the_manifest_names_no_raw_file_that_is_guarded_as_a_published_source(raw_release_folder: Path) -> None:
    manifest = json.loads((raw_release_folder / "current" / "manifest.json").read_text(encoding="utf-8"))
    published = {entry["name"] for entry in manifest["graphs"]}
    for dataset, path in guarded(Path(os.environ["HAM_SOURCES"])):
        kept = raw_release_folder / "current" / "sources" / dataset.name / path.name
        assert dataset.name in published
        assert not kept.is_file() or kept.read_bytes() != path.read_bytes()
