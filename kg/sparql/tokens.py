"""Tokens of a SPARQL query: just enough to tell keywords from names, texts, IRIs and comments.

A whole parser is the engine's business. But the engine's parser recurses without a limit and would fetch from other services, so what it
is given is looked at first, by a scanner that cannot recurse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.errors import UsageError


class Token(NamedTuple):
    """A token: its kind (``word``, ``name``, ``variable``, ``iri``, ``text``, ``number``, ``tag``, ``mark``), text, and offset."""

    kind: str
    text: str
    offset: int


# What may hide other tokens comes first. No alternative backtracks far or is tried again over the same characters: a text that is not
# closed ends the scan, and a run of name characters is taken whole and cut afterwards.
IRI = r"""<[^<>"{}|^`\\\x00-\x20]*>"""
_TEXT = (
    r'''"""(?:[^"\\]|\\.|"(?!""))*+"""|"(?!"")(?:[^"\\\r\n]|\\.)*+"'''
    r"""|'''(?:[^'\\]|\\.|'(?!''))*+'''|'(?!'')(?:[^'\\\r\n]|\\.)*+'"""
)
_NAME_ESCAPE = r"""\\[_~.\-!$&'()*+,;=/?\#@%]"""
_TOKEN = re.compile(
    rf"""(?P<space>[\x20\t\r\n]+|\#[^\r\n]*)
  | (?P<iri>{IRI})
  | (?P<text>{_TEXT})
  | (?P<open>["'])
  | (?P<variable>[?$]\w+)
  | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*+)
  | (?P<number>(?:\d++\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
  | (?P<name>(?:[^\W\d][\w.\-\u00b7]*+)?:(?:[\w:.\-\u00b7]|%[0-9A-Fa-f]{{2}}|{_NAME_ESCAPE})*+)
  | (?P<run>[^\W\d][\w.\-\u00b7]*+)
  | (?P<mark>\^\^|\|\||&&|!=|<=|>=|<<\(|\)>>|<<|>>|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_HIDING = re.compile(
    rf"""\#[^\r\n]*|{_NAME_ESCAPE}|{IRI}|{_TEXT}|(?P<open>["'])|(?P<escape>\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})""", re.DOTALL
)
_WORDS = re.compile(r"\w+|.")


def resolve_escapes(query: str) -> str:
    """The query with codepoint escapes (SPARQL 1.1, section 19.2) outside texts and IRIs replaced; those inside are left to the engine.

    >>> resolve_escapes(r'\\u0041SK { ?s ?p "\\u0041" }')
    'ASK { ?s ?p "\\\\u0041" }'
    """
    return _HIDING.sub(_resolved, query) if "\\" in query else query


class UnclosedText(UsageError):
    """A quotation mark opens a text that nothing closes."""

    def __init__(self, query: str, offset: int) -> None:
        super().__init__("A quotation mark opens a text that is not closed.")
        self.line, self.column = position(query, offset)


def _resolved(match: re.Match[str]) -> str:
    found = match.group()
    if match.lastgroup == "open":
        raise UnclosedText(match.string, match.start())
    if match.lastgroup != "escape":
        return found
    number = int(found[2:], 16)
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        raise UsageError(f"{found} is no character.")
    return chr(number)


def tokens(query: str) -> Iterator[Token]:
    """All tokens of a query, without white space and comments. Raises UnclosedText.

    >>> [token.text for token in tokens("SELECT * { ?s a <x#y> } # SERVICE")]
    ['SELECT', '*', '{', '?s', 'a', '<x#y>', '}']
    """
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "mark"
        if kind == "open":
            raise UnclosedText(query, match.start())
        if kind == "run":
            for part in _WORDS.finditer(match.group()):
                yield Token(
                    "word" if len(part.group()) > 1 or part.group().isalpha() else "mark", part.group(), match.start() + part.start()
                )
        elif kind != "space":
            yield Token(kind, match.group(), match.start())


def position(query: str, offset: int) -> tuple[int, int]:
    """Line and column (both from 1) of an offset."""
    line = query.count("\n", 0, offset) + 1
    return line, offset - (query.rfind("\n", 0, offset) + 1) + 1
