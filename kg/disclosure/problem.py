"""The numeric core: cells, and the sums of cells that a reader of the release can know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Relation:
    """Something known of several cells: ``lower`` ≤ Σ coefficient · cell ≤ ``upper``. Equal bounds are an exact sum."""

    terms: tuple[tuple[int, int], ...]
    lower: int = 0
    upper: int = 0

    def holds(self, values: list[int]) -> bool:
        return self.lower <= sum(factor * values[cell] for cell, factor in self.terms) <= self.upper


@dataclass(frozen=True, slots=True)
class Protection:
    """What is promised of each suppressed cell, against a reader who knows every published cell and sum, and that counts are integers ≥ 0.

    The values that such a reader cannot exclude span at least ``width``; for a cell below the threshold they reach from 1 or less to
    ``threshold`` - 1 or more.
    """

    threshold: int = 5

    @property
    def width(self) -> int:
        """Largest minus smallest value that stays possible: with threshold 5 it is 3, the distance of 1 and 4."""
        return self.threshold - 2

    def is_small(self, value: int) -> bool:
        return 1 <= value < self.threshold


@dataclass(slots=True)
class Problem:
    """Cells with their true values, and what is known of them.

    ``hidden`` cells are never published (sums that the release does not print, rows withdrawn); ``known`` ones can no longer be
    suppressed (published before with the same value, or impossible by nature); ``kept`` ones were suppressed before and stay so.
    ``unspoken`` are hidden cells of which nothing is promised: rows withdrawn. ``gone`` are cells that an earlier release suppressed and
    that the table lost since; their values are only what the earlier sums would tell.
    """

    values: list[int] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    known: set[int] = field(default_factory=set)
    kept: set[int] = field(default_factory=set)
    unspoken: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)

    def add(self, value: int) -> int:
        self.values.append(value)
        return len(self.values) - 1

    def add_hidden(self, value: int) -> int:
        cell = self.add(value)
        self.hidden.add(cell)
        return cell

    def add_gone(self, value: int) -> int:
        cell = self.add_hidden(value)
        self.gone.add(cell)
        return cell

    def relate(self, total: int, parts: Iterable[int]) -> None:
        """State that ``total`` is the sum of ``parts``."""
        self.relations.append(Relation(((total, -1), *((part, 1) for part in parts))))


def blocks(problem: Problem) -> list[list[int]]:
    """Cells in groups that no relation joins to each other, so that each can be solved alone; in order of their first cell."""
    parent = list(range(len(problem.values)))

    def root(cell: int) -> int:
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    for relation in problem.relations:
        first, *rest = (root(cell) for cell, _ in relation.terms)
        for other in rest:
            a, b = root(first), root(other)
            parent[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = {}
    for cell in range(len(problem.values)):
        groups.setdefault(root(cell), []).append(cell)
    return [groups[key] for key in sorted(groups)]
