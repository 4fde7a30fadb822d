"""What of many charts stands on one page: pages stay small for slow lines, and what is folded has its own address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from kg.site.charted import Charted

WHOLE, DRAWN, LINKED = "whole", "drawn", "linked"
_ROW, _CARD = 330, 3_200  # bytes of markup around a row's words, and around a chart
BUDGET = 70_000  # of charts, choices and cautions on the page of an indicator
_LONG = 120  # rows; longer tables have a page of their own, whatever room there is


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


def folded(charts: Sequence[Charted], budget: int = BUDGET) -> dict[str, str]:
    """By anchor: ``whole`` with its table, ``drawn`` with a link to the table, or ``linked`` only, as long as `budget` (bytes) lasts.

    The first chart is always drawn, and its table comes next: it is the one that was asked for, or the one that answers most. Of the others
    drawings come before tables.
    """
    found: dict[str, str] = {}
    if (
        charts
        and len(charts[0].figures) <= _LONG
        and (size := _CARD + len(charts[0].drawing.encode()) + _table_size(charts[0])) <= budget / 2
    ):
        found[charts[0].anchor], budget = WHOLE, budget - size
    for chart in charts[len(found) :]:
        size = _CARD + len(chart.drawing.encode())
        found[chart.anchor] = DRAWN if size <= budget or not found else LINKED
        budget -= size if found[chart.anchor] == DRAWN else 0
    for chart in charts:
        if found[chart.anchor] == DRAWN and len(chart.figures) <= _LONG and (size := _table_size(chart)) <= budget:
            found[chart.anchor], budget = WHOLE, budget - size
    return found


def _table_size(chart: Charted) -> int:
    return sum(_ROW + sum(len(part.encode()) for part in (row.what, row.where, row.when, row.notes, row.source)) for row in chart.rows)
