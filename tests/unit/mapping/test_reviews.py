"""Columns that say who read a judgement again: a status brings a reader and a day, a doubt brings its reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.mapping.dataset import discover
from kg.mapping.engine import map_dataset
from kg.namespaces import Namespaces

READ = "dibaca-ulang,a second reader,2026-11-25,,"
MAPPING = """from kg.mapping import Resource, review

def resources(tables):
    for row in tables["source.csv"]:
        yield Resource(tables.ns.thing("hal", row.pop("kode")), row=row, properties=review(tables, row))
"""
SETTINGS = """title: {id: Contoh, en: Example}
description: {id: Contoh., en: An example.}
producer: bps
page: https://example.org/
accessed: 2026-11-25
licence: null
rights: {id: Tidak disebut., en: Not stated.}
period: null
frequency: irregular
themes: []
pillars: []
caveats: []
source: [{file: source.csv, format: csv, encoding: utf-8, delimiter: ",", header_rows: 1}]
expect: {rows: 1, resources: 1}
"""


def mapped(folder: Path, cells: str) -> str:
    """N-Quads of one row."""
    dataset = folder / "mappings" / "x" / "y"
    dataset.mkdir(parents=True)
    (dataset / "dataset.yml").write_text(SETTINGS, encoding="utf-8")
    (dataset / "mapping.py").write_text(MAPPING, encoding="utf-8")
    header = "kode,status_tinjauan,peninjau,tanggal_tinjauan,alasan_id,alasan_en"
    (dataset / "source.csv").write_text(f"{header}\na,{cells}\n", encoding="utf-8")
    root = folder / "mappings"
    return map_dataset(discover(root)["x/y"], folder / "graph.nq", Namespaces(), root).path.read_text(encoding="utf-8")


def test_a_row_that_was_read_again_says_by_whom_and_when(tmp_path: Path) -> None:
    lines = mapped(tmp_path, READ)
    assert '<https://w3id.org/sssom/reviewer_label> "a second reader"' in lines
    assert '<https://w3id.org/sssom/review_date> "2026-11-25"^^<http://www.w3.org/2001/XMLSchema#date>' in lines
    assert "/status-tinjauan/dibaca-ulang>" in lines
    assert "mappingJustification" not in lines


def test_a_row_that_nobody_read_again_names_no_reader(tmp_path: Path) -> None:
    lines = mapped(tmp_path, "belum-ditinjau,,,Karena.,Because.")
    assert "sssom" not in lines
    assert '"Because."@en' in lines


@pytest.mark.parametrize(
    ("cells", "column", "problem"),
    [
        ("resmi,,,,", "status_tinjauan", "must be one of belum-ditinjau"),
        ("dibaca-ulang,,2026-11-25,,", "peninjau", "must be filled if, and only if"),
        ("dibaca-ulang,a second reader,,,", "tanggal_tinjauan", "must be filled if, and only if"),
        ("belum-ditinjau,a second reader,,,", "peninjau", "must be filled if, and only if"),
        ("dibaca-ulang,a second reader,25-11-2026,,", "tanggal_tinjauan", "is not a date"),
        ("diragukan,a second reader,2026-11-25,,", "alasan_id", "where the status is diragukan"),
        ("dibaca-ulang,a second reader,2026-11-25,Karena.,", "alasan_id", "in both languages or in none"),
    ],
)
def test_what_does_not_fit_together_is_told_with_its_column(tmp_path: Path, cells: str, column: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        mapped(tmp_path, cells)
    assert (caught.value.row, caught.value.column) == (2, column)
    assert problem in caught.value.problem
