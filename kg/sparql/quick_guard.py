"""The guard's look at plain queries: without texts, comments and escapes, and so small that no limit can be reached.

What it cannot tell at a glance it leaves to the guard proper, which says what is wrong and where. Most queries of programs are plain.
"""

from __future__ import annotations

import re

from kg.settings import Settings
from kg.sparql.grammar_notes import nested_aggregate
from kg.sparql.guard import CHANGING, GuardedQuery
from kg.sparql.tokens import IRI

_PLAIN = re.compile(rf"""(?:[^"'\#\\<\x00]++|{IRI}|<)*+""")
_PIECES = re.compile(
    rf"""[{{}}();,]|[?$]\w+|{IRI}|@[A-Za-z]+(?:-[A-Za-z0-9]+)*+|(?:\d++\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|(?:[^\W\d][\w.\-\u00b7]*+)?:[\w:.\-\u00b7%]*+"""
    r"""|[^\W\d][\w.\-\u00b7]*+|\^\^|\|\||&&|!=|<=|>=|<<\(|\)>>|<<|>>|[^\x20\t\r\n]"""
)
_RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*://)[^<>\s{}]*>")  # which might be an expression
_FORM = re.compile(rf"\s*(?:(?:PREFIX\s+[\w.\-]*:|BASE)\s*{IRI}\s*)*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_BOOLEANS = {"TRUE", "FALSE"}
_NOT_HERE = ("SERVICE", "FROM", "<<", *sorted(CHANGING))


def quick_guard(query: str, settings: Settings) -> GuardedQuery | None:
    """The query, if it is plain; None if it must be looked at token by token."""
    if len(query) > settings.query_max_length or not _PLAIN.fullmatch(query):
        return None
    brackets = query.count("(") + query.count("[") + query.count("{")
    if brackets > settings.query_max_depth or (form := _FORM.match(query)) is None:
        return None
    pieces = _PIECES.findall(query)
    if len(pieces) + query.count("-") + query.count(".") > settings.query_max_chain:  # marks and words within a run of characters too
        return None
    return None if _needs_a_look(query, pieces) else GuardedQuery(query, form[1].upper(), False, " ".join(pieces), True)


def _needs_a_look(query: str, pieces: list[str]) -> bool:
    capitals = query.upper()
    if any([word in capitals for word in _NOT_HERE]):  # noqa: C419 - a list is made faster than a generator
        return True
    if ("TRUE" in capitals or "FALSE" in capitals) and any(piece.upper() in _BOOLEANS and not piece.islower() for piece in pieces):
        return True
    return "(" in query and (bool(_RELATIVE.search(query)) or nested_aggregate(pieces) is not None)
