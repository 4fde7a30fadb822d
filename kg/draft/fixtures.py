"""A few odd rows of a raw file, as the file has them, for the tests of the draft."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from kg.draft.plan import Plan
from kg.draft.words import is_mark

LIMIT = 30
_SMALL = {"1", "2", "3", "4"}


def odd_rows(plan: Plan) -> list[int]:
    """Row numbers of at most thirty rows: first and last ones, marks, cells that cannot be read, places in doubt, rows that are no data.

    Of tables that count persons, no row with a cell of one to four.
    """
    table = plan.table
    where = {*plan.where.doubts, *plan.where.settled} if plan.where else set()
    unreadable = {row for figure in plan.figures for row, _ in (*figure.numbers.unreadable, *figure.numbers.ambiguous[:2])}
    odd = [n for n, cells in table.rows if n in unreadable or any(is_mark(cell) for cell in cells) or where & set(cells)]
    numbers = [number for number, _ in table.rows]
    chosen = [*numbers[:4], *numbers[-4:], *(one.number for one in table.aside[:6]), *odd, *numbers]
    fits = [number for number in dict.fromkeys(chosen) if not _is_small(plan, number)]
    return sorted(fits[:LIMIT])


def _is_small(plan: Plan, number: int) -> bool:
    if not plan.counts_persons:
        return False
    cells = plan.table.raw.grid[number - 1]
    positions = [plan.table.header.index(figure.column) for figure in plan.figures]
    return any(cells[position].strip() in _SMALL for position in positions if position < len(cells))


def write_raw_fixture(plan: Plan, target: Path) -> None:
    """Write the chosen rows under the file's own header, in its own dialect."""
    raw = plan.table.raw
    top = plan.table.layout.preamble_rows + plan.table.layout.header_rows
    numbers = [*range(1, top + 1), *odd_rows(plan)]
    hidden = {plan.table.header.index(column) for column in plan.suspects}
    if raw.kind == "csv":
        target.write_bytes(_csv(plan, numbers, top, hidden).encode(raw.dialect.get("encoding", "utf-8")))
    elif raw.kind == "json":
        target.write_text(_json(plan, numbers, hidden), encoding="utf-8")
    else:
        _write_xlsx(plan, numbers, top, hidden, target)


def _csv(plan: Plan, numbers: list[int], top: int, hidden: set[int]) -> str:
    raw = plan.table.raw
    if not hidden:
        return "".join(raw.lines[number - 1] for number in numbers)
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=raw.dialect.get("delimiter", ","), lineterminator="\n")
    for number in numbers:
        writer.writerow(_without(raw.grid[number - 1], hidden if number > top else set()))
    return buffer.getvalue()


def _without(cells: list[str], hidden: set[int]) -> list[str]:
    return ["" if index in hidden else cell for index, cell in enumerate(cells)]


def _json(plan: Plan, numbers: list[int], hidden: set[int]) -> str:
    raw = plan.table.raw
    content: Any = json.loads(raw.path.read_text(encoding=raw.dialect.get("encoding", "utf-8")))
    keys = raw.dialect.get("records", [])
    records = content
    for key in keys:
        records = records[key]
    names = {plan.table.header[index] for index in hidden}
    kept: Any = [{k: ("" if k in names else v) for k, v in records[number - 2].items()} for number in numbers if number > 1]
    for key in reversed(keys):
        kept = {key: kept}
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def _write_xlsx(plan: Plan, numbers: list[int], top: int, hidden: set[int], target: Path) -> None:
    import openpyxl

    raw = plan.table.raw
    source = openpyxl.load_workbook(raw.path)
    sheet = source[raw.dialect["sheet"]] if "sheet" in raw.dialect else source.worksheets[0]
    workbook = openpyxl.Workbook()
    copy = workbook.worksheets[0]
    copy.title = sheet.title
    for number in numbers:
        values = [cell.value for cell in sheet[number]]
        copy.append([None if number > top and index in hidden else value for index, value in enumerate(values)])
    workbook.save(target)
