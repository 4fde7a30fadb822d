"""A query answered from columns: its rows as terms and numbers, in order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.cube.algebra import Aggregate, Select, Var
from kg.cube.check import aggregates_of
from kg.cube.columns import Columns
from kg.cube.filters import Rows, truth
from kg.cube.group import UNIT, Groups, Measured, codes_of, group, measure
from kg.cube.match import Solutions, match
from kg.cube.numbers import Whole
from kg.cube.order import ordered, ranks
from kg.cube.terms import Ids, Terms
from kg.cube.unsupported import Unsupported

Shown = Ids | Measured
_ROOM = 2**62


@dataclass(frozen=True, slots=True)
class Answer:
    """Names of the columns, and what each shows in every row: terms by number (-1: unbound), or numbers that were calculated."""

    names: list[str]
    columns: list[Shown]
    count: int


def answer(columns: Columns, select: Select) -> Answer:
    """The solutions of a query. Raises Unsupported."""
    found = match(columns, select)
    rows = Rows(columns.terms, found.count, found.bound, {})
    keep = np.ones(found.count, np.bool_)
    for condition in select.filters:
        keep &= truth(condition, rows).true
    if not keep.all():
        found.keep(keep)
    if select.aggregated:
        return _aggregated(columns.terms, select, found)
    shown: dict[str, Shown] = dict(found.bound)
    return _finished(columns.terms, select, shown, found.count, [shown[key.by.name] for key in select.order_by if isinstance(key.by, Var)])


def _aggregated(terms: Terms, select: Select, found: Solutions) -> Answer:
    groups = group(found, select.group_by)
    wanted = {shown for _, shown in select.columns if isinstance(shown, Aggregate)}
    wanted |= {key.by for key in select.order_by if isinstance(key.by, Aggregate)}
    for condition in select.having:
        wanted |= aggregates_of(condition)
    measured = {aggregate: measure(terms, found, groups, aggregate) for aggregate in wanted}
    bound = {name: found.bound[name][groups.example] for name in select.group_by}
    shown: dict[str, Shown] = {**bound, **{name: measured[made] for name, made in select.columns if isinstance(made, Aggregate)}}
    keys = [measured[key.by] if isinstance(key.by, Aggregate) else shown[key.by.name] for key in select.order_by]
    keep = _having(terms, select, groups, bound, measured)
    if keep is not None:
        shown, keys = {name: _rows(values, keep) for name, values in shown.items()}, [_rows(key, keep) for key in keys]
    return _finished(terms, select, shown, groups.count if keep is None else len(keep), keys)


def _having(terms: Terms, select: Select, groups: Groups, bound: dict[str, Ids], measured: dict[Aggregate, Shown]) -> np.ndarray | None:
    if not select.having:
        return None
    numbers = {}
    for condition in select.having:
        for aggregate in aggregates_of(condition):
            values = measured[aggregate]
            if not isinstance(values, Measured):
                raise Unsupported("HAVING of a term")
            numbers[aggregate] = _shortened(values)
    keep = np.ones(groups.count, np.bool_)
    for condition in select.having:
        keep &= truth(condition, Rows(terms, groups.count, bound, numbers)).true
    return np.flatnonzero(keep)


def _shortened(values: Measured) -> tuple[Whole, int]:
    """Numbers without the zeros that all of them end in, as they would not fit otherwise."""
    digits = 18
    while digits and all(units % 10 ** (19 - digits) == 0 for units in values.units):
        digits -= 1
    short = [units // 10 ** (18 - digits) for units in values.units]
    if any(abs(number) >= _ROOM for number in short):
        raise Unsupported("numbers with many digits")
    return np.array(short, np.int64), digits


def _finished(terms: Terms, select: Select, shown: dict[str, Shown], count: int, keys: list[Shown]) -> Answer:
    """Order, DISTINCT, and the slice."""
    rows: np.ndarray | None = None
    if keys:
        rows = ordered([(_rank(terms, key), by.descending) for key, by in zip(keys, select.order_by, strict=True)])
    columns = [shown[name] for name, _ in select.columns]
    if select.distinct:
        rows = _once(columns, np.arange(count) if rows is None else rows)
    if select.offset or select.limit is not None:
        end = None if select.limit is None else select.offset + select.limit
        rows = np.arange(count)[select.offset : end] if rows is None else rows[select.offset : end]
    if rows is not None:
        columns, count = [_rows(values, rows) for values in columns], len(rows)
    return Answer([name for name, _ in select.columns], columns, count)


def _rank(terms: Terms, values: Shown) -> Whole:
    if not isinstance(values, Measured):
        return ranks(terms, values)
    place = {units: number for number, units in enumerate(sorted(set(values.units)))}
    return np.fromiter((place[units] for units in values.units), np.int64, len(values.units))


def _once(columns: list[Shown], rows: np.ndarray) -> np.ndarray:
    """The first of the rows that show the same."""
    terms_only = [values[rows] for values in columns if not isinstance(values, Measured)]
    if len(terms_only) < len(columns):
        raise Unsupported("DISTINCT of what was calculated")
    codes, _ = codes_of(terms_only, len(rows))
    _, first = np.unique(codes, return_index=True)
    return rows[np.sort(first)]


def _rows(values: Shown, rows: np.ndarray) -> Shown:
    if isinstance(values, Measured):
        numbers = rows.tolist()
        return Measured([values.units[n] for n in numbers], [values.decimal[n] for n in numbers])
    found: Ids = values[rows]
    return found


def decimal_text(units: int, decimal: bool) -> bytes:
    """A calculated number as the engine writes it.

    >>> decimal_text(-1_500_000_000_000_000_000, True)
    b'-1.5'
    """
    whole, rest = divmod(abs(units), UNIT)
    part = f".{rest:018}".rstrip("0") if rest and decimal else ""
    return f"{'-' if units < 0 else ''}{whole}{part}".encode()
