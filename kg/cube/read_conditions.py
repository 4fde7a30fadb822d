"""Conditions of FILTER and HAVING, and the aggregates in them."""

from __future__ import annotations

from kg.cube.algebra import COMPARISONS, Aggregate, Both, Bound, Compare, Condition, Either, Judged, LangOf, Not, OneOf, Operand, Var
from kg.cube.reader import DEEPEST, Reader
from kg.cube.terms import Term
from kg.cube.unsupported import Unsupported

_OWN_CALLS = (("word", "LANGMATCHES"), ("word", "BOUND"))
_AFTER_CONDITION = (("mark", ")"), ("mark", "&&"), ("mark", "||"))
_NOT_IN_CONDITIONS = tuple(("mark", mark) for mark in "{}[];.")
_LEADS = {"variable": " ?", "tag": "@"}  # what stands before a token
# calls of the engine whose value depends on their arguments alone
_FUNCTIONS = (
    *("STR", "LANG", "LANGMATCHES", "DATATYPE", "STRLEN", "SUBSTR", "UCASE", "LCASE", "STRSTARTS", "STRENDS", "CONTAINS", "STRBEFORE"),
    *("STRAFTER", "REPLACE", "REGEX", "ENCODE_FOR_URI", "CONCAT", "YEAR", "MONTH", "DAY", "HOURS", "MINUTES", "SECONDS", "ABS", "ROUND"),
    *("CEIL", "FLOOR", "ISIRI", "ISURI", "ISLITERAL", "ISNUMERIC", "IF", "COALESCE", "SAMETERM", "STRDT", "STRLANG", "IN", "NOT"),
)
_CASTS = tuple(b"http://www.w3.org/2001/XMLSchema#" + name for name in (b"integer", b"decimal", b"double", b"string", b"boolean", b"date"))
_AGGREGATES = ("COUNT", "SUM", "AVG", "MIN", "MAX")


class ConditionReader(Reader):
    """Reads conditions."""

    def _constraint(self) -> Condition:
        if self._next == ("mark", "("):
            return self._bracketed()
        return self._call() if self._next in _OWN_CALLS else self._judged(call=True)

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
        """A comparison or call; what columns cannot judge by their own rules, the engine judges if it is about one variable."""
        at, depth = self._at, self._depth
        try:
            found = self._own()
            self._need(self._next in _AFTER_CONDITION)
            return found
        except Unsupported:
            self._at, self._depth = at, depth
            return self._judged(call=False)

    def _own(self) -> Condition:
        if self._mark("!"):
            return Not(self._bracketed() if self._next == ("mark", "(") else self._call())
        if self._next == ("mark", "("):
            return self._bracketed()
        if self._next in _OWN_CALLS:
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

    def _judged(self, *, call: bool) -> Judged:
        """The tokens of a call, or up to the end of what is joined by && and ||, if they are known and about one variable."""
        start, depth = self._at, 0
        while depth or self._next not in _AFTER_CONDITION:
            kind, text = self._next
            self._need(kind not in ("end", "word") or text in _FUNCTIONS)
            self._need((kind, text) not in _NOT_IN_CONDITIONS)
            if kind in ("iri", "name"):
                named = self._iri()[2]
                self._need(self._next != ("mark", "(") or named in _CASTS)
            else:
                self._at += 1
            depth += (text == "(") - (text == ")") if kind == "mark" else 0
            if call and depth == 0 and (kind, text) == ("mark", ")"):
                break
        taken = self._tokens[start : self._at]
        names = {text for kind, text in taken if kind == "variable"}
        self._need(len(names) == 1)
        prefixes = "".join(f"PREFIX {name} <{address}> " for name, address in self._prefixes.items())
        return Judged(names.pop(), "".join(_LEADS.get(kind, " ") + text for kind, text in taken), prefixes)

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
