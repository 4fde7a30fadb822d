"""Complementary suppression: which further cells must be withheld so that no suppressed cell can be computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.disclosure.problem import Problem, Protection, Relation, blocks
from kg.disclosure.solver import BlockSolver

_PASSES = 24


class NotProtectable(Exception):
    """No choice of cells protects this one; the table must be coarsened."""

    def __init__(self, cell: int) -> None:
        super().__init__(cell)
        self.cell = cell


@dataclass(frozen=True, slots=True)
class Pattern:
    """The cells to withhold, and for each cell that was promised protection the smallest and largest value shown to be possible."""

    suppressed: frozenset[int]
    primary: frozenset[int]
    spans: dict[int, tuple[int, int]]


def choose(problem: Problem, protection: Protection) -> Pattern:
    """Suppress every small cell and what was suppressed before, then as few further cells as the search finds.

    Every cell's protection is shown by two integer tables that agree with all that is published and differ in it by the promised width.
    Raises NotProtectable.
    """
    primary = frozenset(c for c, value in enumerate(problem.values) if protection.is_small(value) and c not in problem.hidden)
    start = primary | problem.kept
    relations = _by_block(problem)
    suppressed = set(start)
    spans: dict[int, tuple[int, int]] = {}
    for cells in blocks(problem):
        if any(cell in start or _is_promised(cell, problem, protection) for cell in cells):
            search = _Search(problem, protection, cells, relations.get(cells[0], []), start)
            search.run()
            suppressed |= search.suppressed
            spans |= {cell: (search.low[cell], search.high[cell]) for cell in search.promised()}
    return Pattern(frozenset(suppressed), primary, spans)


def _by_block(problem: Problem) -> dict[int, list[Relation]]:
    first = {cell: cells[0] for cells in blocks(problem) for cell in cells}
    found: dict[int, list[Relation]] = {}
    for relation in problem.relations:
        found.setdefault(first[relation.terms[0][0]], []).append(relation)
    return found


def _is_promised(cell: int, problem: Problem, protection: Protection) -> bool:
    if cell in problem.gone:
        return True
    return cell in problem.hidden and cell not in problem.unspoken and protection.is_small(problem.values[cell])


class _Search:
    """The search in one block. ``low`` and ``high`` are the smallest and largest value of each cell in the tables seen so far."""

    def __init__(self, problem: Problem, protection: Protection, cells: list[int], relations: list[Relation], start: Iterable[int]) -> None:
        self.problem, self.protection, self.cells = problem, protection, cells
        self.suppressed = {cell for cell in start if cell in set(cells)}
        hidden = [cell for cell in cells if cell in problem.hidden]
        self.solver = BlockSolver(problem, cells, relations, [*hidden, *self.suppressed])
        self.low: dict[int, int] = {}
        self.high: dict[int, int] = {}

    def promised(self) -> list[int]:
        return [c for c in self.cells if c in self.suppressed or _is_promised(c, self.problem, self.protection)]

    def run(self) -> None:
        for weights in self._directions():
            self._see(self.solver.extreme(weights))
        while open_cells := [cell for cell in self.promised() if not self._is_safe(cell)]:
            for cell in open_cells:
                self._protect(cell)

    def _directions(self) -> Iterable[dict[int, int]]:
        """Objectives that push different cells apart; fixed, so that a build can be repeated."""
        for turn in range(_PASSES):
            chosen = [c for c in self.promised() if not self._is_safe(c)]
            if not chosen:
                return
            yield {cell: 1 if (position * 2654435761 >> (turn + 4)) & 1 else -1 for position, cell in enumerate(chosen, 1)}

    def _see(self, table: dict[int, int] | None) -> None:
        for cell, value in (table or {}).items():
            self.low[cell] = min(value, self.low.get(cell, value))
            self.high[cell] = max(value, self.high.get(cell, value))

    def _is_safe(self, cell: int) -> bool:
        if cell not in self.low:
            return False
        wide = self.high[cell] - self.low[cell] >= self.protection.width
        if not self.protection.is_small(self.problem.values[cell]):
            return wide
        return wide and self.low[cell] <= 1 and self.high[cell] >= self.protection.threshold - 1

    def _protect(self, cell: int) -> None:
        """Find tables that widen what is possible of a cell, upwards and if need be downwards. Raises NotProtectable."""
        if cell not in self.low:
            self._see(self.solver.extreme({cell: 1}))
        if cell not in self.low:
            raise NotProtectable(cell)  # what is published contradicts itself
        top, width = self.protection.threshold - 1, self.protection.width
        if self.protection.is_small(self.problem.values[cell]):
            if self.high[cell] < top:
                self._widen(cell, [(top, None)])
            if self.low[cell] > 1:
                self._widen(cell, [(None, 1)])
        if self.high[cell] - self.low[cell] < width:
            self._widen(cell, [(self.low[cell] + width, None), (None, self.high[cell] - width)])

    def _widen(self, cell: int, ranges: list[tuple[int | None, int | None]]) -> None:
        """Reach one of the ranges (at least, at most) with no further cell if that can be, else with as few as possible."""
        for further in (False, True):
            found = [self.solver.reaching(cell, *bounds, further=further) for bounds in ranges if bounds[1] is None or bounds[1] >= 0]
            reached = [one for one in found if one]
            if reached:
                table, moved = min(reached, key=lambda one: (len(one[1]), sum(self.problem.values[c] for c in one[1])))
                self.solver.suppress(moved)
                self.suppressed |= moved
                self._see(table)
                return
        raise NotProtectable(cell)
