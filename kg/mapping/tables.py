"""Source tables, row by row with constant memory: every cell as text, every row with its number and the SHA-256 of its bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError
from kg.mapping.config import SourceConfig


class TableRow(NamedTuple):
    """One data row: RFC 7111 row number (header rows count), cells, SHA-256 of the row's bytes without its line end."""

    number: int
    cells: list[str]
    sha256: str


class SourceTable:
    """A source file opened for one pass. `header` holds the column names; iterate for the rows."""

    def __init__(self, path: Path, config: SourceConfig, *, max_bytes: int = 2**28, display: str | None = None) -> None:
        self.path, self.config = path, config
        self.display = display or config.file
        self._check_size(max_bytes)
        self._rows = self._read_xlsx(max_bytes) if config.format == "xlsx" else self._read_csv()
        self.header = self._read_header()

    def __iter__(self) -> Iterator[TableRow]:
        width, found = len(self.header), False
        for row in self._rows:
            if not any(row.cells):
                raise InputError("is an empty row", file=self.display, row=row.number)
            if len(row.cells) != width:
                raise InputError(
                    f"has {len(row.cells)} cells, the header has {width} columns: is a delimiter or quote missing?",
                    file=self.display, row=row.number,
                )  # fmt: skip
            found = True
            yield row
        if not found:
            raise InputError("has a header but no data rows", file=self.display)

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
        rows = [self._next_header_row(n) for n in range(self.config.header_rows)]
        names = [" ".join(filter(None, (cell.strip() for cell in column))) for column in zip(*rows, strict=True)]
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
    def _read_csv(self) -> Iterator[TableRow]:
        config = self.config
        taken: list[str] = []
        row_number = 0
        with self.path.open(encoding=config.encoding, newline="", errors="strict") as file:
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
        try:
            workbook = openpyxl.load_workbook(self.path, data_only=False)
            sheet = workbook[self.config.sheet] if self.config.sheet else workbook.worksheets[0]
        except (zipfile.BadZipFile, OSError, ValueError, KeyError) as error:
            raise InputError(f"cannot be read as XLSX ({error})", file=self.display) from None
        for number, cells in enumerate(sheet.iter_rows(), 1):
            row = []
            for cell in cells:
                if isinstance(cell, Cell) and cell.data_type == "f":
                    raise InputError(
                        "is a formula; save the table with values",
                        file=self.display, row=number, column=cell.column_letter, value=str(cell.value),
                    )  # fmt: skip
                row.append(_cell_text(cell.value))
            if any(row):
                yield TableRow(number, row, _sha256(_canonical_csv(row).encode()))

    def _check_archive(self, max_bytes: int) -> None:
        try:
            with zipfile.ZipFile(self.path) as archive:
                unpacked = sum(entry.file_size for entry in archive.infolist())
        except zipfile.BadZipFile:
            raise InputError("cannot be read as XLSX (it is no ZIP archive): is the file truncated?", file=self.display) from None
        if unpacked > max_bytes:
            raise InputError(f"unpacks to {unpacked:,} bytes, the limit is {max_bytes:,} (HAM_MAX_SOURCE_BYTES)", file=self.display)


def _kept(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    """The lines as they are, each also kept until the row they make up is complete."""
    for line in lines:
        taken.append(line)
        yield line


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value.isoformat() if hasattr(value, "isoformat") else value)


def _canonical_csv(cells: list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()
