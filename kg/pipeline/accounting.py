"""What became of every row of every table that was handed in.

Rows in are the rows that gave figures, plus those held back, plus those set aside.

The counts come from the engine (`kg.mapping.tally`). A table that several datasets read is counted once: a row counts by the most that any
of them made of it, and a row that each of them leaves to another one counts as lost.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from kg.disclosure.personal import told_path
from kg.errors import InputError
from kg.mapping.engine import MappedDataset
from kg.mapping.set_aside import REASONS

OUTCOMES = ("observed", "quarantined", "suppressed", "excluded")
LOST = "himpunan-lain"
_RANK = {name: rank for rank, name in enumerate((*OUTCOMES, *(name for name in REASONS if name != LOST), LOST))}
_ENTRY = re.compile(r"^\| `([a-z0-9_]+/[a-z0-9_]+(?:/[^`|]+)?)` \| (.+?) \|")


@dataclass(slots=True)
class TableAccount:
    """One handed-in file: rows, what became of them, observations by kind, and which datasets read it (or why none does)."""

    file: str
    rows: int = 0
    observed: int = 0
    quarantined: int = 0
    suppressed: int = 0
    excluded: int = 0
    set_aside: dict[str, int] = field(default_factory=dict)
    not_mapped: int = 0
    observations: dict[str, int] = field(default_factory=dict)
    datasets: list[str] = field(default_factory=list)
    reason: str = ""

    @property
    def told(self) -> int:
        """Rows of which it is said what became of them."""
        aside = sum(count for reason, count in self.set_aside.items() if reason != LOST)
        return self.observed + self.quarantined + self.suppressed + self.excluded + aside + self.not_mapped

    @property
    def is_balanced(self) -> bool:
        return self.rows == self.told


def account(mapped: Iterable[MappedDataset], folder: Path, not_mapped: Mapping[str, str]) -> list[TableAccount]:
    """An account of every data file below `folder`, in order of name."""
    read: dict[str, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
    for dataset in mapped:
        for entry in dataset.account:
            read[entry["file"]].append((dataset.name, entry))
    names = sorted(
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name not in ("SOURCE.md", "README.md")
    )
    accounts = []
    for name in names:
        tables = [table for table in read if table.partition("#")[0] == name]  # a workbook has a table for each sheet that is read
        accounts += [_of_table(table, read[table]) for table in sorted(tables)] or [_of_unread(name, folder, not_mapped)]
        accounts += [_of_sheet(sheet, folder, reason) for sheet, reason in not_mapped.items() if tables and sheet.startswith(f"{name}#")]
    return accounts


def read_not_mapped(path: Path) -> dict[str, str]:
    """Tables (or single files of them) that are not mapped, with the reason: the rows of the table in ``NOT_MAPPED.md``."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {match.group(1): match.group(2) for match in map(_ENTRY.match, lines) if match}


def _of_table(file: str, readings: Sequence[tuple[str, Mapping[str, Any]]]) -> TableAccount:
    account = TableAccount(file, datasets=[name for name, _ in readings])
    rows = [list(chain.from_iterable(repeat(name, count) for name, count in entry["runs"])) for _, entry in readings]
    if len({len(outcomes) for outcomes in rows}) > 1:
        raise InputError(
            f"{' and '.join(account.datasets)} find different numbers of rows in it: do their `header_rows` differ?", file=file
        )
    best = Counter(min(outcomes, key=_RANK.__getitem__) for outcomes in zip(*rows, strict=True))
    account.rows = len(rows[0])
    for outcome, count in best.items():
        if outcome in OUTCOMES:
            setattr(account, outcome, count)
        else:
            account.set_aside[outcome] = count
    kinds = Counter[str]()
    for _, entry in readings:
        kinds.update(entry["observations"])
    account.observations = dict(sorted(kinds.items()))
    return account


def _of_unread(file: str, folder: Path, not_mapped: Mapping[str, str]) -> TableAccount:
    """A file that no dataset read. Its rows are counted if it is said why; a file of which nothing is said has one row that is lost."""
    reason = not_mapped.get(file) or not_mapped.get(file.rsplit("/", 1)[0], "")
    rows = _count_rows(folder / file)
    return TableAccount(told_path(file), rows=rows, not_mapped=rows if reason else 0, reason=reason)


def _of_sheet(name: str, folder: Path, reason: str) -> TableAccount:
    """A sheet that is not mapped, of a workbook of which another one is."""
    file, _, sheet = name.partition("#")
    import openpyxl  # heavy, and only a few sources need it

    book = openpyxl.load_workbook(folder / file, read_only=True)
    try:
        rows = sum(1 for _ in book[sheet].iter_rows()) - 1 if sheet in book.sheetnames else 0
    finally:
        book.close()
    return TableAccount(name, rows=rows, not_mapped=rows, reason=reason)


def _count_rows(path: Path) -> int:
    if path.suffix != ".csv":
        return 1
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        return max(sum(1 for _ in csv.reader(file)) - 1, 0)


def as_json(accounts: Sequence[TableAccount]) -> dict[str, Any]:
    """For the report: each table, and the sums."""
    total = {name: sum(getattr(one, name) for one in accounts) for name in ("rows", *OUTCOMES, "not_mapped")}
    aside, figures = Counter[str](), Counter[str]()
    for one in accounts:
        aside.update(one.set_aside)
        figures.update(one.observations)
    tables = [asdict(one) | {"balanced": one.is_balanced} for one in accounts]
    return {
        "tables": tables,
        "total": total | {"set_aside": dict(sorted(aside.items())), "observations": dict(figures), "tables": len(accounts)},
    }


def held_figures(mapped: Iterable[MappedDataset]) -> list[dict[str, Any]]:
    """Every figure that is held back: file, row, column, value, reason, and the dataset that would show it."""
    return [{"dataset": one.name, **held} for one in mapped for entry in one.account for held in entry["held"]]
