"""Figures that follow from other cells of their row: a total from its parts, a per cent from its two counts.

One that contradicts them is held back, since it could be left out without loss; the counts stay. Which cell is wrong is not
decided, and nothing is computed in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from kg.errors import InputError
from kg.mapping.context import MappingContext
from kg.mapping.figures import CONTRADICTED, Figure, hold
from kg.mapping.numbers import number_reader
from kg.mapping.spec import Cube, PercentOf, Series, SumOf
from kg.mapping.tally import VALUE

Agreement = Callable[[Figure, str, Sequence[str]], Figure]
"""(figure, its cell, the cells that it follows from) → the figure, or the same held back."""


def agreement(series: Series, cube: Cube, context: MappingContext, *, tells_cells: bool) -> Agreement:
    """How a figure of this series is compared with its row. Cells are told only of a file that is published."""
    rule = series.follows
    assert rule is not None
    own, formats = number_reader(series.number, series.kind), {other.column: other for other in cube.series}
    readers = [_reader(formats, column, series) for column in rule.columns]

    def agree(figure: Figure, cell: str, others: Sequence[str]) -> Figure:
        if figure.kind != VALUE:
            return figure
        try:
            value = Decimal(own(cell))
            numbers = [Decimal(read(other.strip())) for read, other in zip(readers, others, strict=True)]
        except InputError:
            return figure  # a mark, a suppressed or an unreadable cell: told elsewhere, and nothing to compare with
        expected = _expected(rule, numbers)
        if expected is None or abs(value - expected) <= _tolerance(rule):
            return figure
        seen = ", ".join(f"{column} {other.strip()}" for column, other in zip(rule.columns, others, strict=True))
        told = f" ({seen} give {_short(expected)})" if tells_cells else ""
        return hold(figure, CONTRADICTED, context, f"contradicts other cells of its row{told}")

    return agree


def _reader(formats: Mapping[str, Series], column: str, series: Series) -> Callable[[str], str]:
    source = formats.get(column, series)
    return number_reader(source.number, source.kind)


def _expected(rule: SumOf | PercentOf, numbers: Sequence[Decimal]) -> Decimal | None:
    if isinstance(rule, SumOf):
        return sum(numbers, Decimal(0))
    part, whole = numbers
    if not whole:
        return None
    return 100 * part / whole - (100 if rule.is_excess else 0)


def _tolerance(rule: SumOf | PercentOf) -> Decimal:
    return Decimal(0) if isinstance(rule, SumOf) else Decimal(str(rule.tolerance))


def _short(number: Decimal) -> str:
    return f"{number:.1f}".removesuffix(".0")
