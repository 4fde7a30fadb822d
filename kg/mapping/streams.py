"""Running a cube over its tables, a row at a time: our own table, or the raw files that were handed in instead of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from kg.errors import InputError
from kg.mapping.compiler import RowFunction, TableFacts, compile_cube, used_columns
from kg.mapping.config import HandedInConfig
from kg.mapping.context import MappingContext
from kg.mapping.dataset import Dataset
from kg.mapping.figures import NO_NUMBER
from kg.mapping.given import Given
from kg.mapping.intake import RawRow, RawTable, tidy_rows
from kg.mapping.spec import Cube
from kg.mapping.tables import SourceTable, TableRow
from kg.mapping.tally import Held, TableTally

Emit = Callable[[str], None]
Progress = Callable[[int], None]

_WRONG_FORMAT_SHARE = 0.2
_FEW = 3


@dataclass(frozen=True, slots=True)
class Run:
    """Where blocks of statements go, where tables are counted, who is told of the rows read, and how long a file may be."""

    emit: Emit
    tallies: list[TableTally]
    progress: Progress | None = None
    max_bytes: int = 2**28


def map_cube(
    dataset: Dataset, cube: Cube, tables: Mapping[str, SourceTable], context: MappingContext, run: Run, *, is_part: bool = False
) -> tuple[int, int]:
    """(rows read, observations made); a tally for each table is added to those of the run. What shares are judged by is the whole table."""
    files = [source.file for source in dataset.handed_in] or [cube.table]
    if not dataset.handed_in and cube.table not in tables:
        raise InputError("is the table of a cube and cannot be optional", file=f"{dataset.name}/{cube.table}")
    given = Given(run.emit, f"<{context.ns.observation_prefix(dataset.name)}") if dataset.handed_in and dataset.config.keep_own else None
    of_files = replace(run, emit=given.note) if given else run
    rows = made = 0
    for file in files:
        tally = TableTally(tables[file].display)
        of_table = _Mapper(dataset, cube, context, of_files, tally).over(tables[file])
        if not is_part:
            numbers_must_be_readable(tally)
        run.tallies.append(tally)
        rows, made = rows + of_table[0], made + of_table[1]
    if given:
        row_function = compile_cube(
            cube, tables[cube.table].header, context, TableFacts(cube.table), TableTally(tables[cube.table].display)
        )
        made += given.rest_of(tables[cube.table], row_function)
    return rows, made


@dataclass(frozen=True, slots=True)
class _Mapper:
    dataset: Dataset
    cube: Cube
    context: MappingContext
    run: Run
    tally: TableTally

    def over(self, table: SourceTable) -> tuple[int, int]:
        config, intake = table.config, self.dataset.intake
        if not isinstance(config, HandedInConfig):
            return self._stream(table, self._compiled(table.header, TableFacts(config.file)))
        raw, facts = RawTable(table, self.tally), TableFacts(config.file, intake is None, config.publish)
        if intake is None:
            return self._stream(raw, self._compiled(table.header, facts))
        columns = sorted(used_columns(self.cube) | set(self.cube.ignore))
        return _stream_tidy(tidy_rows(raw, intake, columns), self._compiled(columns, facts), self.run.emit, self.tally)

    def _compiled(self, header: list[str], facts: TableFacts) -> RowFunction:
        return compile_cube(self.cube, header, self.context, facts, self.tally)

    def _stream(self, table: SourceTable | RawTable, row_function: RowFunction) -> tuple[int, int]:
        return stream_cube(table, row_function, self.run.emit, self.run.progress, self.tally)


def stream_cube(
    rows_of: SourceTable | RawTable,
    row_function: RowFunction,
    emit: Emit,
    progress: Progress | None = None,
    tally: TableTally | None = None,
) -> tuple[int, int]:
    """Run a row function over a table: (rows mapped, observations made). The place of every error is completed."""
    rows = observations = number = 0
    table = rows_of.table if isinstance(rows_of, RawTable) else rows_of
    try:
        for number, cells, sha256 in rows_of:
            made, kinds = row_function(cells, number, sha256, emit)
            observations += made
            rows += 1
            if tally:
                tally.row(kinds)
            if progress and not rows % 1000:
                progress(rows)
    except InputError as error:
        raise error.located(file=table.display, row=number if error.file is None else None) from None
    return rows, observations


def _stream_tidy(
    tidy: Iterable[tuple[RawRow, list[TableRow]]], row_function: RowFunction, emit: Emit, tally: TableTally
) -> tuple[int, int]:
    """The same for raw rows that an intake turned into rows of our own columns: a raw row is counted once."""
    rows = observations = 0
    for raw, group in tidy:
        number, kinds, held_before = raw.number, 0, len(tally.held)
        for _, cells, sha256 in group:
            try:
                made, of_row = row_function(cells, number, sha256, emit)
            except InputError as error:
                raise error.located(file=tally.file, row=number) from None
            observations += made
            kinds |= of_row
        rows += 1
        tally.row(kinds)
        tally.held[held_before:] = [_in_raw_column(held, raw) for held in tally.held[held_before:]]
    return rows, observations


def _in_raw_column(held: Held, raw: RawRow) -> Held:
    """A figure held back, with the column of the raw file where its cell stands, if just one column holds it."""
    columns = [column for column, cell in raw.items() if cell == held.value]
    return replace(held, column=columns[0]) if len(columns) == 1 else held


def numbers_must_be_readable(tally: TableTally) -> None:
    """One cell that is no number is an error of that cell; a fifth of them is one of the mapping. Raises InputError for the first."""
    unreadable = [held for held in tally.held if held.reason == NO_NUMBER]
    if len(unreadable) > _FEW and len(unreadable) > _WRONG_FORMAT_SHARE * sum(tally.kinds.values()):
        raise as_error(unreadable[0], f"; so are {len(unreadable) - 1} more cells: is the number format of the mapping wrong?")


def as_error(held: Held, more: str = "") -> InputError:
    """A figure held back as the error that stops a dataset."""
    return InputError(held.problem + more, file=held.file, row=held.row, column=held.column, value=held.value)
