"""What became of each row of a table, and which figures were held back: counted by the engine while it maps, never by a mapping."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any

VALUE, MISSING, SUPPRESSED, QUARANTINED, EXCLUDED = 1, 2, 4, 8, 16
"""Kinds of observations as bits, so that a row can say which of them it gave."""

OBSERVED = "observed"
_OUTCOMES = (OBSERVED, "quarantined", "suppressed", "excluded")
_PERSONAL = re.compile(r"\d{9,}|@|\+62")


@dataclass(frozen=True, slots=True)
class Held:
    """A figure held back: where it stands, what stands there (not if it may be personal), and why (``alasan-karantina``)."""

    file: str
    row: int
    column: str
    value: str | None
    reason: str
    problem: str

    def words(self) -> str:
        shown = f", value {self.value!r}" if self.value is not None else ""
        return f"{self.file}, row {self.row}, column {self.column!r}{shown}: {self.problem}"


def told(cell: str) -> str | None:
    """A cell as it may be told, or None if it looks like a number or address of a person."""
    return None if _PERSONAL.search(cell.replace(" ", "")) else cell[:80]


@dataclass(slots=True)
class TableTally:
    """One table's rows, in order: outcome codes as indices of `names`; and counts of observations by kind."""

    file: str
    names: list[str] = field(default_factory=lambda: list(_OUTCOMES))
    rows: bytearray = field(default_factory=bytearray)
    kinds: dict[int, int] = field(default_factory=lambda: dict.fromkeys((VALUE, MISSING, SUPPRESSED, QUARANTINED, EXCLUDED), 0))
    held: list[Held] = field(default_factory=list)

    def row(self, mask: int) -> None:
        """Count a row by the kinds of observations that it gave."""
        self.rows.append(_outcome(mask) if mask else self._index("tanpa-angka"))

    def set_aside(self, reason: str) -> None:
        self.rows.append(self._index(reason))

    def _index(self, name: str) -> int:
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)

    def runs(self) -> list[tuple[str, int]]:
        """Outcomes in the order of rows as (name, how many in a row)."""
        return [(self.names[code], len(list(same))) for code, same in groupby(self.rows)]


def _outcome(mask: int) -> int:
    """Index of the outcome: a row with one published figure is observed, though others of its figures be held back."""
    if mask & (VALUE | MISSING):
        return 0
    return 1 if mask & QUARANTINED else 2 if mask & SUPPRESSED else 3


def as_account(tallies: Iterable[TableTally], excluded: bool) -> list[dict[str, Any]]:
    """The tallies for a report; `excluded` datasets have no observed rows."""
    return [
        {
            "file": tally.file,
            "runs": [("excluded" if excluded and name in _OUTCOMES else name, count) for name, count in tally.runs()],
            "observations": _kinds(tally, excluded),
            "held": [asdict(one) for one in tally.held],
        }
        for tally in tallies
    ]


def _kinds(tally: TableTally, excluded: bool) -> dict[str, int]:
    kinds = tally.kinds
    if excluded:
        return {"excluded": sum(kinds.values())}
    names = {VALUE: "value", MISSING: "missing", SUPPRESSED: "suppressed", QUARANTINED: "quarantined", EXCLUDED: "excluded"}
    return {names[kind]: count for kind, count in kinds.items() if count}
