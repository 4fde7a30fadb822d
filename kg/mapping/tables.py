"""Source tables, row by row with constant memory: every cell as text, every row with its number and the SHA-256 of its bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from kg.errors import InputError
from kg.mapping.config import HandedInConfig, SourceConfig
from kg.mapping.records import read_records


class TableRow(NamedTuple):
    """One data row: RFC 7111 row number (header rows count), cells, SHA-256 of the row's bytes without its line end."""

    number: int
    cells: list[str]
    sha256: str


class SourceTable:
    """A source file opened for one pass. `header` holds the column names; iterate for the rows."""

    def __init__(
        self,
        path: Path,
        config: SourceConfig,
        *,
        max_bytes: int = 2**28,
        display: str | None = None,
        part: tuple[int, int, int] | None = None,
    ) -> None:
        """Open a table; of a CSV table perhaps only a `part`: bytes from, to, and the number of the first row there."""
        self.path, self.config = path, config
        self.display = display or config.file
        self._is_handed_in = isinstance(config, HandedInConfig)
        self._check_size(max_bytes)
        self._rows = self._read(max_bytes)
        self.header = self._read_header()
        if part:
            self._rows = self._read_csv(part)

    def __iter__(self) -> Iterator[TableRow]:
        width, found = len(self.header), False
        for row in self._rows:
            cells = row.cells
            if not any(cell.strip() for cell in cells) and not self._is_handed_in:
                raise InputError("is an empty row", file=self.display, row=row.number)
            if len(cells) != width:
                cells = self._as_wide_as_the_header(cells, width, row.number)
            found = True
            yield TableRow(row.number, cells, row.sha256)
        if not found:
            raise InputError("has a header but no data rows", file=self.display)

    def _read(self, max_bytes: int) -> Iterator[TableRow]:
        match self.config.format:
            case "xlsx":
                return self._read_xlsx(max_bytes)
            case "csv":
                return self._read_csv()
        return (
            TableRow(n, cells, _sha256(_canonical_csv(cells).encode())) for n, cells in read_records(self.path, self.config, self.display)
        )

    def _as_wide_as_the_header(self, cells: list[str], width: int, number: int) -> list[str]:
        """Cells of a row that has more (all empty) or, where the source is `ragged` or the row is empty, fewer than the header."""
        is_empty = not any(cell.strip() for cell in cells)
        if len(cells) < width and (self.config.ragged or (is_empty and self._is_handed_in)):
            return cells + [""] * (width - len(cells))
        if len(cells) > width and self._is_handed_in and not any(cell.strip() for cell in cells[width:]):
            return cells[:width]
        problem = f"has {len(cells)} cells, the header has {width} columns: is a delimiter or quote missing?"
        raise InputError(problem, file=self.display, row=number)

    def _check_size(self, max_bytes: int) -> None:
        try:
            size = self.path.stat().st_size
        except FileNotFoundError:
            raise InputError("does not exist", file=self.display) from None
        if size == 0:
            raise InputError("is empty", file=self.display)
        if size > max_bytes:
            raise InputError(f"is {size:,} bytes long, the limit is {max_bytes:,} (HAM_MAX_SOURCE_BYTES)", file=self.display)

    def _read_header(self) -> list[str]:
        for index in range(self.config.preamble_rows):
            self._next_header_row(index)
        rows = [self._next_header_row(n) for n in range(self.config.header_rows)]
        if self.config.fill_right or self.config.ragged:
            rows = _same_width(rows)
        if self.config.fill_right:
            rows = [*map(_filled_right, rows[:-1]), rows[-1]]
        names = [" ".join(filter(None, (cell.strip() for cell in column))) for column in zip(*rows, strict=True)]
        if self.config.numbered_columns:
            names = _numbered(names)
        for position, name in enumerate(names, 1):
            if not name:
                raise InputError(
                    f"column {position} of the header has no name: are header cells merged? Write one name a column, "
                    "or set header_rows in dataset.yml",
                    file=self.display, row=self.config.header_rows,
                )  # fmt: skip
            if name in names[: position - 1]:
                raise InputError("this column name stands twice in the header", file=self.display, row=1, column=name)
        return names

    def _next_header_row(self, index: int) -> list[str]:
        row = next(self._rows, None)
        if row is None:
            raise InputError(f"has {index} rows, dataset.yml says that {self.config.header_rows} are the header", file=self.display)
        return row.cells

    # --- CSV ----------------------------------------------------------------------------------------------------------
    def _read_csv(self, part: tuple[int, int, int] | None = None) -> Iterator[TableRow]:
        config = self.config
        taken: list[str] = []
        row_number = part[2] - 1 if part else 0
        with _opened(self.path, config.encoding, part) as file:
            reader = csv.reader(_kept(file, taken), delimiter=config.delimiter, strict=True)
            try:
                for cells in reader:
                    row_number += 1
                    raw = "".join(taken)
                    taken.clear()
                    if row_number == 1 and raw.startswith("\ufeff"):
                        raise InputError(
                            "the file starts with a byte-order mark: save it without, or write `encoding: utf-8-sig` in dataset.yml",
                            file=self.display, row=1,
                        )  # fmt: skip
                    if "\x00" in raw:
                        raise InputError("holds a NUL character: is this a text file?", file=self.display, row=row_number)
                    for cell in cells:
                        if cell[:1] == "=":
                            raise self._formula(row_number, cells, cell)
                    yield TableRow(row_number, cells, _sha256(raw.rstrip("\r\n").encode(config.encoding.removesuffix("-sig"))))
            except UnicodeDecodeError as error:
                raise InputError(
                    f"is not {config.encoding}: byte 0x{error.object[error.start]:02x} after row {row_number} cannot be read",
                    file=self.display, row=row_number + 1,
                ) from None  # fmt: skip
            except csv.Error as error:
                raise InputError(f"is not well-formed CSV ({error}): is a quote missing?", file=self.display, row=row_number + 1) from None

    def _formula(self, row: int, cells: list[str], cell: str) -> InputError:
        header = getattr(self, "header", [])
        column = header[cells.index(cell)] if cells.index(cell) < len(header) else None
        return InputError("is a formula; save the table with values", file=self.display, row=row, column=column, value=cell)

    # --- XLSX ---------------------------------------------------------------------------------------------------------
    def _read_xlsx(self, max_bytes: int) -> Iterator[TableRow]:
        import openpyxl  # heavy, and only a few sources need it
        from openpyxl.cell import Cell

        self._check_archive(max_bytes)
        keeps_formulas = isinstance(self.config, HandedInConfig) and self.config.keeps_formulas
        try:
            workbook = openpyxl.load_workbook(self.path, data_only=False)
            sheet = workbook[self.config.sheet] if self.config.sheet else workbook.worksheets[0]
        except (zipfile.BadZipFile, OSError, ValueError, KeyError) as error:
            raise InputError(f"cannot be read as XLSX ({error})", file=self.display) from None
        for number, cells in enumerate(sheet.iter_rows(), 1):
            row = []
            for cell in cells:
                if isinstance(cell, Cell) and cell.data_type == "f" and not keeps_formulas:
                    raise InputError(
                        "is a formula; save the table with values",
                        file=self.display, row=number, column=cell.column_letter, value=str(cell.value),
                    )  # fmt: skip
                row.append(cell_text(cell.value))
            if any(row) or self._is_handed_in:
                yield TableRow(number, row, _sha256(_canonical_csv(row).encode()))

    def _check_archive(self, max_bytes: int) -> None:
        try:
            with zipfile.ZipFile(self.path) as archive:
                unpacked = sum(entry.file_size for entry in archive.infolist())
        except zipfile.BadZipFile:
            raise InputError("cannot be read as XLSX (it is no ZIP archive): is the file truncated?", file=self.display) from None
        if unpacked > max_bytes:
            raise InputError(f"unpacks to {unpacked:,} bytes, the limit is {max_bytes:,} (HAM_MAX_SOURCE_BYTES)", file=self.display)


