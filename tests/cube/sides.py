"""The two sides that must say the same: the engine, and the columns over the same store."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import Any

import pyoxigraph as ox

from kg.cube.build import build_columns
from kg.cube.columns import Columns
from kg.cube.route import from_columns

Row = tuple[tuple[str, Any], ...]


def columns_of(store: ox.Store) -> Columns:
    columns = build_columns(store, 2**26)
    assert columns is not None
    return columns


def engine_json(store: ox.Store, query: str) -> Any:
    return json.loads(store.query(query).serialize(format=ox.QueryResultsFormat.JSON))  # type: ignore[union-attr,arg-type]


def columns_json(columns: Columns, query: str) -> Any | None:
    """None if the columns leave the query to the engine."""
    pieces = from_columns(columns, query, "json")
    return None if pieces is None else json.loads(b"".join(pieces))


def rows(answer: Any) -> list[Row]:
    return [tuple(sorted((name, tuple(sorted(term.items()))) for name, term in row.items())) for row in answer["results"]["bindings"]]


def csv_rows(content: bytes) -> Counter[tuple[str, ...]]:
    assert content.count(b"\r\n") >= 1
    return Counter(tuple(row) for row in csv.reader(io.StringIO(content.decode(), newline="")))


def same(store: ox.Store, columns: Columns, query: str, *, order: str = "", cut: str = "", keys: tuple[str, ...] = ()) -> bool:
    """Whether the columns answered ``query + order + cut``; asserts that what they said is an answer that the engine could have given.

    Where rows are cut off or ties may be put in any order, another choice of rows than the engine's is as good if it comes from the same
    rows and their keys are the same.
    """
    found = columns_json(columns, query + order + cut)
    if found is None:
        return False
    wanted = engine_json(store, query + order + cut)
    assert found["head"] == wanted["head"]
    if cut:
        assert len(rows(found)) == len(rows(wanted))
        assert not Counter(rows(found)) - Counter(rows(engine_json(store, query + order)))
    else:
        assert Counter(rows(found)) == Counter(rows(wanted))
    for mine, theirs in zip(rows(found), rows(wanted), strict=True):
        assert all(_value(dict(mine).get(key)) == _value(dict(theirs).get(key)) for key in keys)
    pieces = from_columns(columns, query + order + cut, "csv")
    assert pieces is not None
    content = b"".join(pieces)
    if not cut:
        assert csv_rows(content) == csv_rows(store.query(query).serialize(format=ox.QueryResultsFormat.CSV))  # type: ignore[union-attr,arg-type]
    assert len(csv_rows(content)) <= len(rows(found)) + 1
    return True


def _value(term: Any) -> Any:
    """What a term is ordered by: 1 and 1.0 may come in either order."""
    if term is None:
        return None
    parts = dict(term)
    return float(parts["value"]) if parts.get("datatype", "").endswith(("integer", "decimal")) else term
