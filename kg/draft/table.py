"""A raw table read as its draft says it is to be read: columns with their cells, rows that are no data apart, marks of persons refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.disclosure.personal import Finding, findings_in_file_name, findings_in_header, refuse, told_path
from kg.draft.layout import Aside, Layout, as_rules, find_layout, rows_aside
from kg.draft.raw import Raw, read_raw
from kg.draft.where import looks_like_places
from kg.errors import InputError
from kg.mapping.config import HandedInConfig
from kg.mapping.places import PlaceResolver
from kg.mapping.tables import SourceTable

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_SUFFIXES = {"csv": ".csv", "xlsx": ".xlsx", "json": ".json"}


@dataclass
class DraftTable:
    """A raw table. `config` is how ``dataset.yml`` will say it is read; `rows` are (row number, stripped cells) of data."""

    raw: Raw
    file: str
    config: dict[str, Any]
    layout: Layout
    header: list[str]
    rows: list[tuple[int, list[str]]]
    aside: list[Aside] = field(default_factory=list)
    empty_rows: int = 0

    def cells(self, column: str) -> list[tuple[int, str]]:
        """(row number, cell) of a column, empty cells included."""
        position = self.header.index(column)
        return [(number, cells[position]) for number, cells in self.rows]

    def filled(self, column: str) -> list[str]:
        return [cell for _, cell in self.cells(column) if cell]

    def distinct(self, column: str) -> list[str]:
        """Different cells of a column, in order of first mention."""
        return list(dict.fromkeys(self.filled(column)))


def read_table(path: Path, resolver: PlaceResolver, sheet: str | None = None, max_bytes: int = 2**28) -> DraftTable:
    """Read a raw file. Raises InputError for one that cannot be taken; no message holds a cell of a column about persons."""
    display = told_path(path.name)
    if not path.is_dir():
        refuse(findings_in_file_name(path.name), display)
    raw = read_raw(path, display, sheet, max_bytes)
    layout = find_layout(raw, display)
    file = path.name if _FILE_NAME.fullmatch(path.name) and path.suffix.lower() == _SUFFIXES[raw.kind] else f"data{_SUFFIXES[raw.kind]}"
    config = {"file": file, **raw.dialect, **layout.as_config()}
    source = SourceTable(path, HandedInConfig.model_validate(config), max_bytes=max_bytes, display=display)
    header, found = source.header, [(row.number, [cell.strip() for cell in row.cells]) for row in source]
    filled = [(number, cells) for number, cells in found if any(cells)]
    aside = rows_aside(header, filled)
    numbers = {one.number for one in aside}
    rows = [(number, cells) for number, cells in filled if number not in numbers]
    if not rows:
        raise InputError("tidak memuat baris data di bawah kepala tabel / holds no row of data under its header", file=display)
    table = DraftTable(raw, file, config | _rules(aside), layout, header, rows, aside, len(found) - len(filled))
    _refuse_persons(table, resolver, display)
    return table


def _rules(aside: list[Aside]) -> dict[str, Any]:
    return {"set_aside": as_rules(aside)} if aside else {}


def _refuse_persons(table: DraftTable, resolver: PlaceResolver, display: str) -> None:
    """Refuse tables with columns of data of single persons. A column called ``nama`` that holds places is none."""
    found = [finding for finding in findings_in_header(table.header) if not _is_of_places(table, finding, resolver)]
    if found:
        columns = ", ".join(str(position) for position in sorted({finding.column for finding in found if finding.column}))
        raise InputError(
            f"kolom {columns} memuat data pribadi ({found[0].kind_id}), yang tidak pernah diterima: "
            f"serahkan tabel hitungan tanpa kolom itu / "
            f"column {columns} holds {found[0].kind_en}, which is never taken in: hand in a table of counts without it",
            file=display,
        )


def _is_of_places(table: DraftTable, finding: Finding, resolver: PlaceResolver) -> bool:
    if finding.column is None:
        return False
    name = table.header[finding.column - 1]
    return name.strip().lower() in ("nama", "name") and looks_like_places("wilayah", set(table.filled(name)), resolver)
