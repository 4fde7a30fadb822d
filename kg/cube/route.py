"""Which queries the columns answer. The others cost a look at their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice

import numpy.ma  # noqa: F401 - else numpy imports it when it first sorts, and a worker can open no file then

from kg.cube.algebra import Select
from kg.cube.answer import answer
from kg.cube.columns import Columns
from kg.cube.parse import parse
from kg.cube.unsupported import Unsupported
from kg.cube.write import WRITERS

_LONGEST = 10_000  # characters
_PREPARED = 2  # pieces: the head, and the first rows, for which all that takes room is laid out
_NAMES = re.compile(r"AS\s*[?$]")  # what was calculated
_FIRST_ROWS_ONLY = re.compile(r"LIMIT\s+\d{1,3}(?!\d)")  # which the engine stops after
_STAR = re.compile(r"\{\s*(?:[?$]\w+\s|VALUES|FILTER|\[)")


def may_fit(text: str) -> bool:
    """Whether a query looks like one over many observations; wrong at times, but quick.

    >>> may_fit("SELECT ?p ?o { <http://x> ?p ?o }"), may_fit("select (count(*) as ?n) { ?s a ?t }")
    (False, True)
    """
    if len(text) > _LONGEST:
        return False
    capitals = text.upper()
    if "SELECT" not in capitals or not _STAR.search(capitals):
        return False
    if "GROUP" in capitals or "ORDER" in capitals or "DISTINCT" in capitals:
        return True
    return not _FIRST_ROWS_ONLY.search(capitals) or _NAMES.search(capitals) is not None


@lru_cache(maxsize=256)
def _parsed(text: str) -> Select | None:
    try:
        return parse(text)
    except Unsupported:
        return None


def from_columns(columns: Columns, text: str, form: str) -> Iterator[bytes] | None:
    """The answer of a query in JSON or CSV, piece by piece, all worked out; None if the engine must answer."""
    writer = WRITERS.get(form)
    if writer is None or not may_fit(text) or (select := _parsed(text)) is None:
        return None
    try:
        pieces = writer(columns.terms, answer(columns, select))
        begun = list(islice(pieces, _PREPARED))
    except (Unsupported, MemoryError):  # the engine needs no room for the whole answer
        return None
    return chain(begun, pieces)
