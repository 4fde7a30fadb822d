"""Queries that columns can answer: a star or tree of triple patterns, filters, groups, order, a slice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.cube.terms import Term

COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Var:
    """A variable, without its mark."""

    name: str


@dataclass(frozen=True, slots=True)
class LangOf:
    """The language tag of a variable's value."""

    name: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern."""

    subject: str
    predicate: bytes | Var
    object: Var | Term


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison with one of the six operators, or `langMatches`."""

    operator: str
    left: Operand
    right: Operand


@dataclass(frozen=True, slots=True)
class OneOf:
    """IN and, negated, NOT IN: what is compared with the list by `=`."""

    value: Operand
    choices: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Not:
    condition: Condition


@dataclass(frozen=True, slots=True)
class Both:
    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Either:
    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Aggregate:
    """COUNT, SUM, AVG, MIN or MAX; without a variable, of the rows."""

    function: str
    of: str | None
    distinct: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """Whether a variable has a value."""

    name: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition on one variable that the engine judges, for each different term once: its text, and the prefixes that it may use."""

    name: str
    text: str
    prefixes: str


Operand = Var | LangOf | Aggregate | Term
Condition = Compare | OneOf | Not | Both | Either | Bound | Judged


@dataclass(frozen=True, slots=True)
class Key:
    """What solutions are ordered by."""

    by: Var | Aggregate
    descending: bool


@dataclass(frozen=True, slots=True)
class Values:
    """VALUES of one variable."""

    variable: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Optional:
    """OPTIONAL: a tree at a variable that is bound before it, with variables that nothing else in the query's pattern has."""

    patterns: tuple[Pattern, ...]
    filters: tuple[Condition, ...]
    before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Select:
    """A query. `columns` are names with what they show: a variable of the patterns, or an aggregate."""

    columns: tuple[tuple[str, Var | Aggregate], ...]
    patterns: tuple[Pattern, ...]
    filters: tuple[Condition, ...]
    values: tuple[Values, ...]
    optionals: tuple[Optional, ...]
    group_by: tuple[str, ...]
    having: tuple[Condition, ...]
    order_by: tuple[Key, ...]
    distinct: bool
    limit: int | None
    offset: int

    @property
    def aggregated(self) -> bool:
        return bool(self.group_by) or any(isinstance(shown, Aggregate) for _, shown in self.columns)

    @property
    def takes_any_rows(self) -> bool:
        """Whether it wants some rows of its one pattern, no matter which."""
        parts = (self.filters, self.values, self.optionals, self.order_by)
        return self.limit is not None and not (self.aggregated or self.distinct or any(parts)) and len(self.patterns) == 1

    @property
    def variables(self) -> dict[str, None]:
        """Of the patterns, in order."""
        return names_in([*self.patterns, *(pattern for part in self.optionals for pattern in part.patterns)])


def names_in(patterns: Iterable[Pattern]) -> dict[str, None]:
    """Variables of patterns, in order."""
    found: dict[str, None] = {}
    for pattern in patterns:
        found[pattern.subject] = None
        found.update({part.name: None for part in (pattern.predicate, pattern.object) if isinstance(part, Var)})
    return found
