"""A source that is optional: without its file a dataset maps as if the table had no rows, with it the rows count."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.mapping.dataset import Dataset
from kg.mapping.engine import fingerprint, map_dataset
from kg.namespaces import Namespaces
from tests.conftest import MakeDataset

MAPPING = """
from kg.mapping import Resource, iri, text

def resources(tables):
    for row in tables["source.csv"]:
        yield Resource(tables.ns.thing("contoh", row.pop("kunci")), row=row, types=["ham:Commitment"])
    for row in tables["teks.csv"]:
        address = tables.ns.thing("contoh", row.pop("kunci"))
        yield Resource(address, row=row, properties={"ham:quotation": [text(row.pop("teks"), "en")]})
"""
TEXTS = "kunci,teks\na,A sentence\n"


@pytest.fixture
def dataset(make_dataset: MakeDataset) -> Dataset:
    """The dataset ``agensi/contoh`` with a second, optional source."""
    made = make_dataset(source="kunci\na\nb\n", mapping=MAPPING, rows=2, observations="null")
    yml = made.folder / "dataset.yml"
    optional = "source: [{file: teks.csv, format: csv, optional: true}, "
    yml.write_text(yml.read_text(encoding="utf-8").replace("source: [", optional), encoding="utf-8")
    return made


def handed_in(dataset: Dataset, folder: Path, content: str = TEXTS) -> Dataset:
    target = folder / "handed-in" / dataset.name / "teks.csv"
    target.parent.mkdir(parents=True)
    target.write_text(content, encoding="utf-8")
    return replace(dataset, sources=folder / "handed-in")


def lines(dataset: Dataset, folder: Path, places_root: Path) -> str:
    return map_dataset(dataset, folder / "graph.nq", Namespaces(), places_root).path.read_text(encoding="utf-8")


def test_without_the_file_the_dataset_maps_and_nothing_names_it(dataset: Dataset, tmp_path: Path, places_root: Path) -> None:
    found = lines(dataset, tmp_path, places_root)
    assert "id/contoh/a" in found
    assert "teks.csv" not in found
    assert "quotation" not in found


def test_with_the_file_its_rows_are_mapped_and_it_is_named_as_a_source(dataset: Dataset, tmp_path: Path, places_root: Path) -> None:
    found = lines(handed_in(dataset, tmp_path), tmp_path, places_root)
    assert 'ontology/quotation> "A sentence"@en' in found
    assert "source/agensi/contoh/teks.csv#row=2" in found
    assert "source/agensi/contoh/teks.csv> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>" in found


def test_the_file_changes_the_fingerprint(dataset: Dataset, tmp_path: Path, places_root: Path) -> None:
    without = fingerprint(dataset, Namespaces(), places_root)
    assert fingerprint(handed_in(dataset, tmp_path), Namespaces(), places_root) != without


def test_a_file_that_is_handed_in_must_be_sound(dataset: Dataset, tmp_path: Path, places_root: Path) -> None:
    with pytest.raises(InputError, match=r"teks\.csv: has a header but no data rows"):
        lines(handed_in(dataset, tmp_path, "kunci,teks\n"), tmp_path, places_root)


def test_a_file_that_is_not_optional_must_exist(dataset: Dataset, tmp_path: Path, places_root: Path) -> None:
    (dataset.folder / "source.csv").unlink()
    with pytest.raises(InputError, match=r"source\.csv: does not exist"):
        lines(dataset, tmp_path, places_root)


def test_a_table_that_is_not_listed_is_still_refused(make_dataset: MakeDataset, tmp_path: Path, places_root: Path) -> None:
    made = make_dataset(source="kunci\na\n", mapping=MAPPING, rows=1, observations="null")
    with pytest.raises(InputError, match=r"is not listed under `source`"):
        lines(made, tmp_path, places_root)


def test_a_dataset_whose_only_table_nobody_handed_in_is_told_so_and_fails_nothing(
    make_dataset: MakeDataset, tmp_path: Path, places_root: Path
) -> None:
    made = make_dataset()
    yml = made.folder / "dataset.yml"
    yml.write_text(yml.read_text(encoding="utf-8").replace("header_rows: 1}]", "header_rows: 1, optional: true}]"), encoding="utf-8")
    (made.folder / "source.csv").unlink()
    mapped = map_dataset(made, tmp_path / "graph.nq", Namespaces(), places_root)
    found = mapped.path.read_text(encoding="utf-8")
    assert (mapped.state, mapped.rows, mapped.observations) == ("belum-diserahkan", 0, 0)
    assert "konsep/keadaan-data/belum-diserahkan" in found
    assert "Pengaduan" in found
    assert "Observation" not in found
    assert "/source/" not in found
