"""The pattern of a query: triples, filters, VALUES."""

from __future__ import annotations

from kg.cube.algebra import Condition, Optional, Pattern, Values, Var, names_in
from kg.cube.read_conditions import ConditionReader
from kg.cube.reader import DEEPEST
from kg.cube.terms import Term
from kg.cube.unsupported import Unsupported

_TYPE = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
HIDDEN = "."  # begins the names of variables that have none in the query
_AFTER_PROPERTIES = (("mark", "."), ("mark", "}"), ("mark", "]"), ("word", "FILTER"), ("word", "VALUES"), ("word", "OPTIONAL"))


class PatternReader(ConditionReader):
    """Reads a group and keeps its parts."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._hidden_count = 0
        self._patterns: list[Pattern] = []
        self._filters: list[Condition] = []
        self._values: list[Values] = []
        self._optionals: list[Optional] = []

    def _group(self) -> None:
        self._need(self._mark("{"))
        may_start = True  # a triple, after a point or what is none
        while not self._mark("}"):
            if self._word("FILTER"):
                self._filters.append(self._constraint())
                self._mark(".")
                may_start = True
            elif self._word("VALUES"):
                self._inline()
                self._mark(".")
                may_start = True
            elif self._word("OPTIONAL"):
                self._optional()
                self._mark(".")
                may_start = True
            else:
                self._need(may_start)
                self._triples()
                may_start = self._mark(".")

    def _optional(self) -> None:
        outer = self._patterns, self._filters, len(self._values), len(self._optionals)
        before = frozenset(names_in(self._patterns))
        self._patterns, self._filters = [], []
        self._group()
        self._need((len(self._values), len(self._optionals)) == outer[2:])
        found = Optional(tuple(self._patterns), tuple(self._filters), before)
        self._patterns, self._filters = outer[:2]
        self._optionals.append(found)

    def _triples(self) -> None:
        if self._next == ("mark", "["):
            subject = self._nameless()
            if self._next in _AFTER_PROPERTIES:
                return
        else:
            subject = self._read("variable")
        self._properties(subject)

    def _properties(self, subject: str) -> None:
        while True:
            path = self._path()
            while True:
                self._walk(subject, path)
                if not self._mark(","):
                    break
            again = False
            while self._mark(";"):
                again = True
            if not again or self._next in _AFTER_PROPERTIES:
                return

    def _path(self) -> list[bytes] | list[Var]:
        """A sequence of predicates, which is a join over what lies between; or a variable."""
        if self._next[0] == "variable":
            return [Var(self._read("variable"))]
        found = [self._predicate()]
        while self._mark("/"):
            found.append(self._predicate())
        return found

    def _predicate(self) -> bytes:
        return _TYPE if self._take(("word", "a")) else self._iri()[2]

    def _walk(self, subject: str, path: list[bytes] | list[Var]) -> None:
        for predicate in path[:-1]:
            between = self._hidden()
            self._patterns.append(Pattern(subject, predicate, Var(between)))
            subject = between
        self._patterns.append(Pattern(subject, path[-1], self._object()))

    def _object(self) -> Var | Term:
        if self._next == ("mark", "["):
            return Var(self._nameless())
        return Var(self._read("variable")) if self._next[0] == "variable" else self._term()

    def _nameless(self) -> str:
        """A blank node of a pattern, which is a variable without a name."""
        self._depth += 1
        self._need(self._depth < DEEPEST and self._mark("["))
        name = self._hidden()
        if not self._mark("]"):
            self._properties(name)
            self._need(self._mark("]"))
        self._depth -= 1
        return name

    def _hidden(self) -> str:
        self._hidden_count += 1
        return f"{HIDDEN}{self._hidden_count}"

    def _inline(self) -> None:
        bracketed = self._mark("(")
        name = self._read("variable")
        self._need(not bracketed or self._mark(")"))
        self._need(self._mark("{"))
        found: list[Term] = []
        while not self._mark("}"):
            self._need(not bracketed or self._mark("("))
            found.append(self._term())
            self._need(not bracketed or self._mark(")"))
        if len(set(found)) != len(found):
            raise Unsupported("VALUES with the same term twice")
        self._values.append(Values(name, tuple(found)))
