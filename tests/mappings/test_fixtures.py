"""Golden files: the odd rows of each source, mapped, must give exactly `fixtures/expected.nq`.

Rewritten only on purpose: ``pytest tests/mappings/test_fixtures.py --rewrite-golden``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.mapping.dataset import Dataset, discover
from kg.mapping.engine import map_dataset
from kg.namespaces import Namespaces
from kg.resources import mappings_root

DATASETS = {name: dataset for name, dataset in discover(mappings_root()).items() if (dataset.folder / "fixtures").is_dir()}


def map_fixture(dataset: Dataset, tmp_path: Path) -> str:
    """Statements about things and rows; what the graph says of its own making changes with the software and is left out."""
    handed_in = tmp_path / "handed_in" / dataset.name
    handed_in.parent.mkdir(parents=True)
    handed_in.symlink_to(dataset.folder / "fixtures")
    mapped = map_dataset(replace(dataset, sources=tmp_path / "handed_in"), tmp_path / "graph.nq", Namespaces(), mappings_root())
    own = ("/id/pemetaan/", "/id/katalog/", "/id/struktur/", "/id/dataset/")
    lines = mapped.path.read_text(encoding="utf-8").splitlines(keepends=True)
    of_file = ("fileSha256", "dcat#mediaType", "#dialect>")
    kept = (line for line in lines if not any(part in line.split(" ", 1)[0] for part in own) and not any(part in line for part in of_file))
    return "".join(kept)


@pytest.mark.parametrize("name", DATASETS)
def test_the_odd_rows_of_a_source_map_to_the_golden_file(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    dataset = DATASETS[name]
    found = map_fixture(dataset, tmp_path)
    golden = dataset.folder / "fixtures" / "expected.nq"
    if request.config.getoption("--rewrite-golden"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DATASETS)
def test_a_fixture_is_small(name: str) -> None:
    for path in (DATASETS[name].folder / "fixtures").glob("*.csv"):
        assert path.read_text(encoding="utf-8").count("\n") <= 31
