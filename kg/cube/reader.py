"""Reading tokens from the left, one ahead, and the terms that they spell."""

from __future__ import annotations

from kg.cube import constants
from kg.cube.terms import Term
from kg.cube.tokens import Token, tokens
from kg.cube.unsupported import Unsupported

DEEPEST = 16  # brackets within each other


class Reader:
    """The tokens of one query; what is not expected raises Unsupported."""

    def __init__(self, text: str) -> None:
        self._tokens, self._at, self._depth = tokens(text), 0, 0
        self._prefixes: dict[str, str] = {}

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self, *wanted: Token) -> bool:
        """Whether these tokens are next; if so, they are read."""
        end = self._at + len(wanted)
        if tuple(self._tokens[self._at : end]) != wanted:
            return False
        self._at = end
        return True

    def _mark(self, text: str) -> bool:
        return self._take(("mark", text))

    def _word(self, *texts: str) -> bool:
        return self._take(*(("word", text) for text in texts))

    def _need(self, done: bool) -> None:
        if not done:
            raise Unsupported(f"a token: {self._next[1][:40]!r}")

    def _read(self, kind: str) -> str:
        found, text = self._next
        self._need(found == kind)
        self._at += 1
        return text

    def _iri(self) -> Term:
        kind, text = self._next
        self._at += 1
        if kind == "iri":
            return constants.iri(text[1:-1])
        self._need(kind == "name")
        prefix, _, local = text.partition(":")
        if f"{prefix}:" not in self._prefixes:
            raise Unsupported(f"a prefix: {prefix!r}")
        return constants.iri(self._prefixes[f"{prefix}:"] + local)

    def _term(self) -> Term:
        kind, text = self._next
        if kind in ("iri", "name"):
            return self._iri()
        if kind == "text":
            self._at += 1
            self._need(self._next != ("mark", "^^"))
            return constants.in_language(text[1:-1], self._read("tag")) if self._next[0] == "tag" else constants.string(text[1:-1])
        negative = self._mark("-")
        return constants.number(self._read("number"), negative=negative)