def _same_width(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def _filled_right(cells: list[str]) -> list[str]:
    """A header row whose empty cells take the text to their left, as merged cells want.

    >>> _filled_right(["", "APK", "", "APM", ""])
    ['', 'APK', 'APK', 'APM', 'APM']
    """
    filled: list[str] = []
    for cell in cells:
        filled.append(cell.strip() or (filled[-1] if filled else ""))
    return filled


def _numbered(names: list[str]) -> list[str]:
    """Names that stand twice with their number, empty ones with their place.

    >>> _numbered(["", "Lainnya", "Lainnya"])
    ['kolom 1', 'Lainnya', 'Lainnya (2)']
    """
    named = [name or f"kolom {position}" for position, name in enumerate(names, 1)]
    return [f"{name} ({count})" if (count := named[: position + 1].count(name)) > 1 else name for position, name in enumerate(named)]


def _opened(path: Path, encoding: str, part: tuple[int, int, int] | None) -> TextIO:
    """A CSV file as text, or the bytes of a part of it."""
    if part is None:
        return path.open(encoding=encoding, newline="", errors="strict")
    with path.open("rb") as file:
        file.seek(part[0])
        return io.TextIOWrapper(io.BytesIO(file.read(part[1] - part[0])), encoding.removesuffix("-sig"), "strict", "")


def _kept(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """The lines as they are, each also kept until the row they make up is complete."""
    for line in lines:
        taken.append(line)
        yield line


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def cell_text(value: object) -> str:
    """A cell of a workbook as text; whole numbers without decimals, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value.isoformat() if hasattr(value, "isoformat") else value)


def _canonical_csv(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()
