"""A strict parser of the queries that columns can answer. What it does not know, it leaves to the engine, errors included."""

from __future__ import annotations

from kg.cube import constants
from kg.cube.algebra import Aggregate, Condition, Key, Select, Var, names_in
from kg.cube.check import check
from kg.cube.read_patterns import HIDDEN, PatternReader
from kg.cube.tokens import END


def parse(text: str) -> Select:
    """The query. Raises Unsupported."""
    return _QueryReader(text).query()


class _QueryReader(PatternReader):
    """Reads a whole query."""

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
            shown or self._everything(), tuple(self._patterns), tuple(self._filters), tuple(self._values),
            tuple(self._optionals), group_by, having, order_by,
            distinct, limit, offset,
        )  # fmt: skip
        check(select, everything=not shown)
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
        names = names_in([*self._patterns, *(pattern for part in self._optionals for pattern in part.patterns)])
        return tuple((name, Var(name)) for name in sorted(names) if not name.startswith(HIDDEN))  # as the engine orders them

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
