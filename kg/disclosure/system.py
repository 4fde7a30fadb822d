"""From the tables of a group to one problem: a cell for each count, and every sum that ties cells of one table or of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.disclosure.problem import Problem
from kg.disclosure.rules import LinkRule
from kg.disclosure.tables import CountTable, Key, total_rows

Name = tuple[str, Key, str]
"""A cell's name across releases: table, values of the dimensions, column of the count."""


@dataclass(slots=True)
class System:
    """The problem of a group of tables. ``totals`` are the further rows of each table: their cells, and the number of each count's cell."""

    tables: Sequence[CountTable]
    problem: Problem = field(default_factory=Problem)
    cells: dict[tuple[int, int, str], int] = field(default_factory=dict)
    totals: list[list[tuple[dict[str, str], dict[str, int]]]] = field(default_factory=list)
    names: dict[Name, int] = field(default_factory=dict)


def build_system(tables: Sequence[CountTable]) -> System:
    """The cells and relations of the tables of one group."""
    system = System(tables)
    for place, table in enumerate(tables):
        _add_cells(system, place, table)
        system.totals.append([_add_total(system, place, table, cells, parts) for cells, parts in total_rows(table)])
    _add_links(system)
    return system


def _add_cells(system: System, place: int, table: CountTable) -> None:
    problem, doubled = system.problem, table.doubled()
    for row, counts in enumerate(table.counts):
        for column, count in counts.items():
            if count is None:
                continue
            cell = system.cells[place, row, column] = problem.add(count)
            if row in doubled:
                problem.hidden.add(cell)
                problem.unspoken.add(cell)
                continue
            system.names[table.name, table.key(row), column] = cell
            if any(all({**table.rows[row], column: str(count)}.get(c) == v for c, v in zero.items()) for zero in table.rule.impossible):
                problem.known.add(cell)


def _add_total(
    system: System, place: int, table: CountTable, cells: dict[str, str], parts: dict[str, list[int]]
) -> tuple[dict[str, str], dict[str, int]]:
    made = {}
    for column, rows in parts.items():
        members = [system.cells[place, row, column] for row in rows]
        total = made[column] = system.problem.add(sum(system.problem.values[cell] for cell in members))
        system.problem.relate(total, members)
        system.names[table.name, tuple(cells[c] for c in table.rule.dimensions), column] = total
    return cells, made


def _add_links(system: System) -> None:
    """One hidden sum for each number that several tables share. Where they differ there is nothing to share, and each has its own."""
    sums: dict[tuple[str, Key, int], int] = {}
    for name, key, members in linked_sums(system.tables, system.cells):
        value = sum(system.problem.values[cell] for cell in members)
        if (name, key, value) not in sums:
            sums[name, key, value] = system.problem.add_hidden(value)
        system.problem.relate(sums[name, key, value], members)


def linked_sums(tables: Sequence[CountTable], cells: dict[tuple[int, int, str], int]) -> list[tuple[str, Key, list[int]]]:
    """(name of the link, key, cells that add up to the shared number); none where a row was withdrawn or, mostly, a count is absent."""
    found = []
    for place, table in enumerate(tables):
        doubled = table.doubled()
        for link in table.rule.links:
            columns = link.counts or table.rule.counts
            for key, all_rows in table.groups(link.by).items():
                rows = [row for row in all_rows if _is_taken(table.rows[row], link)]
                for part in [[column] for column in columns] if link.each else [columns]:
                    wanted = [(place, row, column) for row in rows for column in part]
                    if link.absent_as_zero:
                        wanted = [one for one in wanted if one in cells]
                    if wanted and not doubled.intersection(rows) and all(one in cells for one in wanted):
                        name = f"{link.name} {part[0]}" if link.each else link.name
                        found.append((name, key, [cells[one] for one in wanted]))
    return found


def _is_taken(row: Mapping[str, str], link: LinkRule) -> bool:
    taken = all(row[column] == value for column, value in link.where.items())
    return taken and not any(row[column] in values for column, values in link.without.items())
