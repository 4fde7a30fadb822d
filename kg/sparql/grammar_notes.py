"""A rule of the grammar's notes that the engine's parser does not hold: no aggregate stands within another one."""

from __future__ import annotations

from collections.abc import Sequence

AGGREGATES = {"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"}


def nested_aggregate(texts: Sequence[str]) -> int | None:
    """The place of an aggregate within another one, of all tokens' texts; a query within an expression is one of its own.

    >>> nested_aggregate(["COUNT", "(", "?a", "+", "sum", "(", "?b", ")", ")"])
    4
    >>> nested_aggregate(["COUNT", "(", "?a", ")", "+", "SUM", "(", "?b", ")"]) is None
    True
    """
    groups: list[str] = []
    for at, text in enumerate(texts):
        if text == "(":
            before = texts[at - 1].upper() if at else ""
            if before in AGGREGATES and _within_aggregate(groups):
                return at - 1
            groups.append(before if before in AGGREGATES else "(")
        elif text == "{":
            groups.append("{")
        elif text in (")", "}") and groups:
            groups.pop()
    return None


def _within_aggregate(groups: list[str]) -> bool:
    for group in reversed(groups):
        if group == "{":
            return False
        if group in AGGREGATES:
            return True
    return False
