"""What bad input gets: a sentence with file, row, column and value, and no half file."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from kg.errors import InputError
from kg.mapping.engine import map_dataset
from kg.namespaces import Namespaces
from tests.conftest import MakeDataset

HEADER = "periode,pihak_teradu,jumlah,keterangan,source_url\n"
ROW = "2022,Polri,861,,https://example.org/a\n"


def run(dataset, tmp_path: Path, places_root: Path) -> Path:
    return map_dataset(dataset, tmp_path / "out" / "graph.nq", Namespaces(), places_root).path


CASES = {
    "an empty file": ("", {}, r"source\.csv: is empty"),
    "a header without rows": (HEADER, {}, r"has a header but no data rows"),
    "a truncated file": (HEADER + ROW, {"rows": 4}, r"gives 1 data rows, `expect` in dataset\.yml says 4"),
    "a file cut inside a quote": (HEADER + '2022,Polri,861,"cut', {}, r"row 2: is not well-formed CSV"),
    "a row with too few cells": (HEADER + "2022,Polri,861\n", {}, r"row 2: has 3 cells, the header has 5"),
    "another delimiter": ((HEADER + ROW).replace(",", ";"), {}, r"row 1.*is a column that the mapping does not know"),
    "a byte-order mark": (b"\xef\xbb\xbf" + (HEADER + ROW).encode(), {}, r"row 1: the file starts with a byte-order mark"),
    "bytes of another encoding": ((HEADER + "2022,Polri,861,caf\xe9,x\n").encode("latin-1"), {}, r"is not utf-8: byte 0xe9"),
    "UTF-16": ((HEADER + ROW).encode("utf-16"), {}, r"is not utf-8"),
    "a NUL character": (HEADER + "2022,Pol\x00ri,861,,x\n", {}, r"row 2: holds a NUL character"),
    "a formula": (HEADER + "2022,Polri,=SUM(A1:A9),,https://example.org/a\n", {}, r"row 2, column 'jumlah'.*is a formula"),
    "merged header cells": (
        "periode,,jumlah,keterangan,source_url\n" + ROW,
        {},
        r"column 2 of the header has no name: are header cells merged",
    ),
    "a column name given twice": (
        "periode,periode,jumlah,keterangan,source_url\n" + ROW,
        {},
        r"column 'periode': this column name stands twice",
    ),
    "an unknown column": (
        HEADER.strip() + ",nik\n" + ROW.strip() + ",1\n",
        {},
        r"row 1, column 'nik': is a column that the mapping does not know",
    ),
    "a missing column": ("periode,pihak_teradu,jumlah,keterangan\n2022,Polri,861,\n", {}, r"column 'source_url': is missing"),
    "an unknown code": (
        HEADER + "2022,Satpol,861,,https://example.org/a\n",
        {},
        r"row 2, column 'pihak_teradu', value 'Satpol': is not in agensi/contoh/codes\.csv",
    ),
    "an unregistered document": (HEADER + "2022,Polri,861,,https://example.org/b\n", {}, r"row 2, column 'source_url'.*is not registered"),
    "a number in another format": (
        HEADER + "2022,Polri,1.86,,https://example.org/a\n",
        {},
        r"row 2, column 'jumlah', value '1\.86': is not a number in the stated",
    ),
    "a fraction of a whole unit": (HEADER + '2022,Polri,"141,0001",,https://example.org/a\n', {}, r"not a whole number"),
    "an impossible figure": (HEADER + "2022,Polri,25.674.580,,https://example.org/a\n", {}, r"row 2, column 'jumlah'.*is above 100000"),
    "a period that is none": (HEADER + "tahun lalu,Polri,861,,https://example.org/a\n", {}, r"row 2, column 'periode', value 'tahun lalu'"),
    "a figure given twice": (
        HEADER + ROW + ROW.replace("861", "862"),
        {"rows": 2, "observations": 2},
        r"agensi/contoh/source\.csv, row 3, .*rows 2 and 3 give the same figure twice",
    ),
    "a repeated row": (
        HEADER + ROW + ROW,
        {"rows": 2, "observations": 2},
        r"agensi/contoh/source\.csv, row 3, .*rows 2 and 3 give the same figure twice",
    ),
    "an empty row": (HEADER + ROW + ",,,,\n" + ROW, {}, r"row 3: is an empty row"),
}


@pytest.mark.parametrize("case", CASES)
def test_bad_input_stops_the_dataset_with_a_precise_sentence(
    case: str, make_dataset: MakeDataset, tmp_path: Path, places_root: Path
) -> None:
    source, options, pattern = CASES[case]
    dataset = make_dataset(source=source, **{"rows": 1, "observations": 1, **options})
    with pytest.raises(InputError) as caught:
        run(dataset, tmp_path, places_root)
    assert re.search(pattern, str(caught.value)), str(caught.value)
    assert list((tmp_path / "out").iterdir()) == [], "a half file was left behind"


def test_a_declared_byte_order_mark_is_taken(make_dataset: MakeDataset, tmp_path: Path, places_root: Path) -> None:
    dataset = make_dataset(source=b"\xef\xbb\xbf" + (HEADER + ROW).encode(), encoding="utf-8-sig", rows=1, observations=1)
    assert "861" in run(dataset, tmp_path, places_root).read_text()


def test_a_missing_source_is_named(make_dataset: MakeDataset, tmp_path: Path, places_root: Path) -> None:
    dataset = make_dataset()
    (dataset.folder / "source.csv").unlink()
    with pytest.raises(InputError, match=r"agensi/contoh/source\.csv: does not exist"):
        run(dataset, tmp_path, places_root)


def test_an_xlsx_with_a_formula_or_cut_short_is_refused(make_dataset: MakeDataset, tmp_path: Path, places_root: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(HEADER.strip().split(","))
    workbook.active.append(["2022", "Polri", "=1+1", "", "https://example.org/a"])
    workbook.save(tmp_path / "book.xlsx")
    whole = (tmp_path / "book.xlsx").read_bytes()
    mapping_of_xlsx = {"file": "source.xlsx", "format": "xlsx"}
    dataset = make_dataset(source=whole, **mapping_of_xlsx)
    (dataset.folder / "mapping.py").write_text(
        (dataset.folder / "mapping.py").read_text().replace("ignore=", 'table="source.xlsx", ignore=')
    )
    with pytest.raises(InputError, match=r"source\.xlsx, row 2, column 'C', value '=1\+1': is a formula"):
        run(dataset, tmp_path, places_root)
    (dataset.folder / "source.xlsx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InputError, match="is the file truncated"):
        run(dataset, tmp_path, places_root)


@pytest.mark.parametrize(
    ("change", "pattern"),
    [
        (("producer: komnas-ham", "produsen: komnas-ham"), r"dataset\.yml, column 'producer'"),
        (("accessed: 2026-11-22", "accessed: kemarin"), r"dataset\.yml, column 'accessed'"),
        (("end: 2023-12-31", "end: 2020-12-31"), r"ends before it starts"),
        (("title: {", "title: [{"), r"not well-formed YAML"),
        (("rights: {id: tidak dinyatakan, en: not stated}", "rights: null"), r"state the licence"),
    ],
)
def test_wrong_metadata_is_refused_with_its_key(
    change: tuple[str, str], pattern: str, make_dataset: MakeDataset, tmp_path: Path, places_root: Path
) -> None:
    dataset = make_dataset()
    path = dataset.folder / "dataset.yml"
    path.write_text(path.read_text().replace(*change))
    with pytest.raises(InputError, match=pattern):
        run(dataset, tmp_path, places_root)
