"""Conditions of FILTER and HAVING, and the aggregates in them."""

from __future__ import annotations

from kg.cube.algebra import COMPARISONS, Aggregate, Both, Bound, Compare, Condition, Either, LangOf, Not, OneOf, Operand, Var
from kg.cube.reader import DEEPEST, Reader
from kg.cube.terms import Term

_AGGREGATES = ("COUNT", "SUM", "AVG", "MIN", "MAX")


class ConditionReader(Reader):
    """Reads conditions."""

    def _constraint(self) -> Condition:
        return self._bracketed() if self._next == ("mark", "(") else self._call()

    def _bracketed(self) -> Condition:
        self._depth += 1
        self._need(self._depth < DEEPEST and self._mark("("))
        found = self._condition()
        self._need(self._mark(")"))
        self._depth -= 1
        return found

    def _condition(self) -> Condition:
        found = self._conjunction()
        while self._mark("||"):
            found = Either(found, self._conjunction())
        return found

    def _conjunction(self) -> Condition:
        found = self._simple()
        while self._mark("&&"):
            found = Both(found, self._simple())
        return found

    def _simple(self) -> Condition:
        if self._mark("!"):
            return Not(self._bracketed() if self._next == ("mark", "(") else self._call())
        if self._next == ("mark", "("):
            return self._bracketed()
        if self._next in (("word", "LANGMATCHES"), ("word", "BOUND")):
            return self._call()
        left = self._operand()
        negated = self._word("NOT")
        if negated or self._next == ("word", "IN"):
            self._need(self._word("IN"))
            found = OneOf(left, self._list())
            return Not(found) if negated else found
        kind, operator = self._next
        self._need(kind == "mark" and operator in COMPARISONS)
        self._at += 1
        return Compare(operator, left, self._operand())

    def _call(self) -> Condition:
        if self._word("BOUND"):
            self._need(self._mark("("))
            name = self._read("variable")
            self._need(self._mark(")"))
            return Bound(name)
        self._need(self._word("LANGMATCHES") and self._mark("("))
        left = self._operand()
        self._need(isinstance(left, LangOf) and self._mark(","))
        right = self._term()
        self._need(self._mark(")"))
        return Compare("langMatches", left, right)

    def _operand(self) -> Operand:
        if self._next[0] == "variable":
            return Var(self._read("variable"))
        if self._word("LANG"):
            self._need(self._mark("("))
            name = self._read("variable")
            self._need(self._mark(")"))
            return LangOf(name)
        return self._aggregate() if self._next[0] == "word" else self._term()

    def _list(self) -> tuple[Term, ...]:
        self._need(self._mark("("))
        found = [self._term()]
        while self._mark(","):
            found.append(self._term())
        self._need(self._mark(")"))
        return tuple(found)

    def _aggregate(self) -> Aggregate:
        function = self._read("word")
        self._need(function in _AGGREGATES and self._mark("("))
        distinct = self._word("DISTINCT")
        of = None if function == "COUNT" and not distinct and self._mark("*") else self._read("variable")
        self._need(self._mark(")"))
        return Aggregate(function, of, distinct)
