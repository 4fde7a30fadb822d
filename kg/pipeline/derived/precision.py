"""How exactly a figure was printed, and whether two figures agree as exactly as they were printed."""

from __future__ import annotations

import re
from decimal import Decimal

_NOT_DIGITS = re.compile(r"\D")
_PLACES = (*range(9), *range(-1, -13, -1))


def step(value: Decimal, printed: str, *, rounded: bool) -> Decimal:
    """The smallest difference that a printed figure can show: a hundredth for ``30,30``, a thousand for ``125 ribu``.

    Zeros at the end of a whole number are digits like any others, unless the source says that it rounded (`rounded`).

    >>> str(step(Decimal("30.3"), "30,30", rounded=False)), str(step(Decimal(125000), "125 ribu", rounded=True))
    ('0.01', '1E+3')
    >>> str(step(Decimal(16500), "16.500", rounded=False)), str(step(Decimal(16500), "16.500", rounded=True))
    ('1', '1E+2')
    """
    digits = _NOT_DIGITS.sub("", printed)
    places = next((n for n in _PLACES if digits and value and abs(value).scaleb(n) == int(digits)), 0)
    exact = Decimal(1).scaleb(-places)
    if not rounded or exact < 1 or not value:
        return exact
    zeros = len(digits) - len(digits.rstrip("0"))
    return exact.scaleb(zeros)


def agree(one: Decimal, its_step: Decimal, other: Decimal, other_step: Decimal) -> bool:
    """Whether two figures are equal, or the finer one rounds to the coarser one.

    >>> agree(Decimal("30.3"), Decimal("0.1"), Decimal("30.34"), Decimal("0.01"))
    True
    >>> agree(Decimal("68.97"), Decimal("0.01"), Decimal("68.98"), Decimal("0.01"))
    False
    """
    if one == other:
        return True
    return its_step != other_step and abs(one - other) <= max(its_step, other_step) / 2
