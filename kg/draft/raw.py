"""A raw file as a grid of cells, read once, before it is known which rows are header, data or notes."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.disclosure.personal import findings_in_row, refuse
from kg.draft.sniff import Kind, delimiter_of, encoding_of, kind_of
from kg.errors import InputError, UsageError
from kg.mapping.tables import cell_text

_SUSPICIOUS = re.compile(r"@|\d(?:[ .-]?\d){8}")


@dataclass
class Raw:
    """A file that holds a table: how it is read (`dialect`, in the words of ``dataset.yml``), its cells, for CSV its lines row by row.

    `sheets` are those of a workbook that hold something; `merged_down` the columns (from 0) in which cells are merged over several rows.
    """

    path: Path
    kind: Kind
    dialect: dict[str, Any]
    grid: list[list[str]]
    lines: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    merged_down: set[int] = field(default_factory=set)


def read_raw(path: Path, display: str, sheet: str | None = None, max_bytes: int = 2**28) -> Raw:
    """Read a file. Raises InputError for one that is no table, or that holds numbers or addresses of persons (never told)."""
    kind = kind_of(path, display, max_bytes)
    if sheet and kind != "xlsx":
        raise UsageError("--sheet: hanya buku kerja XLSX yang punya lembar / only XLSX workbooks have sheets.")
    raw = {"csv": _csv, "xlsx": _xlsx, "json": _json}[kind](path, display, sheet)
    for number, cells in enumerate(raw.grid, 1):
        if _SUSPICIOUS.search("\n".join(cells)):
            refuse(findings_in_row(number, cells, names=False), display)
    return raw


def _csv(path: Path, display: str, sheet: str | None) -> Raw:
    encoding = encoding_of(path.read_bytes())
    with path.open(encoding=encoding, newline="") as file:
        text = file.read()
    delimiter = delimiter_of(text)
    dialect: dict[str, Any] = {"format": "csv"}
    if encoding != "utf-8":
        dialect["encoding"] = encoding
    if delimiter != ",":
        dialect["delimiter"] = delimiter
    raw = Raw(path, "csv", dialect, [])
    taken: list[str] = []
    physical = (
        text.splitlines(keepends=True) if "\x0b" not in text and "\x0c" not in text else re.findall(r".*?(?:\r\n|\n|\r|$)", text, re.S)
    )
    reader = csv.reader((taken.append(line) or line for line in physical), delimiter=delimiter, strict=True)  # type: ignore[func-returns-value]
    try:
        for cells in reader:
            raw.grid.append(cells)
            raw.lines.append("".join(taken))
            taken.clear()
    except csv.Error as error:
        problem = f"bukan CSV yang utuh: adakah tanda kutip yang hilang? / is not well-formed CSV ({error}): is a quote missing?"
        raise InputError(problem, file=display, row=len(raw.grid) + 1) from None
    return raw


def _xlsx(path: Path, display: str, sheet: str | None) -> Raw:
    import openpyxl
    from openpyxl.utils import get_column_letter

    try:
        workbook = openpyxl.load_workbook(path, data_only=False)
    except Exception as error:  # openpyxl raises many kinds for damaged workbooks
        raise InputError(f"tidak dapat dibaca sebagai XLSX / cannot be read as XLSX ({type(error).__name__})", file=display) from None
    grids = {one.title: [[cell_text(cell) for cell in row] for row in one.iter_rows(values_only=True)] for one in workbook.worksheets}
    filled = {title: sum(bool(cell.strip()) for row in grid for cell in row) for title, grid in grids.items()}
    sheets = [title for title in grids if filled[title]]
    if not sheets:
        raise InputError("tidak memuat sel yang terisi / holds no filled cell", file=display)
    chosen = sheet or max(sheets, key=lambda title: filled[title])
    if chosen not in sheets:
        raise UsageError(f"--sheet: tidak ada lembar itu / there is no such sheet; ada / there are: {', '.join(sheets)}.")
    for number, row in enumerate(grids[chosen], 1):
        for position, cell in enumerate(row):
            if cell.startswith("="):
                problem = "sel ini rumus: simpan tabel dengan nilai / is a formula: save the table with values"
                raise InputError(problem, file=display, row=number, column=get_column_letter(position + 1))
    dialect = {"format": "xlsx"} | ({"sheet": chosen} if len(workbook.worksheets) > 1 else {})
    merged = {one.min_col - 1 for one in workbook[chosen].merged_cells.ranges if one.max_row > one.min_row and one.max_row > 10}
    return Raw(path, "xlsx", dialect, grids[chosen], sheets=sheets, merged_down=merged)


def _json(path: Path, display: str, sheet: str | None) -> Raw:
    from kg.mapping.config import SourceConfig
    from kg.mapping.records import read_records

    encoding = encoding_of(path.read_bytes())
    content = json.loads(path.read_text(encoding=encoding))
    if isinstance(content, dict) and content.get("type") in ("Topology", "FeatureCollection"):
        raise InputError(
            "memuat bentuk wilayah, bukan tabel angka; contoh pemetaannya: mappings/big/batas_provinsi / "
            "holds shapes of areas and no table of figures; mappings/big/batas_provinsi shows how such a file is mapped",
            file=display,
        )
    keys = _records(content)
    if keys is None:
        raise InputError("tidak memuat daftar rekaman / holds no list of records", file=display)
    dialect: dict[str, Any] = {"format": "json"} | ({"records": list(keys)} if keys else {})
    dialect |= {"encoding": encoding} if encoding != "utf-8" else {}
    grid = [cells for _, cells in read_records(path, SourceConfig.model_validate({"file": "data.json", **dialect}), display)]
    return Raw(path, "json", dialect, grid)


def _records(content: Any, depth: int = 4) -> tuple[str, ...] | None:
    """The keys under which the longest list of records lies; none if the file is that list."""
    if isinstance(content, list):
        return () if content and all(isinstance(record, dict) for record in content) else None
    if not isinstance(content, dict) or not depth:
        return None
    found = [(key, below) for key, value in content.items() if (below := _records(value, depth - 1)) is not None]
    if not found:
        return None
    key, below = max(found, key=lambda pair: len(_below(content, (pair[0], *pair[1]))))
    return (key, *below)


def _below(content: Any, keys: tuple[str, ...]) -> list[Any]:
    for key in keys:
        content = content[key]
    assert isinstance(content, list)
    return content
