"""The solutions of triple patterns that form a tree: a table of numbers of terms, one array a variable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from kg.cube.algebra import Optional, Pattern, Select, Var, names_in
from kg.cube.columns import Column, Columns
from kg.cube.filters import Rows, truth
from kg.cube.terms import Ids
from kg.cube.unsupported import Unsupported

_MOST_ROWS = 2_000_000  # a join that grows beyond is left to the engine, which streams
ABSENT, UNBOUND = -2, -1  # number of a term that no column has; of none
_ROW = ".row"  # stands for the number of a row


@dataclass(slots=True)
class Solutions:
    """Rows: for each variable the number of its term."""

    count: int
    bound: dict[str, Ids] = field(default_factory=dict)

    def keep(self, rows: np.ndarray) -> None:
        """Only these rows (numbers, or a mask)."""
        self.bound = {name: ids[rows] for name, ids in self.bound.items()}
        self.count = len(next(iter(self.bound.values())))
        if self.count > _MOST_ROWS:
            raise Unsupported("a join of many rows")


def match(columns: Columns, select: Select) -> Solutions:
    """All solutions of the patterns and VALUES, each as often as the engine has it. Raises Unsupported."""
    root = _root(select.patterns)
    waiting = _steps(columns, [pattern for pattern in select.patterns if not isinstance(pattern.predicate, Var)])
    open_ones = [pattern for pattern in select.patterns if isinstance(pattern.predicate, Var)]
    if waiting:
        found = _start(root, waiting)
        _restrict(columns, select, found, root)
        _grow(columns, select, found, waiting)
    else:
        found = _everything(columns, select, open_ones.pop())
    for pattern in open_ones:
        _join_all(columns, found, pattern)
    for name in names_in(pattern for pattern in select.patterns if isinstance(pattern.predicate, Var)):
        _restrict(columns, select, found, name)
    for part in select.optionals:
        _add(columns, part, found)
    return found


_Step = tuple[Pattern, Column, int | None]


def _steps(columns: Columns, patterns: Iterable[Pattern]) -> list[_Step]:
    return [(pattern, _column(columns, pattern), _object(columns, pattern)) for pattern in patterns]


def _grow(columns: Columns, select: Select | None, found: Solutions, waiting: list[_Step]) -> None:
    """Join the patterns, from variables that are bound to those that are not."""
    while waiting:
        ready = [step for step in waiting if step[0].subject in found.bound]
        if not ready:
            raise Unsupported("patterns that do not hang together")
        step = min(ready, key=lambda step: step[2] is None)  # those that only take rows away come first
        waiting.remove(step)
        if (name := _join(found, *step)) and select:
            _restrict(columns, select, found, name)


def _everything(columns: Columns, select: Select, pattern: Pattern) -> Solutions:
    """All statements; no more than are wanted, where any are as good as others."""
    names = _three(columns, pattern)
    if len(set(names)) < 3:
        raise Unsupported("a variable twice in a pattern")
    enough = columns_rows = sum(column.count for column in columns.by_predicate.values())
    if select.takes_any_rows:
        enough = min(columns_rows, select.offset + (select.limit or 0))
    parts: list[tuple[Ids, int, Ids]] = []
    for predicate, column in sorted(columns.by_predicate.items()):
        if enough <= 0:
            break
        subjects, objects = column.statements()
        parts.append((subjects[:enough], columns.numbers[predicate], objects[:enough]))
        enough -= len(subjects)
    return _laid(names, parts)


def _join_all(columns: Columns, found: Solutions, pattern: Pattern) -> None:
    """What every predicate says of the subject."""
    names = _three(columns, pattern)
    if names[0] not in found.bound or names[1] in found.bound or names[2] in found.bound or names[1] == names[2]:
        raise Unsupported("a variable predicate that does not hang at one variable")
    parts: list[tuple[Ids, int, Ids]] = []
    for predicate, column in sorted(columns.by_predicate.items()):
        rows, objects = column.objects_of(found.bound[names[0]])
        rows32 = np.arange(found.count, dtype=np.int32) if rows is None else rows.astype(np.int32)
        if len(rows32):
            parts.append((rows32, columns.numbers[predicate], objects))
    laid = _laid((_ROW, *names[1:]), parts)
    order = np.argsort(laid.bound[_ROW], kind="stable")
    found.keep(laid.bound[_ROW][order])
    found.bound |= {name: laid.bound[name][order] for name in names[1:]}


def _three(columns: Columns, pattern: Pattern) -> tuple[str, str, str]:
    if not columns.complete or not isinstance(pattern.predicate, Var) or not isinstance(pattern.object, Var):
        raise Unsupported("a variable predicate with a constant, or where there are predicates without a column")
    return pattern.subject, pattern.predicate.name, pattern.object.name


def _laid(names: tuple[str, str, str], parts: list[tuple[Ids, int, Ids]]) -> Solutions:
    count = sum(len(subjects) for subjects, _, _ in parts)
    if count > _MOST_ROWS:
        raise Unsupported("a join of many rows")
    none = np.zeros(0, np.int32)
    predicates = np.repeat(np.array([number for _, number, _ in parts], np.int32), [len(subjects) for subjects, _, _ in parts])
    subjects, objects = (np.concatenate([none, *(part[which] for part in parts)]) for which in (0, 2))
    return Solutions(count, dict(zip(names, (subjects, predicates, objects), strict=True)))


def _add(columns: Columns, part: Optional, found: Solutions) -> None:
    """OPTIONAL: rows that fit get its variables, as often as they fit; the others stay, with those unbound."""
    root = _root(part.patterns)
    if root not in found.bound or root not in part.before:
        raise Unsupported("OPTIONAL that hangs at nothing")
    inner = Solutions(found.count, {root: found.bound[root], _ROW: np.arange(found.count, dtype=np.int32)})
    _grow(columns, None, inner, _steps(columns, part.patterns))
    if part.filters:
        keep = np.ones(inner.count, np.bool_)
        for condition in part.filters:
            keep &= truth(condition, Rows(columns.terms, inner.count, inner.bound, {})).true
        inner.keep(keep)
    fits = inner.bound.pop(_ROW)
    alone = np.ones(found.count, np.bool_)
    alone[fits] = False
    rows = np.concatenate([fits, np.flatnonzero(alone).astype(np.int32)])
    order = np.argsort(rows, kind="stable")
    lacking = np.full(len(rows) - len(fits), UNBOUND, np.int32)
    found.keep(rows[order])
    found.bound |= {name: np.concatenate([ids, lacking])[order] for name, ids in inner.bound.items() if name != root}


def _column(columns: Columns, pattern: Pattern) -> Column:
    if isinstance(pattern.predicate, Var):
        raise Unsupported("a variable predicate in OPTIONAL")
    column = columns.by_predicate.get(pattern.predicate)
    if column is None:
        raise Unsupported(f"no column of {pattern.predicate.decode()}")
    return column


def _object(columns: Columns, pattern: Pattern) -> int | None:
    if isinstance(pattern.object, Var):
        return None
    number = columns.terms.find(pattern.object)
    return ABSENT if number is None else number


def _root(patterns: tuple[Pattern, ...]) -> str:
    """The one variable that is no object."""
    objects = {part.name for pattern in patterns for part in (pattern.predicate, pattern.object) if isinstance(part, Var)}
    roots = {pattern.subject for pattern in patterns} - objects
    if len(roots) != 1:
        raise Unsupported("patterns that are no tree")
    return roots.pop()


def _start(root: str, waiting: list[_Step]) -> Solutions:
    """The subjects that the pattern with the fewest statements names; with a constant object if there is one."""
    here = [step for step in waiting if step[0].subject == root]
    constants = [step for step in here if step[2] is not None]
    first = min(constants or here, key=lambda step: step[1].count)
    if len(constants) > 1:
        # the most telling constant cannot be known without a look; a look is quick
        subjects = min((step[1].subjects_of(step[2]) for step in constants if step[2] is not None), key=len)
    elif first[2] is not None:
        subjects = first[1].subjects_of(first[2])
        waiting.remove(first)
    else:
        subjects = first[1].all_subjects()
    return Solutions(len(subjects), {root: subjects})


def _join(found: Solutions, pattern: Pattern, column: Column, constant: int | None) -> str | None:
    """One more pattern; the variable that it binds, if it binds one."""
    rows, objects = column.objects_of(found.bound[pattern.subject])
    if constant is not None:
        here = np.flatnonzero(objects == constant)
        if rows is None and len(here) == found.count:
            return None
        found.keep(here if rows is None else rows[here])
        return None
    assert isinstance(pattern.object, Var)
    name = pattern.object.name
    if rows is not None:
        if len(rows) > _MOST_ROWS:
            raise Unsupported("a join of many rows")
        found.keep(rows)
    if name in found.bound:
        found.keep(found.bound[name] == objects)
        return None
    found.bound[name] = objects
    return name


def _restrict(columns: Columns, select: Select, found: Solutions, name: str) -> None:
    """Rows that VALUES of a variable that just got bound leave."""
    for values in select.values:
        if values.variable == name:
            wanted = [number for term in values.terms if (number := columns.terms.find(term)) is not None]
            mask = np.isin(found.bound[values.variable], np.array(wanted, np.int32))
            if not mask.all():
                found.keep(mask)
