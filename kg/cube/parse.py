"""A strict parser of the queries that columns can answer. What it does not know, it leaves to the engine, errors included."""

from __future__ import annotations

from kg.cube import constants
from kg.cube.algebra import (
    COMPARISONS,
    Aggregate,
    Both,
    Compare,
    Condition,
    Either,
    Key,
    LangOf,
    Not,
    OneOf,
    Operand,
    Pattern,
    Select,
    Values,
    Var,
)
from kg.cube.terms import IRI, Term
from kg.cube.tokens import END, Token, tokens
from kg.cube.unsupported import Unsupported

_TYPE = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_AGGREGATES = ("COUNT", "SUM", "AVG", "MIN", "MAX")
_DEEPEST = 16


def parse(text: str) -> Select:
    """The query. Raises Unsupported."""
    return _Parser(tokens(text)).query()


class _Parser:
    """Reads tokens from the left, one ahead."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens, self._at, self._depth = found, 0, 0
        self._prefixes: dict[str, str] = {}
        self._patterns: list[Pattern] = []
        self._filters: list[Condition] = []
        self._values: list[Values] = []

    # --- tokens --------------------------------------------------------------------------------------------------------
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

    # --- the query -----------------------------------------------------------------------------------------------------
    def query(self) -> Select:
        while self._word("PREFIX"):
            name, address = self._read("name"), self._read("iri")
            self._need(name.endswith(":") and name.count(":") == 1)
            constants.iri(address[1:-1])
            self._prefixes[name] = address[1:-1]
        self._need(self._word("SELECT"))
        distinct = self._word("DISTINCT")
        shown = self._projection()
        self._word("WHERE")
        self._group()
        group_by = self._group_by()
        having = self._having()
        order_by = self._order_by()
        limit, offset = self._slice()
        if self._word("VALUES"):
            self._inline()
        self._need(self._next == END)
        select = Select(
            shown or self._everything(), tuple(self._patterns), tuple(self._filters), tuple(self._values), group_by, having, order_by,
            distinct, limit, offset,
        )  # fmt: skip
        _check(select, everything=not shown)
        return select

    def _projection(self) -> tuple[tuple[str, Var | Aggregate], ...]:
        if self._mark("*"):
            return ()
        shown: list[tuple[str, Var | Aggregate]] = []
        while self._next[0] == "variable" or self._next == ("mark", "("):
            if self._mark("("):
                found = self._aggregate()
                self._need(self._word("AS"))
                shown.append((self._read("variable"), found))
                self._need(self._mark(")"))
            else:
                name = self._read("variable")
                shown.append((name, Var(name)))
        self._need(bool(shown))
        return tuple(shown)

    def _everything(self) -> tuple[tuple[str, Var | Aggregate], ...]:
        names = {name for pattern in self._patterns for name in (pattern.subject, pattern.object) if isinstance(name, str)}
        names.update(pattern.object.name for pattern in self._patterns if isinstance(pattern.object, Var))
        return tuple((name, Var(name)) for name in sorted(names))  # as the engine orders them

    def _aggregate(self) -> Aggregate:
        function = self._read("word")
        self._need(function in _AGGREGATES and self._mark("("))
        distinct = self._word("DISTINCT")
        of = None if function == "COUNT" and not distinct and self._mark("*") else self._read("variable")
        self._need(self._mark(")"))
        return Aggregate(function, of, distinct)

    def _group_by(self) -> tuple[str, ...]:
        names: list[str] = []
        if self._word("GROUP", "BY"):
            while self._next[0] == "variable":
                names.append(self._read("variable"))
            self._need(bool(names))
        return tuple(dict.fromkeys(names))

    def _having(self) -> tuple[Condition, ...]:
        found: list[Condition] = []
        if self._word("HAVING"):
            while self._next == ("mark", "("):
                found.append(self._bracketed())
            self._need(bool(found))
        return tuple(found)

    def _order_by(self) -> tuple[Key, ...]:
        keys: list[Key] = []
        if self._word("ORDER", "BY"):
            while (key := self._key()) is not None:
                keys.append(key)
            self._need(bool(keys))
        return tuple(keys)

    def _key(self) -> Key | None:
        if self._next[0] == "variable":
            return Key(Var(self._read("variable")), False)
        descending = self._word("DESC")
        if descending or self._word("ASC"):
            self._need(self._mark("("))
            by = Var(self._read("variable")) if self._next[0] == "variable" else self._aggregate()
            self._need(self._mark(")"))
            return Key(by, descending)
        return None

    def _slice(self) -> tuple[int | None, int]:
        limit, offset = None, 0
        for _ in range(2):
            if limit is None and self._word("LIMIT"):
                limit = self._whole()
            elif not offset and self._word("OFFSET"):
                offset = self._whole()
        return limit, offset

    def _whole(self) -> int:
        text = self._read("number")
        self._need(text.isdigit() and len(text) < 16)
        return int(text)

    # --- the pattern ---------------------------------------------------------------------------------------------------
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
            else:
                self._need(may_start)
                self._triples()
                may_start = self._mark(".")

    def _triples(self) -> None:
        subject = self._read("variable")
        while True:
            predicate = _TYPE if self._take(("word", "a")) else self._iri()[2]
            while True:
                found = Var(self._read("variable")) if self._next[0] == "variable" else self._term()
                self._patterns.append(Pattern(subject, predicate, found))
                if not self._mark(","):
                    break
            again = False
            while self._mark(";"):
                again = True
            if not again or self._next in (("mark", "."), ("mark", "}"), ("word", "FILTER"), ("word", "VALUES")):
                return

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

    # --- terms ---------------------------------------------------------------------------------------------------------
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

    # --- conditions ----------------------------------------------------------------------------------------------------
    def _constraint(self) -> Condition:
        return self._bracketed() if self._next == ("mark", "(") else self._call()

    def _bracketed(self) -> Condition:
        self._depth += 1
        self._need(self._depth < _DEEPEST and self._mark("("))
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
        if self._next == ("word", "LANGMATCHES"):
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


def _names(condition: Condition | Operand) -> set[str]:
    """The variables of a condition outside its aggregates."""
    match condition:
        case Var(name) | LangOf(name):
            return {name}
        case Compare(_, left, right) | Both(left, right) | Either(left, right):
            return _names(left) | _names(right)
        case OneOf(value, _):
            return _names(value)
        case Not(inner):
            return _names(inner)
    return set()


def aggregates_of(condition: Condition | Operand) -> set[Aggregate]:
    """The aggregates in a condition."""
    match condition:
        case Aggregate():
            return {condition}
        case Compare(_, left, right) | Both(left, right) | Either(left, right):
            return aggregates_of(left) | aggregates_of(right)
        case OneOf(value, _):
            return aggregates_of(value)
        case Not(inner):
            return aggregates_of(inner)
    return set()


def _check(select: Select, *, everything: bool) -> None:
    """What the engine would refuse, or would understand in another way. Raises Unsupported."""
    bound = select.variables
    names = [name for name, _ in select.columns]
    used = {name for condition in select.filters for name in _names(condition)} | {values.variable for values in select.values}
    made = [(name, shown) for name, shown in select.columns if isinstance(shown, Aggregate)]
    measured = {shown.of for _, shown in made} | {part.of for having in select.having for part in aggregates_of(having)}
    measured |= {key.by.of for key in select.order_by if isinstance(key.by, Aggregate)}
    plain = {shown.name for _, shown in select.columns if isinstance(shown, Var)}
    problems = (
        not select.patterns or len(set(names)) != len(names),
        not used <= bound.keys() or not (measured - {None}) <= bound.keys() or not plain <= bound.keys(),
        any(name in bound for name, _ in made) or any(aggregates_of(condition) for condition in select.filters),
        any(
            pattern.predicate == b"" or (not isinstance(pattern.object, Var) and pattern.object[0] not in range(IRI, 5))
            for pattern in select.patterns
        ),
        select.aggregated and (everything or not plain <= set(select.group_by) or not set(select.group_by) <= bound.keys()),
        not select.aggregated and (bool(select.having) or any(isinstance(key.by, Aggregate) for key in select.order_by)),
    )
    if any(problems):
        raise Unsupported("its variables")
    known = set(names) | (set(select.group_by) if select.aggregated else bound.keys())
    having = {name for condition in select.having for name in _names(condition)}
    keys = {key.by.name for key in select.order_by if isinstance(key.by, Var)}
    if not keys <= known or not having <= set(select.group_by) or (select.distinct and not keys <= set(names)):
        raise Unsupported("variables of its order or its HAVING")
