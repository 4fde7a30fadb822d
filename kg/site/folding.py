"""What of many charts stands on one page: pages stay small for slow lines, and what is folded has its own address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from kg.site.charted import Charted

WHOLE, DRAWN, LINKED = "whole", "drawn", "linked"
_ROW, _CARD = 330, 3_200  # bytes of markup around a row's words, and around a chart
_BUDGET = 60_000


_Heading = TypeVar("_Heading")
_Item = TypeVar("_Item")


def in_parts(groups: Sequence[tuple[_Heading, Sequence[_Item]]], most: int) -> list[list[tuple[_Heading, Sequence[_Item]]]]:
    """Groups with their items, cut between groups into parts of at most `most` items, unless one group has more.

    >>> [[name for name, _ in part] for part in in_parts([("a", [1, 2]), ("b", [3]), ("c", [4, 5])], 3)]
    [['a', 'b'], ['c']]
    """
    parts: list[list[tuple[_Heading, Sequence[_Item]]]] = [[]]
    for group in groups:
        if parts[-1] and sum(len(items) for _, items in parts[-1]) + len(group[1]) > most:
            parts.append([])
        parts[-1].append(group)
    return parts


def folded(charts: Iterable[Charted], budget: int = _BUDGET) -> dict[str, str]:
    """By anchor: ``whole`` with its table, ``drawn`` with a link to the table, or ``linked`` only, as long as `budget` (bytes) lasts.

    The first chart is always drawn: it is the one that was asked for, or the one that answers most.
    """
    found: dict[str, str] = {}
    for chart in charts:
        drawing = _CARD + len(chart.drawing.encode())
        table = sum(_ROW + sum(len(part.encode()) for part in (row.what, row.where, row.when, row.notes, row.source)) for row in chart.rows)
        how, size = next(
            (how, size) for how, size in ((WHOLE, drawing + table), (DRAWN, drawing), (LINKED, 0)) if size <= budget or not size
        )
        if not found and how == LINKED:
            how, size = DRAWN, drawing
        found[chart.anchor], budget = how, budget - size
    return found
