"""Our own table beside files that were handed in: they come first, and what they do not give stays ours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.mapping.engine import MappedDataset, map_dataset
from kg.namespaces import Namespaces
from tests.conftest import MakeDataset

HEADER = "periode,pihak_teradu,jumlah,keterangan,source_url\n"
HANDED_IN = f"{HEADER}2021,Polri,662,,https://example.org/a\n"


@pytest.fixture
def mapped(make_dataset: MakeDataset, tmp_path: Path, places_root: Path):
    """What a dataset of two own figures gives when a file with one of them, corrected, is handed in."""

    def run(keep_own: bool, own: str | None = None) -> tuple[MappedDataset, str]:
        source = own or f"{HEADER}2021,Polri,661,,https://example.org/a\n2021,TNI,73,,https://example.org/a\n"
        dataset = make_dataset(source=source, rows=2, observations=2)
        config = dataset.folder / "dataset.yml"
        more = f"keep_own: {str(keep_own).lower()}\nhanded_in: [{{file: data.csv}}]\n"
        config.write_text(config.read_text(encoding="utf-8") + more, encoding="utf-8")
        folder = tmp_path / "handed-in" / dataset.name
        folder.mkdir(parents=True)
        (folder / "data.csv").write_text(HANDED_IN, encoding="utf-8")
        handed_in = replace(dataset, sources=tmp_path / "handed-in")
        result = map_dataset(handed_in, tmp_path / "graph.nq", Namespaces(), places_root)
        return result, result.path.read_text(encoding="utf-8")

    return run


def test_a_file_handed_in_replaces_our_table(mapped) -> None:
    result, text = mapped(keep_own=False)
    assert result.observations == 1
    assert 'obsValue> "662"' in text
    assert 'obsValue> "73"' not in text


def test_rows_of_ours_that_it_does_not_give_stay_when_the_dataset_says_so(mapped) -> None:
    result, text = mapped(keep_own=True)
    assert result.observations == 2
    assert 'obsValue> "662"' in text
    assert 'obsValue> "661"' not in text
    assert 'obsValue> "73"' in text
    assert "/data.csv#row=2>" in text
    assert "/source.csv#row=3>" in text
    assert "/source.csv#row=2>" not in text


def test_only_rows_of_the_file_handed_in_are_accounted_for(mapped) -> None:
    result, _ = mapped(keep_own=True)
    assert [(entry["file"], entry["runs"]) for entry in result.account] == [("agensi/contoh/data.csv", [("observed", 1)])]


def test_an_error_in_our_own_table_names_it(mapped) -> None:
    with pytest.raises(InputError, match=r"agensi/contoh/source.csv, row 2"):
        mapped(keep_own=True, own=f"{HEADER}2021,Kejaksaan,5,,https://example.org/a\n")
