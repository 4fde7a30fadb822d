"""From a raw file to the rows that a cube maps: rows that are no data set aside, and columns of the agency turned into our own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.disclosure.personal import findings_in_file_name, refuse, refuse_persons
from kg.errors import InputError
from kg.mapping.config import HandedInConfig
from kg.mapping.set_aside import SetAside
from kg.mapping.tables import SourceTable, TableRow
from kg.mapping.tally import TableTally


class RawRow(Mapping[str, str]):
    """A row of a raw file: its stripped cells by column. `file` tells tables of one dataset apart."""

    def __init__(self, file: str, header: list[str], row: TableRow) -> None:
        self.file, self.number = file, row.number
        self._cells = dict(zip(header, (cell.strip() for cell in row.cells), strict=True))

    def __getitem__(self, column: str) -> str:
        try:
            return self._cells[column]
        except KeyError:
            raise InputError(f"is missing; the file has the columns {', '.join(self._cells)}", row=1, column=column) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def has(self, column: str) -> bool:
        """Whether the file has this column (tables of some years lack some)."""
        return column in self._cells

    def fail(self, column: str, problem: str) -> InputError:
        """The error to raise for a cell that the intake does not know: names file, row, column and value."""
        return InputError(problem, row=self.number, column=column, value=self[column])


Tidy = Mapping[str, str]
"""A row in the columns of our own table; columns that it lacks are empty."""
Intake = Callable[[RawRow], SetAside | Tidy | Iterable[Tidy]]


@dataclass(slots=True)
class RawTable:
    """A raw file as a table of its rows that are data. Those that are none are told to `tally` and passed over."""

    table: SourceTable
    tally: TableTally

    @property
    def header(self) -> list[str]:
        return self.table.header

    def __iter__(self) -> Iterator[TableRow]:
        config = self.table.config
        rules = config.set_aside if isinstance(config, HandedInConfig) else ()
        for rule in rules:
            if rule.column and rule.column not in self.header:
                problem = f"is missing although `set_aside` names it; the file has the columns {', '.join(self.header)}"
                raise InputError(problem, file=self.table.display, row=1, column=rule.column)
        refuse(findings_in_file_name(self.table.config.file), self.table.display)
        refuse_persons(1, self.header, self.table.display)
        for row in self.table:
            refuse_persons(row.number, row.cells, self.table.display)
            if not any(cell.strip() for cell in row.cells):
                self.tally.set_aside("kosong")
                continue
            reason = next((rule.reason for rule in rules if rule.applies(self.header, row.cells)), None)
            if reason:
                self.tally.set_aside(reason)
            else:
                yield row


def tidy_rows(raw: RawTable, intake: Intake, columns: list[str]) -> Iterator[tuple[RawRow, list[TableRow]]]:
    """(raw row, its rows in our own `columns`, each with the raw row's number and hash). Rows set aside are told to the tally."""
    display, file = raw.table.display, raw.table.config.file
    for row in raw:
        raw_row = RawRow(file, raw.header, row)
        try:
            answer = intake(raw_row)
        except InputError as error:
            raise error.located(file=display, row=row.number) from None
        if isinstance(answer, SetAside):
            raw.tally.set_aside(answer.reason)
            continue
        tidy = [answer] if isinstance(answer, Mapping) else list(answer)
        yield raw_row, [TableRow(row.number, _in_order(one, columns, display, row.number), row.sha256) for one in tidy]


def _in_order(tidy: Tidy, columns: list[str], display: str, number: int) -> list[str]:
    for column in tidy:
        if column not in columns:
            raise InputError("is a column that the intake gives and the mapping does not know", file=display, row=number, column=column)
    return [tidy.get(column, "") for column in columns]
