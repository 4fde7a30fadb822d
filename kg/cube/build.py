"""Building the columns from the default graph of a loaded store."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import cast

import numpy as np
import pyoxigraph as ox

from kg.cube.columns import Column, Columns
from kg.cube.terms import Ids, Terms, read_term
from kg.cube.unsupported import Unsupported

_PREDICATES = "SELECT ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?o) AS ?m) WHERE { ?s ?p ?o } GROUP BY ?p"
_ENTRY = 22  # bytes of arrays for each term
_PLACE = 8  # and for each statement, about


class _Cells(io.RawIOBase):
    """Takes the engine's TSV of two columns and numbers its cells as they come."""

    def __init__(self, numbers: dict[bytes, int]) -> None:
        super().__init__()
        self._numbers, self._rest, self._head = numbers, b"", True
        self.found: list[Ids] = []
        self.new_bytes = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        whole, end, rest = (self._rest + bytes(data)).rpartition(b"\n")
        self._rest = rest
        if end:
            self._take(whole)
        return len(data)

    def _take(self, lines: bytes) -> None:
        if self._head:
            _, _, lines = lines.partition(b"\n")
            self._head = False
        if not lines:
            return
        cells, numbers = lines.replace(b"\n", b"\t").split(b"\t"), self._numbers
        for cell in set(cells).difference(numbers):
            numbers[cell] = len(numbers)
            self.new_bytes += len(cell) + _ENTRY
        self.found.append(np.fromiter(map(numbers.__getitem__, cells), np.int32, len(cells)))


def build_columns(store: ox.Store, max_bytes: int) -> Columns | None:
    """The columns of all predicates that have neither blank nodes nor statements, in about at most so many bytes; None if there is none.

    Predicates whose objects are kept anyway come first, so that what does not fit is what costs most: texts that no two subjects share.
    """
    numbers: dict[bytes, int] = {}
    pairs: dict[str, Ids] = {}
    left, complete = max_bytes, True
    for predicate in _in_order(store):
        before = len(numbers)
        cells = _Cells(numbers)
        with io.BufferedWriter(cast(io.RawIOBase, cells), 2**20) as buffer:
            _select(store, f"SELECT ?s ?o WHERE {{ ?s <{predicate}> ?o }}").serialize(buffer, ox.QueryResultsFormat.TSV)
        found = np.concatenate(cells.found) if cells.found else np.zeros(0, np.int32)
        cost = cells.new_bytes + _PLACE * len(found)
        if cost > left or not len(found):
            for cell in list(numbers)[before:]:
                del numbers[cell]
            complete = False
            continue
        left -= cost
        pairs[predicate] = found
        numbers.setdefault(f"<{predicate}>".encode(), len(numbers))
    return _frozen(numbers, pairs, complete=complete) if pairs else None


def _in_order(store: ox.Store) -> Iterator[str]:
    """Predicates: those whose objects come again most often first."""
    counted = []
    for row in _select(store, _PREDICATES):
        predicate, statements, objects = row["p"], row["n"], row["m"]
        assert isinstance(predicate, ox.NamedNode) and isinstance(statements, ox.Literal) and isinstance(objects, ox.Literal)
        counted.append((int(objects.value) / int(statements.value), predicate.value))
    return iter([predicate for _, predicate in sorted(counted)])


def _select(store: ox.Store, query: str) -> ox.QuerySolutions:
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return found


def _frozen(numbers: dict[bytes, int], pairs: dict[str, Ids], *, complete: bool) -> Columns | None:
    terms, refused = [], set()
    for cell, number in numbers.items():
        try:
            terms.append((read_term(cell), number))
        except Unsupported:
            refused.add(number)
    terms.sort()
    new = np.full(len(numbers), -1, np.int32)
    new[np.fromiter((number for _, number in terms), np.int64, len(terms))] = np.arange(len(terms), dtype=np.int32)
    columns, numbered = {}, {}
    for predicate in list(pairs):
        found = new[pairs.pop(predicate)]
        if found.min() < 0:
            complete = False
            continue
        columns[predicate.encode()] = Column.of(found[0::2], found[1::2])
        numbered[predicate.encode()] = int(new[numbers[f"<{predicate}>".encode()]])
    return Columns(Terms.of([term for term, _ in terms]), columns, numbered, complete) if columns else None
