"""The guard's look at plain queries: without texts, comments and escapes, and so small that no limit can be reached.

What it cannot tell at a glance it leaves to the guard proper, which says what is wrong and where. Most queries of programs are plain.
"""

from __future__ import annotations

import re

from kg.settings import Settings
from kg.sparql.guard import CHANGING, GuardedQuery
from kg.sparql.tokens import IRI

_PLAIN = re.compile(rf"""(?:[^"'\#\\<\x00]++|{IRI}|<)*+""")
_PIECES = re.compile(
    rf"""[{{}}();,]|[?$]\w+|{IRI}|@[A-Za-z]+(?:-[A-Za-z0-9]+)*+|(?:\d++\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|(?:[^\W\d][\w.\-\u00b7]*+)?:[\w:.\-\u00b7%]*+"""
    r"""|[^\W\d][\w.\-\u00b7]*+|\^\^|\|\||&&|!=|<=|>=|<<\(|\)>>|<<|>>|[^\x20\t\r\n]"""
)
_FORM = re.compile(rf"\s*(?:(?:PREFIX\s+[\w.\-]*:|BASE)\s*{IRI}\s*)*(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_NOT_HERE = ("SERVICE", "FROM", *sorted(CHANGING))


def quick_guard(query: str, settings: Settings) -> GuardedQuery | None:
    """The query, if it is plain; None if it must be looked at token by token."""
    if len(query) > settings.query_max_length or not _PLAIN.fullmatch(query):
        return None
    capitals = query.upper()
    if any([word in capitals for word in _NOT_HERE]):  # noqa: C419 - a list is made faster than a generator
        return None
    brackets = query.count("(") + query.count("[") + query.count("{") + query.count("<<")
    if brackets > settings.query_max_depth or (form := _FORM.match(query)) is None:
        return None
    pieces = _PIECES.findall(query)
    if len(pieces) + query.count("-") + query.count(".") > settings.query_max_chain:  # marks and words within a run of characters too
        return None
    return GuardedQuery(query, form[1].upper(), False, " ".join(pieces), True)
