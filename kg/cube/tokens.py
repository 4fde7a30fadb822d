"""Tokens of the queries that columns can answer; any other character sends the query to the engine."""

from __future__ import annotations

import re

from kg.cube.unsupported import Unsupported

# the name of the group is the kind of the token
_TOKEN = re.compile(
    r"""(?P<space>(?:[\x20\t\r\n]+|\#[^\r\n]*)+)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | [?$](?P<variable>[A-Za-z_][A-Za-z_0-9]*)(?!\w)
  | (?P<text>"(?!"")[^"\\\r\n]*"|'(?!'')[^'\\\r\n]*')
  | @(?P<tag>[A-Za-z]+(?:-[A-Za-z0-9]+)*+)(?![\w-])
  | (?P<number>(?:\d++(?:\.\d+)?|\.\d+)(?!\w|\.\w))
  | (?P<name>(?:[A-Za-z][A-Za-z0-9_\-]*+)?:(?:[A-Za-z0-9_\-:]++(?:\.+[A-Za-z0-9_\-:]+)*+)?)(?![\\%\w\u00b7])
  | (?P<word>[A-Za-z]+)(?![\w:])
  | (?P<mark>\^\^|\|\||&&|!=|<=|>=|[{}()\[\].;,*=<>!/\-+])
    """,
    re.VERBOSE,
)
Token = tuple[str, str]
END: Token = ("end", "")


def tokens(text: str) -> list[Token]:
    """Kind and text of each token, words in capitals, and an end. Raises Unsupported.

    >>> tokens("select ?x { ?x ham:y 1.5 }")[:4]
    [('word', 'SELECT'), ('variable', 'x'), ('mark', '{'), ('variable', 'x')]
    """
    found: list[Token] = []
    at, length, match_at = 0, len(text), _TOKEN.match
    while at < length:
        match = match_at(text, at)
        if match is None:
            raise Unsupported(f"a token: {text[at : at + 20]!r}")
        at = match.end()
        kind = match.lastgroup or ""
        if kind == "word":
            word = match[kind]
            found.append((kind, word if word == "a" else word.upper()))  # the one keyword that is not spelt in capitals too
        elif kind != "space":
            found.append((kind, match[kind]))
    found.append(END)
    return found
