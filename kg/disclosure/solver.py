"""One block of a problem as an integer programme for HiGHS: which tables are consistent with all that is known."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from kg.disclosure.problem import Problem, Relation
from kg.errors import InputError

_REACH = 8  # how far a published cell may be moved when it is tried as a further suppressed one
_NODES = 5_000  # limit of the search in nodes, not in seconds, so that every machine finds the same


def load_highs() -> Any:
    """The solver's module. Raises InputError without it: a table with small cells is refused then, never published unprotected."""
    try:
        import highspy
    except ImportError:
        raise InputError(
            "holds counts of persons below the threshold, and the solver that protects them is not installed: pip install highspy"
        ) from None
    return highspy


@contextmanager
def _quiet() -> Iterator[None]:
    """Standard output closed for a moment: the solver's library prints its name when it is first used, whatever its options say."""
    sys.stdout.flush()
    kept, nothing = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nothing)


class BlockSolver:
    """Finds integer tables that agree with everything published. Cells are named by their number in the problem."""

    def __init__(self, problem: Problem, cells: list[int], relations: list[Relation], unknown: Collection[int]) -> None:
        self._highs_module = load_highs()
        self.problem, self.cells, self.relations = problem, cells, relations
        self._column = {cell: position for position, cell in enumerate(cells)}
        self._switch: dict[int, int] = {}
        self._switch_rows: dict[int, tuple[int, int]] = {}
        self.unknown: set[int] = set()
        self._model = self._build()
        self.suppress(unknown)

    def suppress(self, cells: Iterable[int]) -> None:
        """From now on these cells may hold anything from 0 on."""
        infinity = self._highs_module.kHighsInf
        for cell in cells:
            if cell in self.unknown:
                continue
            self.unknown.add(cell)
            self._model.changeColBounds(self._column[cell], 0, infinity)
            if cell in self._switch:
                self._model.changeColBounds(self._switch[cell], 0, 0)
                for row in self._switch_rows[cell]:
                    self._model.changeRowBounds(row, -infinity, infinity)

    def extreme(self, weights: Mapping[int, int]) -> dict[int, int] | None:
        """A table that makes Σ weight · cell as large as it can be (a search that ends early gives a good one)."""
        self._allow_further(False)
        return self._solve({self._column[cell]: -weight for cell, weight in weights.items()}, {})

    def reaching(self, cell: int, at_least: int | None, at_most: int | None, *, further: bool) -> tuple[dict[int, int], set[int]] | None:
        """A table in which a cell has a value in a range, and the published cells that it moves: none, or as few as can be (`further`)."""
        self._allow_further(further)
        costs = {self._switch[c]: self._cost(c) for c in self._switch if c not in self.unknown} if further else {}
        infinity = self._highs_module.kHighsInf
        bounds = {self._column[cell]: (at_least or 0, infinity if at_most is None else at_most)}
        table = self._solve(costs, bounds)
        if table is None:
            return None
        return table, {c for c in self.cells if c not in self.unknown and table[c] != self.problem.values[c]}

    def _cost(self, cell: int) -> float:
        """Each further cell costs 1, and up to as much again for a large figure: of two choices, the smaller figure is withheld."""
        return 1 + min(self.problem.values[cell], 1000) / 1000

    def _allow_further(self, allow: bool) -> None:
        values, infinity = self.problem.values, self._highs_module.kHighsInf
        for cell, switch in self._switch.items():
            if cell in self.unknown:
                continue
            value = values[cell]
            self._model.changeColBounds(switch, 0, 1 if allow else 0)
            self._model.changeColBounds(self._column[cell], max(0, value - _REACH) if allow else value, value + _REACH if allow else value)
            for row, (lower, upper) in zip(self._switch_rows[cell], ((-infinity, value), (value, infinity)), strict=True):
                self._model.changeRowBounds(row, *((lower, upper) if allow else (-infinity, infinity)))

    def _solve(self, costs: Mapping[int, float], bounds: Mapping[int, tuple[float, float]]) -> dict[int, int] | None:
        model = self._model
        for column, cost in costs.items():
            model.changeColCost(column, cost)
        held = {column: self._bounds(column) for column in bounds}
        for column, (lower, upper) in bounds.items():
            model.changeColBounds(column, max(lower, held[column][0]), min(upper, held[column][1]))
        model.clearSolver()
        model.run()
        statuses = self._highs_module.HighsModelStatus
        found = None
        if model.getModelStatus() in (statuses.kOptimal, statuses.kSolutionLimit, statuses.kObjectiveBound):
            solution = model.getSolution().col_value
            found = {cell: round(solution[column]) for cell, column in self._column.items()} if solution else None
        for column in costs:
            model.changeColCost(column, 0)
        for column, (lower, upper) in held.items():
            model.changeColBounds(column, lower, upper)
        return found if found is not None and self._is_consistent(found) else None

    def _bounds(self, column: int) -> tuple[float, float]:
        _, _, lower, upper, _ = self._model.getCol(column)
        return lower, upper

    def _is_consistent(self, table: Mapping[int, int]) -> bool:
        """Checked in exact arithmetic: the solver works with tolerances."""
        return all(value >= 0 for value in table.values()) and all(
            r.lower <= sum(factor * table[cell] for cell, factor in r.terms) <= r.upper for r in self.relations
        )

    def _build(self) -> Any:
        with _quiet():
            highs = self._highs_module.Highs()
        infinity = self._highs_module.kHighsInf
        for option, setting in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 0),
            ("mip_rel_gap", 0.0),
            ("mip_max_nodes", _NODES),
        ):
            highs.setOptionValue(option, setting)
        integer = self._highs_module.HighsVarType.kInteger
        problem = self.problem
        for column, cell in enumerate(self.cells):
            highs.addCol(0, problem.values[cell], problem.values[cell], 0, [], [])
            highs.changeColIntegrality(column, integer)
        for relation in self.relations:
            columns = [self._column[cell] for cell, _ in relation.terms]
            highs.addRow(relation.lower, relation.upper, len(columns), columns, [float(factor) for _, factor in relation.terms])
        for cell in self.cells:
            if cell not in problem.hidden and cell not in problem.known:
                self._add_switch(highs, cell, integer, infinity)
        return highs

    def _add_switch(self, highs: Any, cell: int, integer: Any, infinity: float) -> None:
        """A binary that is 1 if a published cell moves: value - reach · switch ≤ cell ≤ value + reach · switch."""
        switch = highs.getNumCol()
        highs.addCol(0, 0, 0, 0, [], [])
        highs.changeColIntegrality(switch, integer)
        self._switch[cell] = switch
        first = highs.getNumRow()
        for sign in (-1.0, 1.0):
            highs.addRow(-infinity, infinity, 2, [self._column[cell], switch], [1.0, sign * _REACH])
        self._switch_rows[cell] = (first, first + 1)
