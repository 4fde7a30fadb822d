"""Someone who wants the suppressed counts back, and has nothing but what is published: protected tables, their public rules, arithmetic.

It shares no code with what protects: it reads CSV files and ``dataset.yml``, writes down every sum that is published or shared, and asks
another solver (scipy) for the smallest and the largest whole number that each withheld cell can be.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

UNKNOWN = ("ditekan", "ditarik")


@dataclass
class PublishedTable:
    """One file of a release and the rule (as YAML gives it) that says what its columns are."""

    name: str
    rule: dict
    rows: list[dict[str, str]]

    @classmethod
    def read(cls, name: str, rule: dict, path: Path) -> PublishedTable:
        with path.open(encoding="utf-8", newline="") as file:
            return cls(name, rule, [row for row in csv.DictReader(file) if any(row.values())])

    def key(self, row: dict[str, str]) -> tuple[str, ...]:
        return tuple(row[d] for d in self.rule["dimensions"])

    def is_total(self, row: dict[str, str]) -> bool:
        labels = [t.get("cells", {}) for t in self.rule.get("totals", ())]
        return any(row[d] == cells[d] for cells in labels for d in self.rule["dimensions"] if d in cells)


@dataclass
class Knowledge:
    """Unknowns (withheld cells) and the equations between them."""

    number: dict = field(default_factory=dict)
    equations: list[tuple[dict[int, int], int]] = field(default_factory=list)
    watched: dict = field(default_factory=dict)

    def unknown(self, name) -> int:
        return self.number.setdefault(name, len(self.number))

    def equation(self, terms: Sequence[tuple[object, str, int]], true: Callable[[dict, int], bool] = lambda terms, constant: True) -> None:
        """State Σ factor · cell = 0 over (name, printed cell, factor)."""
        row: dict[int, int] = {}
        named: dict = {}
        constant = 0
        for name, printed, factor in terms:
            if printed in UNKNOWN:
                named[name] = named.get(name, 0) + factor
            else:
                constant -= factor * int(printed)
        if true(named, constant):
            for name, factor in named.items():
                row[self.unknown(name)] = row.get(self.unknown(name), 0) + factor
            if row:
                self.equations.append((row, constant))


def learn(release: Sequence[PublishedTable], knowledge: Knowledge, true=lambda terms, constant: True) -> Knowledge:
    """Everything that the tables of one release say of withheld cells. `true` leaves out what is not so any more."""
    shared: dict = {}
    for table in release:
        rule, counts = table.rule, table.rule["counts"]
        details = [(number, row) for number, row in enumerate(table.rows) if not table.is_total(row)]

        def name(number, row, column, table=table):
            doubled = row[column] == "ditarik"
            return (table.name, table.key(row), column, number) if doubled else (table.name, table.key(row), column)

        for number, row in enumerate(table.rows):
            for column in counts:
                if row[column] == "ditekan":
                    knowledge.watched[name(number, row, column)] = knowledge.unknown(name(number, row, column))
        for total in rule.get("totals", ()):
            sums: dict = {}
            for number, row in details:
                sums.setdefault(tuple(row[d] for d in total["by"]), []).append((number, row))
            for key, members in sums.items():
                cells = {**total.get("cells", {}), **dict(zip(total["by"], key, strict=True))}
                for row in table.rows:
                    if all(row[d] == cells[d] for d in rule["dimensions"]):
                        for column in counts:
                            if row[column] and all(r[column] in UNKNOWN or r[column].isdecimal() for _, r in members):
                                parts = [(name(n, r, column), r[column], 1) for n, r in members]
                                knowledge.equation([(name(None, row, column), row[column], -1), *parts], true)
        for link in rule.get("links", ()):
            groups: dict = {}
            for number, row in details:
                taken = all(row[d] == value for d, value in link.get("where", {}).items())
                if taken and not any(row[d] in values for d, values in link.get("without", {}).items()):
                    groups.setdefault(tuple(row[d] for d in link["by"]), []).append((number, row))
            columns = link.get("counts") or counts
            for key, members in groups.items():
                for one in columns if link.get("each") else [None]:
                    cells = [(name(n, r, c), r[c], 1) for n, r in members for c in columns if one in (None, c)]
                    if link.get("absent_as_zero"):
                        cells = [cell for cell in cells if cell[1] == "ditekan" or cell[1].isdecimal()]
                    if cells and all(printed == "ditekan" or printed.isdecimal() for _, printed, _ in cells):
                        shared.setdefault((link["name"], one, key), []).append(cells)
    for first, *others in shared.values():
        for other in others:
            knowledge.equation([*first, *((name, printed, -factor) for name, printed, factor in other)], true)
    return knowledge


def recover(knowledge: Knowledge) -> dict:
    """The smallest and largest whole number that each withheld cell can be, by name."""
    return {name: span for part in _parts(knowledge) for name, span in _spans(knowledge, part).items()}


def _parts(knowledge: Knowledge) -> list[list[int]]:
    """Unknowns that equations join, so that each part is a small programme."""
    parts: dict[int, set[int]] = {n: {n} for n in range(len(knowledge.number))}
    for row, _ in knowledge.equations:
        together = set().union(*(parts[n] for n in row))
        for n in together:
            parts[n] = together
    return [sorted(p) for p in {id(p): p for p in parts.values()}.values()]


def _spans(knowledge: Knowledge, part: list[int]) -> dict:
    place = {n: position for position, n in enumerate(part)}
    rows = [(row, constant) for row, constant in knowledge.equations if next(iter(row)) in place]
    names = {name: place[n] for name, n in knowledge.watched.items() if n in place}
    if not rows:
        return dict.fromkeys(names, (0, None))
    entries = [(i, place[n], factor) for i, (row, _) in enumerate(rows) for n, factor in row.items()]
    i, j, factors = zip(*entries, strict=True)
    matrix = csr_array((np.array(factors, float), (i, j)), shape=(len(rows), len(part)))
    right = np.array([constant for _, constant in rows], float)
    constraint = LinearConstraint(matrix, right, right)

    def best(position: int, sign: int) -> int | None:
        objective = np.zeros(len(part))
        objective[position] = sign
        result = milp(objective, integrality=np.ones(len(part)), bounds=Bounds(0, np.inf), constraints=constraint)
        if result.status == 3 or (result.status == 4 and sign < 0):  # unbounded
            return None
        assert result.status == 0, result.message
        table = np.rint(result.x)
        assert np.array_equal(matrix @ table, right) and (table >= 0).all()
        return round(table[position])

    return {name: (best(position, 1), best(position, -1)) for name, position in names.items()}
