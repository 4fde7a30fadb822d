"""From raw tables of one group to protected tables: small cells and their complements replaced by one mark, totals added as rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.disclosure.choose import NotProtectable, Pattern, choose
from kg.disclosure.history import add_history
from kg.disclosure.problem import Problem, Protection, blocks
from kg.disclosure.rules import MARK, WITHDRAWN, aside_mark
from kg.disclosure.system import System, build_system
from kg.disclosure.tables import CountTable
from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """A table as it may leave: its columns, its rows by row number, its totals, and how many of their cells are counts and withheld."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    totals: tuple[tuple[str, ...], ...]
    last_number: int
    aside: tuple[tuple[int, str], ...]
    cells: int
    suppressed: int
    withdrawn: int
    primary: int
    """Cells below the threshold. For the account of whoever protects; never published, since it would help to tell them from the rest."""

    def as_texts(self) -> tuple[str, str]:
        """The table and its totals as CSV. In the table every row has the number that it has in the raw file: empty rows stay empty."""
        empty = ("",) * len(self.header)
        numbered = {**{number: (aside_mark(reason), *empty[1:]) for number, reason in self.aside}, **dict(self.rows)}
        rows = [numbered.get(number, empty) for number in range(2, self.last_number + 1)]
        return _csv([self.header, *rows]), _csv([self.header, *self.totals])


def _csv(rows: Sequence[Sequence[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def protect(tables: Sequence[CountTable], threshold: int, before: Sequence[CountTable] = ()) -> list[ProtectedTable]:
    """Protect the tables of one group together, knowing what the last release told (`before`).

    Where no choice of cells protects a cell, all details of its block are withheld, then its totals too. Raises InputError if even that
    does not hide it: because of what was published before, or of what other blocks of a group with next to nobody in it still tell.
    """
    system = build_system(tables)
    add_history(system, before)
    pattern = _choose_or_coarsen(system, Protection(threshold))
    return [_written(system, place, pattern) for place in range(len(tables))]


def masked(tables: Sequence[CountTable], published: Sequence[CountTable]) -> list[ProtectedTable] | None:
    """The tables with those cells withheld that are withheld in tables published before (in the same order); None if rows differ."""
    system = build_system(tables)
    withheld = set()
    for table in published:
        for row, counts in enumerate(table.counts):
            for column, count in counts.items():
                if count is not None and count < 0:
                    cell = system.names.get((table.name, table.key(row), column))
                    if cell is None:
                        return None
                    withheld.add(cell)
    pattern = Pattern(frozenset(withheld), frozenset(), {})
    return [_written(system, place, pattern) for place in range(len(tables))]


def _choose_or_coarsen(system: System, protection: Protection) -> Pattern:
    """The pattern; a block that cannot be protected cell by cell loses its details, then its totals."""
    problem = system.problem
    details = {cell for cell in system.cells.values() if cell not in problem.hidden}
    totals = {cell for rows in system.totals for _, made in rows for cell in made.values()}
    group = {cell: number for number, cells in enumerate(blocks(problem)) for cell in cells}
    steps: dict[int, int] = {}
    while True:
        try:
            return choose(problem, protection)
        except NotProtectable as error:
            block = group[error.cell]
            step = steps[block] = steps.get(block, 0) + 1
            if step > 2:
                raise _refusal(system, error.cell) from None
            withheld = details if step == 1 else totals
            problem.kept |= {cell for cell in withheld if group[cell] == block and not _is_known(problem, cell)}


def _is_known(problem: Problem, cell: int) -> bool:
    return cell in problem.known and cell not in problem.kept


def _refusal(system: System, cell: int) -> InputError:
    place = next((key for key, number in system.cells.items() if number == cell), None)
    name = system.tables[place[0]].name if place else system.tables[0].name
    return InputError(
        "a count of persons below the threshold would be given back by what else is or was published; the dataset is withheld",
        file=name, row=system.tables[place[0]].numbers[place[1]] if place else None, column=place[2] if place else None,
    )  # fmt: skip


def _written(system: System, place: int, pattern: Pattern) -> ProtectedTable:
    table = system.tables[place]
    header = (*table.rule.columns, *table.rule.counts, *table.rule.rates)
    doubled = table.doubled()
    rows: list[tuple[int, tuple[str, ...]]] = []
    for row, number in enumerate(table.numbers):
        cells = {c: system.cells.get((place, row, c)) for c in table.rule.counts}
        shown = {c: WITHDRAWN if row in doubled else table.marks[row].get(c) or _shown(cell, system, pattern) for c, cell in cells.items()}
        rows.append((number, _in_order(table, header, table.rows[row], shown)))
    own = [cell for (at, row, _), cell in system.cells.items() if at == place and row not in doubled]
    totals = []
    for cells_of_total, made in system.totals[place]:
        totals.append(_in_order(table, header, cells_of_total, {c: _shown(made.get(c), system, pattern) for c in table.rule.counts}))
        own += made.values()
    return ProtectedTable(
        table.name, header, tuple(rows), tuple(totals), table.last_number, tuple(table.aside.items()), len(own),
        len(pattern.suppressed.intersection(own)), len(doubled), len(pattern.primary.intersection(own)),
    )  # fmt: skip


def _shown(cell: int | None, system: System, pattern: Pattern) -> str:
    if cell is None:
        return ""
    return MARK if cell in pattern.suppressed else str(system.problem.values[cell])


def _in_order(table: CountTable, header: Sequence[str], cells: Mapping[str, str], counts: Mapping[str, str]) -> tuple[str, ...]:
    """A row's cells; a rate goes with its count, since one gives the other back."""
    withheld = {rate: counts[count] for rate, count in table.rule.rates.items() if counts[count] in (MARK, WITHDRAWN)}
    return tuple({**cells, **counts, **withheld}[column] for column in header)
