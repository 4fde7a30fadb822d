"""How a column writes its numbers: format, whole or not, marks, and cells that can be read in two ways or in none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from kg.draft.words import MISSING, is_mark
from kg.errors import InputError
from kg.mapping.numbers import NumberFormat, NumberKind, normalise_number

_FORMATS: tuple[NumberFormat, ...] = ("plain", "id", "en")
_GROUPED = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+", re.ASCII)
_TWO_GROUPS = re.compile(r"-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+", re.ASCII)
_SHOWN = 6


@dataclass
class Numbers:
    """What the cells of one column tell. `number` is None where they leave open which format it is; `unreadable` are (row, cell)."""

    number: NumberFormat | None
    kind: NumberKind
    marks: dict[str, str | None] = field(default_factory=dict)  # mark → status, None where a person must say
    unreadable: list[tuple[int, str]] = field(default_factory=list)
    ambiguous: list[tuple[int, str]] = field(default_factory=list)
    percent_signs: bool = False
    lowest: Decimal | None = None
    highest: Decimal | None = None


def read_numbers(cells: Iterable[tuple[int, str]]) -> Numbers:
    """The numbers of a column from its (row, stripped cell) pairs; empty cells count for nothing."""
    filled = [(row, cell) for row, cell in cells if cell]
    marks = {cell: ("M" if cell.lower() in MISSING else None) for _, cell in filled if is_mark(cell)}
    numbers = [(row, cell) for row, cell in filled if cell not in marks]
    percent = sum(cell.endswith("%") for _, cell in numbers) > len(numbers) // 2
    bare = [(row, cell.removesuffix("%").rstrip() if percent else cell) for row, cell in numbers]
    number, ambiguous = _format([cell for _, cell in bare])
    unreadable = [(row, cell) for row, cell in bare if not _fits(cell, number)]
    values = [Decimal(normalise_number(cell, number or "either")) for _, cell in bare if _fits(cell, number)]
    kind: NumberKind = "integer" if values and all(value == value.to_integral_value() for value in values) else "decimal"
    if number is None:
        kind = "decimal"
    return Numbers(
        number, kind, marks, [one for one in unreadable if one[1] not in ambiguous], [one for one in bare if one[1] in ambiguous], percent,
        min(values, default=None), max(values, default=None),
    )  # fmt: skip


def shown(cells: list[tuple[int, str]]) -> str:
    """Some cells with their rows, for a question."""
    more = f", … ({len(cells)})" if len(cells) > _SHOWN else ""
    return ", ".join(f"{cell} (baris/row {row})" for row, cell in cells[:_SHOWN]) + more


def is_number(cell: str) -> bool:
    """Whether a cell is a number in some format.

    >>> is_number("1.234,5"), is_number("12 %"), is_number("30. 342"), is_number("3.2.10")
    (True, True, True, False)
    """
    bare = re.sub(r"[ \u00a0%]", "", cell)
    return any(_fits(bare, number) for number in _FORMATS)


def _fits(cell: str, number: NumberFormat | None) -> bool:
    try:
        normalise_number(cell, number or "either")
    except InputError:
        return False
    return True


def _format(cells: list[str]) -> tuple[NumberFormat | None, set[str]]:
    """The one format that the cells prove, or None with the cells that could be read in two ways.

    >>> _format(["1.234,5", "12"]), _format(["8.97", "9,48"]), _format(["6,544", "4.381"])[0], _format(["402", "1.161"])[0]
    (('id', set()), ('either', set()), None, None)
    >>> _format(["1.234.567", "4.381"])[0], _format(["12,5", "4.381"])[0], _format(["8.97", "4.381"])[0]
    ('id', None, 'plain')
    """
    proofs = {proof for cell in cells if (proof := _proof(cell))}
    grouped = {cell for cell in cells if _GROUPED.fullmatch(cell) and not _TWO_GROUPS.fullmatch(cell) and _has_two_readings(cell)}
    if len(proofs) == 1:
        number = proofs.copy().pop()
        shows_groups = any(_TWO_GROUPS.fullmatch(cell) or ("." in cell and "," in cell) for cell in cells)
        is_open = bool(grouped) and not shows_groups and not _are_of_one_size(cells, grouped, number)
        is_open |= number == "plain" and any("," in cell for cell in grouped)
        return (None, grouped) if is_open else (number, set())
    if grouped:
        return None, grouped
    return ("plain", set()) if not proofs else ("en", set()) if proofs == {"en", "plain"} else ("either", set())


def _are_of_one_size(cells: list[str], grouped: set[str], number: NumberFormat) -> bool:
    """Whether cells with two readings, read in the format that others prove, are not thousands of times as large or small as those.

    Else one table may mix two formats: ``12,5`` beside ``4.381``.
    """
    values = {cell: abs(Decimal(normalise_number(cell, number))) for cell in cells if _fits(cell, number)}
    sure = [value for cell, value in values.items() if cell not in grouped and value]
    unsure = [values[cell] for cell in grouped if values.get(cell)]
    if not sure or not unsure:
        return True
    few_proofs = number == "plain" and len(grouped) > sum(_proof(cell) is not None for cell in cells)
    return not few_proofs and min(unsure) <= 100 * max(sure) and max(unsure) * 100 >= min(sure)


def _has_two_readings(cell: str) -> bool:
    readings = set()
    for number in _FORMATS:
        if _fits(cell, number):
            readings.add(normalise_number(cell, number))
    return len(readings) > 1


def _proof(cell: str) -> NumberFormat | None:
    """The format that this cell alone proves: two marks, a mark that stands twice, or a mark not before three digits."""
    if "." in cell and "," in cell:
        return "id" if cell.rindex(",") > cell.rindex(".") else "en"
    if found := _TWO_GROUPS.fullmatch(cell):
        return "id" if found[1] == "." else "en"
    if re.fullmatch(r"-?\d+,\d+", cell, re.ASCII) and not _GROUPED.fullmatch(cell):
        return "id"
    if re.fullmatch(r"-?\d+\.\d+", cell, re.ASCII) and not _GROUPED.fullmatch(cell):
        return "plain"
    return None


def settle(columns: dict[str, Numbers], cells: dict[str, list[tuple[int, str]]]) -> None:
    """Columns that leave their format open take the one that every other column of the table proves, if it makes whole groups of them.

    ``4.381`` beside ``170.210,9`` of another column is thousands; beside ``8.97`` it stays open: a table may round its figures.
    """
    proven = {one.number for one in columns.values() if one.number not in (None, "plain", "either")}
    if len(proven) == 1 and not any(one.number == "either" for one in columns.values()):
        only = proven.pop()
        assert only is not None
        for name, one in columns.items():
            if one.number is None and all(_fits(cell, only) for _, cell in one.ambiguous):
                columns[name] = read_with(cells[name], only)


def read_with(cells: list[tuple[int, str]], number: NumberFormat) -> Numbers:
    """The numbers of a column in a format that is known."""
    found = read_numbers(cells)
    bare = [(row, cell) for row, cell in cells if cell and cell not in found.marks]
    values = [Decimal(normalise_number(cell, number)) for _, cell in bare if _fits(cell, number)]
    kind: NumberKind = "integer" if all(value == value.to_integral_value() for value in values) else "decimal"
    unreadable = [(row, cell) for row, cell in bare if not _fits(cell, number)]
    return Numbers(number, kind, found.marks, unreadable, [], found.percent_signs, min(values, default=None), max(values, default=None))
