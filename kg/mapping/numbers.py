"""Numbers as Indonesian and English tables write them. The source states its format; a cell that does not fit it is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from kg.errors import InputError
from kg.nquads import decimal_lexical

NumberFormat = Literal["id", "en", "plain", "either"]
NumberKind = Literal["integer", "decimal"]

_PATTERNS: dict[str, re.Pattern[str]] = {
    "id": re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?", re.ASCII),
    "en": re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII),
    "plain": re.compile(r"-?\d+(?:\.\d+)?", re.ASCII),
}
_NAMES = {"id": "Indonesian (1.234,5)", "en": "English (1,234.5)", "plain": "plain (1234.5)"}


def normalise_number(cell: str, number_format: NumberFormat | None, kind: NumberKind = "decimal") -> str:
    """Canonical digits of a printed number.

    Without a stated format, or with ``either`` for a table that changes its decimal mark, a cell is taken only if every format reads it
    alike; ``4.381`` is refused as ambiguous.

    >>> normalise_number("170.210,9", "id"), normalise_number("2.721", "id", "integer")
    ('170210.9', '2721')
    """
    text = cell.strip()
    if number_format in (None, "either"):
        return _unambiguous(text, kind)
    if not _PATTERNS[number_format].fullmatch(text):
        raise InputError(f"is not a number in the stated format, {_NAMES[number_format]}", value=cell)
    lexical = decimal_lexical(_to_plain(text, number_format))
    if kind == "integer" and "." in lexical:
        raise InputError("is not a whole number, although the mapping says it counts whole units", value=cell)
    return lexical


def number_reader(number_format: NumberFormat, kind: NumberKind) -> Callable[[str], str]:
    """A reader for one column; plain whole numbers take a short way."""
    if number_format != "plain":
        return lambda cell: normalise_number(cell, number_format, kind)

    def read(cell: str) -> str:
        if cell.isascii() and cell.isdigit() and (cell[0] != "0" or len(cell) == 1):
            return cell
        return normalise_number(cell, "plain", kind)

    return read


def _to_plain(text: str, number_format: str) -> str:
    if number_format == "id":
        return text.replace(".", "").replace(",", ".")
    return text.replace(",", "") if number_format == "en" else text


def _unambiguous(text: str, kind: NumberKind) -> str:
    readings = set()
    for number_format, pattern in _PATTERNS.items():
        if pattern.fullmatch(text):
            readings.add(decimal_lexical(_to_plain(text, number_format)))
    if len(readings) == 1:
        return normalise_number(readings.pop(), "plain", kind)
    problem = f"could mean {' or '.join(sorted(readings))}: state the number format of this source" if readings else "is not a number"
    raise InputError(problem, value=text)
