"""Which rows of a raw file are title, header, data, totals and notes; put in the words of ``handed_in`` in ``dataset.yml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from kg.draft.raw import Raw
from kg.draft.words import FIGURE, NOTE, NUMBERING, PLACE_NAME, TOTAL, YEAR, is_mark
from kg.errors import InputError

_HEADER_LIMIT, _PREAMBLE_LIMIT = 10, 50


@dataclass
class Layout:
    """Rows above the header, of the header, and how its cells are joined. `titles` are the words that stand above."""

    preamble_rows: int = 0
    header_rows: int = 1
    fill_right: bool = False
    numbered_columns: bool = False
    ragged: bool = False
    titles: list[str] = field(default_factory=list)

    def as_config(self) -> dict[str, Any]:
        """The keys of ``dataset.yml``, those that say the usual left out."""
        numbers = {"preamble_rows": self.preamble_rows} if self.preamble_rows else {}
        numbers |= {"header_rows": self.header_rows} if self.header_rows > 1 else {}
        flags = {name: True for name in ("fill_right", "numbered_columns", "ragged") if getattr(self, name)}
        return {**numbers, **flags}


def find_layout(raw: Raw, display: str) -> Layout:
    """The layout of a grid. Raises InputError if no row holds a figure under a header."""
    if raw.kind == "json":
        return Layout()
    grid = [[cell.strip() for cell in row] for row in raw.grid]
    first_data = next((index for index in range(1, len(grid)) if _is_data(grid, index)), None)
    if first_data is None:
        what = "tidak ada baris dengan angka di bawah sebuah kepala tabel / no row holds a figure under a header"
        raise InputError(f"{what}: `ham new` membuat draf tabel angka / makes drafts of tables of figures", file=display)
    while first_data > 1 and (not any(grid[first_data - 1]) or is_numbering(grid[first_data - 1])):
        first_data -= 1  # empty rows, and numbers of columns, under the header are rows without figures
    start = _first_header_row(grid, first_data)
    layout = Layout(start, first_data - start, titles=[cell for row in grid[:start] for cell in row if cell])
    header = grid[start:first_data]
    width = max(map(len, header))
    layout.ragged = raw.kind == "csv" and any(row and any(row) and len(row) < width for row in grid[first_data:])
    layout.ragged |= raw.kind == "csv" and len({len(row) for row in header}) > 1
    layout.fill_right = layout.header_rows > 1 and any(not all(row + [""] * (width - len(row))) for row in header[:-1])
    names = joined(header, fill_right=layout.fill_right)
    layout.numbered_columns = not all(names) or len(set(names)) < len(names)
    return layout


def joined(header: list[list[str]], *, fill_right: bool) -> list[str]:
    """Column names of header rows, as `kg.mapping.tables.SourceTable` joins them."""
    width = max(map(len, header))
    rows = [row + [""] * (width - len(row)) for row in header]
    if fill_right:
        for row in rows[:-1]:
            for index in range(1, width):
                row[index] = row[index] or row[index - 1]
    return [" ".join(filter(None, column)) for column in zip(*rows, strict=True)]


def _is_data(grid: list[list[str]], index: int) -> bool:
    """Whether a row below the first holds figures. Years alone may be a header (``2019 | 2020``), and so are numbers of columns."""
    row = grid[index]
    figures = [cell for cell in row if FIGURE.fullmatch(cell)]
    if not figures or is_numbering(row):
        return False
    filled = [cell for cell in row if cell]
    years = [cell for cell in figures if YEAR.fullmatch(cell)]
    if len(years) < len(figures):
        return True
    if len(years) == 1 and _is_named(grid[index - 1]) and len(filled) > 1:
        return True
    below = next((below for below in grid[index + 1 :] if any(FIGURE.fullmatch(cell) for cell in below)), [])
    marks = any(is_mark(cell) for cell in filled)
    looks_like_header = row[0] == "" or len(set(years)) > 1 or not any(FIGURE.fullmatch(cell) for cell in grid[index - 1])
    more_below = sum(bool(FIGURE.fullmatch(cell)) for cell in below)
    return marks or not (looks_like_header and more_below >= len(figures) and _differs(row, below))


def _is_named(row: list[str]) -> bool:
    """Whether a row names all its columns, each by words of its own."""
    return len(row) > 1 and all(row) and len(set(row)) == len(row) and not any(FIGURE.fullmatch(cell) for cell in row)


def _differs(row: list[str], below: list[str]) -> bool:
    """Whether the columns of years in a row hold other things below: then the years are names of columns."""
    return all(not YEAR.fullmatch(below[index]) for index, cell in enumerate(row) if YEAR.fullmatch(cell) and index < len(below))


def is_numbering(row: list[str]) -> bool:
    """Whether a row numbers its columns, as statistical tables do.

    >>> is_numbering(["(1)", "(2)", "(3)"]), is_numbering(["1", "2", "4"])
    (True, False)
    """
    filled = [cell for cell in row if cell]
    if len(filled) < 2 or not all(NUMBERING.fullmatch(cell) for cell in filled):
        return False
    return [int(cell.strip("()")) for cell in filled] == list(range(1, len(filled) + 1)) and (filled[0].startswith("(") or len(filled) > 3)


def _first_header_row(grid: list[list[str]], first_data: int) -> int:
    """The row where the header starts: up from the data until every column has a name of its own, and on while rows have several cells."""
    width = max(len(row) for row in grid[first_data:])
    rows_above = [index for index in range(first_data - 1, -1, -1) if any(grid[index]) and not is_numbering(grid[index])]
    start = rows_above[0]
    for index in rows_above:
        if first_data - index > _HEADER_LIMIT:
            break
        names = joined(grid[start:first_data], fill_right=start < first_data - 1)[:width]
        is_named = len(names) >= width and all(names) and len(set(names)) == len(names)
        cells = [cell for cell in grid[index] if cell]
        is_title = len(cells) == 1 and width > 1
        if index < start and is_named and (is_title or _is_prose(cells)):
            break
        start = index
    while start < first_data - 1 and _is_only_title(grid, start, first_data, width):
        start += 1
    return min(start, _PREAMBLE_LIMIT)


def _is_prose(cells: list[str]) -> bool:
    return any(len(cell) > 120 for cell in cells)


def _is_only_title(grid: list[list[str]], start: int, first_data: int, width: int) -> bool:
    """Whether the header is named as well without its topmost row, which holds one cell only or nothing."""
    cells = [cell for cell in grid[start] if cell]
    if len(cells) > 1:
        return False
    rest = joined(grid[start + 1 : first_data], fill_right=start + 1 < first_data - 1)
    return len(rest) >= width and all(rest[:width]) and len(set(rest)) == len(rest)


# --- rows that are no data ----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Aside:
    """A row set aside: its number, the column and the words by which it is known, and one of `kg.mapping.set_aside.REASONS`."""

    number: int
    column: str
    words: str
    reason: str


def rows_aside(header: list[str], rows: list[tuple[int, list[str]]]) -> list[Aside]:
    """Rows below the header that are no data: numbers of columns, the header again, notes, headings of groups, totals."""
    found = []
    for number, row in rows:
        cells = [cell.strip() for cell in row]
        words = next(((name, cell) for name, cell in zip(header, cells, strict=True) if cell and not _is_value(cell)), None)
        if is_numbering(cells):
            found.append(Aside(number, header[0], cells[0], "catatan"))
        elif words and (reason := _reason(header, cells, words[1])):
            found.append(Aside(number, *words, reason))
    return found


def _is_value(cell: str) -> bool:
    return FIGURE.fullmatch(cell) is not None or is_mark(cell)


def _reason(header: list[str], cells: list[str], words: str) -> str | None:
    """Why a row is no data; `words` is its first cell that is neither a number nor a mark."""
    filled = [cell for cell in cells if cell]
    figures = [cell for cell in filled if _is_value(cell) and not YEAR.fullmatch(cell)]
    if len(filled) > 1 and sum(a == b for a, b in zip(cells, header, strict=True) if a) >= max(2, len(filled) - 1):
        return "ulangan"
    if len(header) > 1 and not figures and (len(filled) == 1 or NOTE.fullmatch(words)):
        return "catatan"
    column = cells.index(words)
    names_units = column == 0 or PLACE_NAME.fullmatch(header[column])  # elsewhere "total" is a class like the others
    return "jumlah" if TOTAL.fullmatch(words) and figures and names_units else None


def as_rules(aside: list[Aside]) -> list[dict[str, str]]:
    """`set_aside` rules that find these rows again: a pattern for each column and reason, of whole cells (long ones by their start)."""
    rules: dict[tuple[str, str], list[str]] = {}
    for one in aside:
        pattern = _pattern(one.words)
        if pattern not in rules.setdefault((one.column, one.reason), []):
            rules[one.column, one.reason].append(pattern)
    return [{"column": column, "matches": "|".join(patterns), "reason": reason} for (column, reason), patterns in rules.items()]


def _pattern(words: str) -> str:
    if NOTE.fullmatch(words):
        return rf"{re.match(r'[A-Za-z]+', words)[0]}\b.*"  # type: ignore[index]
    pattern = re.escape(words[:50]) + (".*" if len(words) > 50 else "")
    return pattern.replace(r"\ ", " ").replace(r"\-", "-")
