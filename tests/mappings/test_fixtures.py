"""Golden files: the odd rows of each source, mapped, must give exactly `fixtures/expected.nq`.

Rewritten only on purpose: ``pytest tests/mappings/test_fixtures.py --rewrite-golden``.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from kg.mapping.dataset import Dataset, discover
from kg.mapping.engine import map_dataset
from kg.namespaces import CANONICAL_BASE, Namespaces
from kg.pipeline.gate import validate_file
from kg.pipeline.protected import protect_alone
from kg.resources import mappings_root, shapes_root

ALL = discover(mappings_root())
DATASETS = {name: dataset for name, dataset in ALL.items() if any((dataset.folder / "fixtures").glob("*.csv"))}
RAW = {name: dataset for name, dataset in ALL.items() if dataset.config.handed_in}


def map_folder(dataset: Dataset, fixtures: Path, tmp_path: Path) -> Path:
    """The graph that the files of a folder give; of a dataset that is excluded, the graph that is not published."""
    handed_in = tmp_path / "handed_in" / dataset.name
    handed_in.parent.mkdir(parents=True)
    handed_in.symlink_to(fixtures)
    given = protect_alone(replace(dataset, sources=tmp_path / "handed_in"), mappings_root(), tmp_path / "protected", 2**24)
    given.__dict__["config"] = dataset.config
    mapped = map_dataset(given, tmp_path / "graph.nq", Namespaces(), mappings_root())
    withheld = mapped.path.with_suffix(".withheld.nq")
    return withheld if withheld.exists() else mapped.path


def from_files_alone(dataset: Dataset) -> Dataset:
    """A dataset that takes its figures from the files handed in and none from our own table."""
    alone = replace(dataset)
    alone.__dict__["config"] = dataset.config.model_copy(update={"keep_own": False})
    return alone


def statements(path: Path) -> str:
    """Statements about things and rows; what the graph says of its own making changes with the software and is left out."""
    own = ("/id/pemetaan/", "/id/pemeriksaan-pengungkapan/", "/id/katalog/", "/id/struktur/", "/id/dataset/")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    of_file = ("fileSha256", "dcat#mediaType", "#dialect>")
    kept = (line for line in lines if not any(part in line.split(" ", 1)[0] for part in own) and not any(part in line for part in of_file))
    return "".join(kept)


@pytest.mark.parametrize("name", DATASETS)
def test_the_odd_rows_of_a_source_map_to_the_golden_file(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    dataset = DATASETS[name]
    found = statements(map_folder(dataset, dataset.folder / "fixtures", tmp_path))
    golden = dataset.folder / "fixtures" / "expected.nq"
    if request.config.getoption("--rewrite-golden"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DATASETS)
def test_a_fixture_is_small(name: str) -> None:
    for path in (DATASETS[name].folder / "fixtures").glob("*.csv"):
        assert path.read_text(encoding="utf-8").count("\n") <= 31


@pytest.mark.parametrize("name", RAW)
def test_the_odd_rows_of_a_raw_file_map_to_the_golden_file_and_conform(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    dataset, fixtures = RAW[name], RAW[name].folder / "fixtures" / "handed_in"
    assert fixtures.is_dir(), "a dataset that takes raw files has a few rows of them in fixtures/handed_in"
    path = map_folder(from_files_alone(dataset), fixtures, tmp_path)
    found, golden = statements(path), fixtures / "expected.nq"
    if request.config.getoption("--rewrite-golden"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
    result = validate_file(path, shapes_root(), CANONICAL_BASE)
    assert [finding.words("en") for finding in result.findings if finding.severity == "violation"] == []


@pytest.mark.parametrize("name", RAW)
def test_a_raw_fixture_is_small(name: str) -> None:
    for path in (RAW[name].folder / "fixtures" / "handed_in").iterdir():
        assert rows_of(path) <= 30 + 10, path  # rows of the header and preamble stand beside thirty of data


def rows_of(path: Path) -> int:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return sum(1 for _ in csv.reader(file))
    return openpyxl.load_workbook(path).worksheets[0].max_row if path.suffix == ".xlsx" else 0
