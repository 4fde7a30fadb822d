"""What earlier releases told: their protected tables, and the sums in them that are still true of the new figures.

A cell that was suppressed stays suppressed. A cell that was published with the value that it still has can hide nothing any more. And
a reader may set the old sums beside the new ones: those which the new figures fulfil are known facts, and are part of the problem.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.disclosure.problem import Relation
from kg.disclosure.rules import MARK, TableRule, aside_mark
from kg.disclosure.system import Name, System, linked_sums
from kg.disclosure.tables import CountTable, Key
from kg.mapping.set_aside import REASONS


def read_published(name: str, rule: TableRule, paths: Iterable[Path]) -> CountTable:
    """A protected table as it was published, and its totals. Suppressed counts are -1, withdrawn ones absent; other columns: no rows."""
    table = CountTable(name, rule)
    asides = {aside_mark(reason) for reason in REASONS}
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            if not {*rule.dimensions, *rule.counts} <= set(reader.fieldnames or ()):
                continue
            for row in reader:
                if any(row.values()) and row[rule.columns[0]] not in asides:
                    table.rows.append({column: row.get(column) or "" for column in rule.columns})
                    table.counts.append({column: _count(row[column]) for column in rule.counts})
    return table


def _count(cell: str) -> int | None:
    return -1 if cell == MARK else int(cell) if cell.isdecimal() else None


def add_history(system: System, before: Sequence[CountTable]) -> None:
    """Take the tables of the last release, in the order of the system's tables, into account."""
    old, sums = _read(before)
    gone: dict[Name, int] = {}
    for name, value in old.items():
        cell = system.names.get(name)
        if cell is None:
            continue
        if value is None:
            system.problem.kept.add(cell)
        elif value == system.problem.values[cell]:
            system.problem.known.add(cell)
    for parts in sums:
        _add_old_sum(system, old, parts, gone)


def _read(before: Sequence[CountTable]) -> tuple[dict[Name, int | None], list[list[tuple[Name, int]]]]:
    """Values by name of the cell, and sums that are zero, as (name, factor)."""
    values: dict[Name, int | None] = {}
    sums: list[list[tuple[Name, int]]] = []
    linked: dict[tuple[str, Key], list[list[tuple[Name, int]]]] = {}
    for table in before:
        details, totals = _without_totals(table)
        for row, counts in enumerate(table.counts):
            for column, count in counts.items():
                if count is not None:
                    values[table.name, table.key(row), column] = None if count < 0 else count
        for row, members in totals:
            for column in table.rule.counts:
                total = (table.name, table.key(row), column)
                if total in values and all(table.counts[part][column] is not None for part in members):
                    sums.append([(total, -1), *(((table.name, table.key(part), column), 1) for part in members)])
        for name, key, parts in _links(table, details):
            linked.setdefault((name, key), []).append(parts)
    for group in linked.values():
        first, *others = group
        sums += [[*first, *((name, -factor) for name, factor in other)] for other in others]
    return values, sums


def _without_totals(table: CountTable) -> tuple[list[int], list[tuple[int, list[int]]]]:
    """Rows that are no totals; and rows of totals with the rows that each adds up."""
    keys = {table.key(row): row for row in range(len(table.rows))}
    rules = table.rule.totals
    details = [row for row in range(len(table.rows)) if not any(_is_total(table, row, total.cells) for total in rules)]
    found = []
    for total in rules:
        groups: dict[Key, list[int]] = {}
        for row in details:
            groups.setdefault(tuple(table.rows[row][column] for column in total.by), []).append(row)
        for key, members in groups.items():
            cells = {**total.cells, **dict(zip(total.by, key, strict=True))}
            row_key = tuple(cells[column] for column in table.rule.dimensions)
            if row_key in keys:
                found.append((keys[row_key], members))
    return details, found


def _is_total(table: CountTable, row: int, cells: Mapping[str, str]) -> bool:
    """Whether a row holds, in a dimension, what only rows of totals hold there."""
    return any(table.rows[row][column] == cells[column] for column in table.rule.dimensions if column in cells)


def _links(table: CountTable, details: Sequence[int]) -> list[tuple[str, Key, list[tuple[Name, int]]]]:
    own = CountTable(table.name, table.rule, [table.rows[row] for row in details], [table.counts[row] for row in details])
    numbers = {(0, row, column): row for row, counts in enumerate(own.counts) for column, count in counts.items() if count is not None}
    columns = list(numbers)
    named = {one: position for position, one in enumerate(columns)}
    return [
        (name, key, [((own.name, own.key(columns[part][1]), columns[part][2]), 1) for part in parts])
        for name, key, parts in linked_sums([own], named)
    ]


def _add_old_sum(system: System, old: Mapping[Name, int | None], parts: Sequence[tuple[Name, int]], gone: dict[Name, int]) -> None:
    """Add an old sum if the new figures fulfil it: what was printed then as constants, what was suppressed as the cells of now.

    A suppressed cell that is no longer in the table is a hidden cell of its own, whose value the old sum and the new figures would tell.
    """
    problem = system.problem
    constant, terms, missing = 0, [], []
    for name, factor in parts:
        value = old[name]
        if value is not None:
            constant += factor * value
        elif name in system.names:
            terms.append((system.names[name], factor))
        else:
            missing.append((name, factor))
    rest = constant + sum(factor * problem.values[cell] for cell, factor in terms)
    new = [(name, factor) for name, factor in missing if name not in gone]
    rest += sum(factor * problem.values[gone[name]] for name, factor in missing if name in gone)
    if new:
        name, factor = new[0]
        if -rest * factor < 0:
            return
        for other, _ in new[1:]:
            gone[other] = problem.add_gone(0)
        gone[name] = problem.add_gone(-rest * factor)
        rest = 0
    if rest == 0 and (terms or missing):
        all_terms = (*terms, *((gone[name], factor) for name, factor in missing))
        problem.relations.append(Relation(all_terms, -constant, -constant))
