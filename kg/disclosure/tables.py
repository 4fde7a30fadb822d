"""A raw table of counts of persons in memory: checked against its rule, its rows keyed, nothing of it ever told or hashed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.disclosure.personal import findings_in_header, findings_in_row, is_one_row_per_person, refuse, row_per_person
from kg.disclosure.rules import TableRule
from kg.errors import InputError

Key = tuple[str, ...]
_COUNT = re.compile(r"(\d{1,9})(?:\.0+)?")
_NUMBER = re.compile(r"[0-9][0-9.-]{0,11}")


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the columns of a table may hold: sets of cells by column, and whether a cell is the name of a region."""

    cells: Mapping[str, frozenset[str]]
    is_place: Callable[[str], bool] = lambda name: False


@dataclass(slots=True)
class CountTable:
    """A table's rows: the cells of its columns that are no counts, and its counts (None: an absent figure, whose mark is in ``marks``).

    ``numbers`` are the row numbers in the raw file (its header is row 1), which the protected table keeps.
    """

    name: str
    rule: TableRule
    rows: list[dict[str, str]] = field(default_factory=list)
    counts: list[dict[str, int | None]] = field(default_factory=list)
    marks: list[dict[str, str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    last_number: int = 1
    aside: dict[int, str] = field(default_factory=dict)
    """Rows that are no data, such as footnotes: their reason, by number."""

    def key(self, row: int) -> Key:
        return tuple(self.rows[row][column] for column in self.rule.dimensions)

    def doubled(self) -> set[int]:
        """Rows whose key stands twice: it cannot be told which of them is what it says."""
        seen = Counter(self.key(row) for row in range(len(self.rows)))
        return {row for row in range(len(self.rows)) if seen[self.key(row)] > 1}

    def groups(self, by: Sequence[str]) -> dict[Key, list[int]]:
        """Rows by their values in some dimensions, in the order of the table."""
        found: dict[Key, list[int]] = {}
        for row, cells in enumerate(self.rows):
            found.setdefault(tuple(cells[column] for column in by), []).append(row)
        return found


def read_table(
    name: str, rule: TableRule, header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], allowed: Allowed
) -> CountTable:
    """A checked table from (row number, cells). Raises InputError that names row and column, and never what stands there."""
    refuse(findings_in_header(header), name)
    places = _positions(name, rule, header)
    table = CountTable(name, rule)
    for number, cells in rows:
        table.last_number = number
        stripped = [cell.strip() for cell in cells]
        if not any(stripped):
            continue
        refuse(findings_in_row(number, stripped), name)
        _add(table, {column: stripped[place] for column, place in places.items()}, number, allowed)
    if is_one_row_per_person([[count or 0 for count in counts.values()] for counts in table.counts]):
        refuse([row_per_person()], name)
    return table


def _positions(name: str, rule: TableRule, header: Sequence[str]) -> dict[str, int]:
    stripped = [column.strip() for column in header]
    wanted = (*rule.columns, *rule.counts, *rule.rates)
    for column in wanted:
        if column not in stripped:
            raise InputError("is missing although the rules of disclosure name it", file=name, row=1, column=column)
    for position, column in enumerate(stripped, 1):
        if column not in wanted and column not in rule.dropped:
            raise InputError(f"column {position} is not among the allowed columns of this dataset (its name is not told)", file=name, row=1)
    return {column: stripped.index(column) for column in wanted}


def _add(table: CountTable, cells: Mapping[str, str], number: int, allowed: Allowed) -> None:
    rule = table.rule
    for column in rule.columns:
        if not _is_allowed(column, cells[column], rule, allowed):
            raise InputError("holds a value that is not among those allowed (it is not told)", file=table.name, row=number, column=column)
    counts: dict[str, int | None] = {}
    marks: dict[str, str] = {}
    for column in rule.counts:
        match = _COUNT.fullmatch(cells[column])
        if match is None and cells[column] not in ("", "-", "...", "–"):
            raise InputError("is neither a count nor a mark for an absent one (it is not told)", file=table.name, row=number, column=column)
        counts[column] = int(match[1]) if match else None
        if match is None:
            marks[column] = cells[column]
    table.numbers.append(number)
    table.rows.append({column: cells[column] for column in (*rule.columns, *rule.rates)})
    table.counts.append(counts)
    table.marks.append(marks)


def _is_allowed(column: str, cell: str, rule: TableRule, allowed: Allowed) -> bool:
    return (
        cell in allowed.cells.get(column, ())
        or (column in rule.places and allowed.is_place(cell))
        or (column in rule.numbers and (_NUMBER.fullmatch(cell) is not None or cell == ""))
    )


def total_rows(table: CountTable) -> Iterator[tuple[dict[str, str], dict[str, list[int]]]]:
    """(cells of a row of totals, rows that each of its counts adds up). Sums with an absent part, or over rows withdrawn, are left out."""
    doubled = table.doubled()
    for total in table.rule.totals:
        for key, rows in table.groups(total.by).items():
            if doubled.intersection(rows) and not total.with_withdrawn:
                continue
            cells = dict.fromkeys((*table.rule.columns, *table.rule.rates), "")
            cells |= total.cells | dict(zip(total.by, key, strict=True))
            parts = {c: rows for c in table.rule.counts if all(table.counts[row][c] is not None for row in rows)}
            if parts:
                yield cells, parts
