"""Axes: round tick values, and where a value stands."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear axis from `low` to `high`, drawn from `start` to `stop` (user units)."""

    low: float
    high: float
    start: float
    stop: float

    def __call__(self, value: float) -> float:
        span = self.high - self.low or 1.0
        return self.start + (value - self.low) / span * (self.stop - self.start)


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round values from at or below `low` to at or above `high`.

    >>> ticks(0, 861)
    [0.0, 200.0, 400.0, 600.0, 800.0, 1000.0]
    >>> ticks(8.2, 11.4, 4)
    [8.0, 9.0, 10.0, 11.0, 12.0]
    """
    span = high - low or abs(high) or 1.0
    rough = span / max(about, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


def value_range(values: list[float]) -> tuple[float, float]:
    """Ends of a value axis: from zero, unless all values are so far from it that their change would not be seen.

    >>> value_range([661, 861]), value_range([71.2, 73.5])
    ((0.0, 861), (71.2, 73.5))
    """
    low, high = min(values), max(values)
    if low >= 0 and (high - low) >= 0.08 * high:
        return 0.0, high or 1.0
    if low >= 0 and low == high:
        return 0.0, high or 1.0
    return low, high


def year_ticks(low: float, high: float, most: int = 9) -> list[int]:
    """Whole years to write below an axis, not more than `most`.

    >>> year_ticks(2015.2, 2025.7), year_ticks(2021.1, 2023.9)
    ([2015, 2017, 2019, 2021, 2023, 2025], [2021, 2022, 2023])
    """
    first, last = math.floor(low), math.floor(high)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if (last - first) / s + 1 <= most)
    return list(range(first, last + 1, step)) if step in (1, 2) else [y for y in range(first, last + 1) if y % step == 0]
