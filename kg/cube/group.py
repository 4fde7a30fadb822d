"""Groups of rows and their aggregates, with the engine's arithmetic: whole numbers of 64 bits, decimals with 18 digits after the point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.cube.algebra import Aggregate
from kg.cube.match import Solutions
from kg.cube.numbers import Whole, scaled
from kg.cube.order import ranks
from kg.cube.terms import DECIMAL, Ids, Terms
from kg.cube.unsupported import Unsupported

_EXACT = 2**53  # a float holds every whole number up to it
_MOST = 2**63 - 1
_DENSE = 8  # so many times as many codes as rows are counted without sorting
UNIT = 10**18  # decimals are multiples of 1 / UNIT
_SMALL = 10**3


@dataclass(frozen=True, slots=True)
class Measured:
    """Values of an aggregate that are numbers: in units of 1 / UNIT, and whether each is a decimal rather than a whole number."""

    units: list[int]
    decimal: list[bool]


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows by group: the number of the group of each row, how many rows each has, and one row of each."""

    count: int
    of_row: npt.NDArray[np.intp]
    sizes: npt.NDArray[np.intp]
    example: npt.NDArray[np.intp]


def group(found: Solutions, names: tuple[str, ...]) -> Groups:
    """Groups of rows that have the same terms; without names one group, even of no rows."""
    if not names:
        return Groups(1, np.zeros(found.count, np.intp), np.array([found.count]), np.zeros(1, np.intp))
    codes, many = codes_of([found.bound[name] for name in names], found.count)
    if many <= _DENSE * found.count + 1024:
        sizes = np.bincount(codes, minlength=many)
        present = np.flatnonzero(sizes)
        number = np.zeros(many, np.intp)
        number[present] = np.arange(len(present))
        of_row, sizes = number[codes], sizes[present]
    else:
        _, of_row, sizes = np.unique(codes, return_inverse=True, return_counts=True)
    example = np.zeros(len(sizes), np.intp)
    example[of_row] = np.arange(found.count)
    return Groups(len(sizes), of_row, sizes, example)


def codes_of(columns: list[Ids], count: int) -> tuple[npt.NDArray[np.int64], int]:
    """One number for each row, the same for rows that are the same, and a bound of these numbers."""
    codes, many = np.zeros(count, np.int64), 1
    for ids in columns:
        if not count:
            break
        low = int(ids.min())
        span = int(ids.max()) - low + 1
        part: npt.NDArray[np.int64] = ids.astype(np.int64) - low
        if span > _DENSE * count + 1024:
            unique, inverse = np.unique(ids, return_inverse=True)
            span, part = len(unique), inverse
        if many * span > _MOST:
            unique_codes, codes = np.unique(codes, return_inverse=True)
            many = len(unique_codes)
        codes, many = codes * span + part, many * span
    return codes, many


def measure(terms: Terms, found: Solutions, groups: Groups, aggregate: Aggregate) -> Measured | Ids:
    """The values of an aggregate, a group each: numbers, or for MIN and MAX terms (-1: unbound). Raises Unsupported."""
    if aggregate.of is None:
        return _whole(groups.sizes)
    ids, of_row = found.bound[aggregate.of], groups.of_row
    bound = ids >= 0
    if not bound.all():
        if aggregate.function != "COUNT":
            raise Unsupported("an aggregate of what is unbound")
        ids, of_row = ids[bound], of_row[bound]
    if aggregate.function in ("MIN", "MAX"):
        return _extreme(terms, ids, groups, largest=aggregate.function == "MAX")
    if aggregate.distinct:
        codes, _ = codes_of([of_row.astype(np.int32), ids], len(ids))
        _, first = np.unique(codes, return_index=True)
        ids, of_row = ids[first], of_row[first]
    sizes = np.bincount(of_row, minlength=groups.count)
    if aggregate.function == "COUNT":
        return _whole(sizes)
    sums, digits = _sums(terms, ids, of_row, groups.count)
    units = [total * 10 ** (18 - digits) for total in sums]
    if aggregate.function == "SUM":
        decimals = np.bincount(of_row[terms.kinds[ids] == DECIMAL], minlength=groups.count) > 0
        return Measured(units, decimals.tolist())
    counts = sizes.tolist()
    return Measured([_quotient(total, count) for total, count in zip(units, counts, strict=True)], [count > 0 for count in counts])


def _whole(numbers: npt.NDArray[np.intp]) -> Measured:
    return Measured([number * UNIT for number in numbers.tolist()], [False] * len(numbers))


def _sums(terms: Terms, ids: Ids, of_row: npt.NDArray[np.intp], count: int) -> tuple[list[int], int]:
    values, digits = scaled(terms, ids)
    if digits > 18:
        raise Unsupported("numbers with many digits")
    bound = int(np.abs(values).max()) * len(values) if len(values) else 0
    if bound <= _EXACT:
        return np.bincount(of_row, weights=values, minlength=count).astype(np.int64).tolist(), digits
    if bound > _MOST:
        raise Unsupported("a sum of large numbers")
    sums: Whole = np.zeros(count, np.int64)
    np.add.at(sums, of_row, values)
    return sums.tolist(), digits


def _quotient(units: int, count: int) -> int:
    """As the engine divides decimals: cut after 18 digits, towards zero; of no rows 0."""
    if count == 0 or units == 0:
        return 0
    if abs(units) < _SMALL:
        raise Unsupported("an average of nearly nothing")  # the engine's division may overflow there
    whole = abs(units) // count
    return whole if units > 0 else -whole


def _extreme(terms: Terms, ids: Ids, groups: Groups, *, largest: bool) -> Ids:
    unique, inverse = np.unique(ids, return_inverse=True)
    rank = ranks(terms, unique)
    if len(np.unique(rank)) < len(rank):
        raise Unsupported("the least of terms that are equal, but not the same")
    order = np.argsort(rank)
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    best = np.full(groups.count, -1 if largest else len(order), np.int64)
    (np.maximum if largest else np.minimum).at(best, groups.of_row, places[inverse])
    bound = (best >= 0) & (best < len(order))
    found = np.full(groups.count, -1, np.int32)
    found[bound] = unique[order][best[bound]]
    return found
