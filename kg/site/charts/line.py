"""Figures over time. A line joins only what may be joined: neighbours of one kind, without a gap or a break between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from textwrap import wrap

from markupsafe import Markup

from kg.site.charts.scale import Scale, ticks, value_range, year_ticks
from kg.site.charts.svg import WIDTH, element, group, linked, picture, text

_RIGHT, _TOP, _BOTTOM = 22, 18, 44
_LETTER, _LEAST = 11.2, 44  # width of a digit at the size of small screens, and of what stands left of the drawing
_NAME_WIDTH = 18  # letters; what fits beside the drawing
_A_YEAR = 1.1
_YEAR = 62  # room for the words of a year at the size of small screens
_DOTS_SHOWN = 60  # on longer lines only the ends are marked, all points can still be pointed at


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on the axis of time: decimal year, value, what it says in words, its page.

    `alone`: it covers another length of time than the others, and is never joined. `broken`: the way of counting changed before it.
    """

    x: float
    value: float
    told: str
    href: str | None = None
    alone: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One series of figures that may be compared with each other.

    `absent` are times at which the source gives a mark and no figure, `hidden` those whose figure is suppressed; each with its words.
    """

    name: str
    points: tuple[Point, ...]
    absent: tuple[tuple[float, str], ...] = ()
    hidden: tuple[tuple[float, str], ...] = ()

    @property
    def marks(self) -> tuple[tuple[float, str], ...]:
        """All times without a figure: no line runs over them."""
        return self.absent + self.hidden


def line_chart(lines: Sequence[Line], name: str, number_text: dict[float, str], *, table: str = "", break_word: str = "") -> Markup:
    """The chart. `number_text` gives the words of each tick value; ask `tick_values` which there are."""
    height = 340 if len(lines) == 1 else 380
    right = _RIGHT if len(lines) == 1 else 172
    years = [p.x for line in lines for p in line.points] + [x for line in lines for x, _ in line.marks]
    values = tick_values(lines)
    left = max(_LEAST, max(len(number_text[value]) for value in values) * _LETTER + 12)
    x = Scale(min(years) - 0.35, max(years) + 0.35, left, WIDTH - right)
    y = Scale(values[0], values[-1], height - _BOTTOM, _TOP)
    parts = [*_grid(values, number_text, y, x), *_years(x, height)]
    for hue, line in enumerate(lines):
        parts += _joined(line, x, y, hue % 8)
    for hue, line in enumerate(lines):
        parts += _breaks(line, x, height, break_word)
        parts.append(group(_marks(line, x, y, hue % 8, height)))
    if len(lines) > 1:
        parts += _names(lines, x, y, WIDTH - right + 10)
    return picture(height, name, table, parts)


def tick_values(lines: Sequence[Line]) -> list[float]:
    """The round values of the vertical axis, from zero unless all figures are far from it."""
    return ticks(*value_range([p.value for line in lines for p in line.points]))


def starts_at_zero(lines: Sequence[Line]) -> bool:
    return tick_values(lines)[0] == 0


def _grid(values: list[float], number_text: dict[float, str], y: Scale, x: Scale) -> list[Markup]:
    parts = []
    for value in values:
        parts.append(element("line", cls="axis" if value == 0 else "grid", x1=x.start, x2=x.stop, y1=y(value), y2=y(value)))
        parts.append(text(x.start - 8, y(value) + 5, number_text[value], "tick", text_anchor="end"))
    return parts


def _years(x: Scale, height: float) -> list[Markup]:
    parts = []
    for year in year_ticks(x.low + 0.35, x.high - 0.35, most=max(int((x.stop - x.start) / _YEAR), 2)):
        where = x(min(max(year + 0.5, x.low), x.high))
        parts.append(element("line", cls="grid", x1=where, x2=where, y1=height - _BOTTOM, y2=height - _BOTTOM + 6))
        parts.append(text(where, height - 14, str(year), "tick", text_anchor="middle"))
    return parts


def neighbours(points: Sequence[Point]) -> list[tuple[Point, Point]]:
    """Pairs of points that a line may join. Two figures for one time (sources that disagree) are both joined: the fork is the finding."""
    times = sorted({point.x for point in points})
    gaps = [later - earlier for earlier, later in pairwise(times)]
    farthest = min(1.6 * median(gaps), _A_YEAR) if gaps else 0
    at = {time: [p for p in points if p.x == time] for time in times}
    return [
        (before, after)
        for earlier, later in pairwise(times)
        if later - earlier <= farthest
        for before in at[earlier]
        for after in at[later]
        if not after.broken
    ]


def _joined(line: Line, x: Scale, y: Scale, hue: int) -> list[Markup]:
    gaps = [time for time, _ in line.marks]
    segments = [
        f"M{x(before.x):.1f} {y(before.value):.1f}L{x(after.x):.1f} {y(after.value):.1f}"
        for before, after in neighbours([point for point in line.points if not point.alone])
        if not any(before.x < time < after.x for time in gaps)
    ]
    return [element("path", cls=f"line hue-{hue}", d="".join(segments))] if segments else []


def _breaks(line: Line, x: Scale, height: float, word: str) -> list[Markup]:
    parts = []
    for point in line.points:
        if point.broken:
            where = x(point.x) - 12
            parts.append(element("line", cls="break", x1=where, x2=where, y1=_TOP, y2=height - _BOTTOM))
            parts.append(text(where - 5, _TOP + 10, word, "break-word", text_anchor="end"))
    return parts


def _marks(line: Line, x: Scale, y: Scale, hue: int, height: float) -> list[Markup]:
    few = len(line.points) <= _DOTS_SHOWN
    parts = []
    for point in line.points:
        cls = f"{'hollow' if point.alone else 'dot'} hue-{hue}"
        dot = element("circle", cls=cls, cx=x(point.x), cy=y(point.value), r=5 if few else 2.5)
        parts.append(
            linked(point.href, point.told, element("circle", cls="target", cx=x(point.x), cy=y(point.value), r=12, fill="none"), dot)
        )
    for time, told in line.absent:
        where = height - _BOTTOM - 9
        cross = f"M{x(time) - 5:.1f} {where - 5}l10 10m0 -10l-10 10"
        parts.append(linked(None, told, element("path", cls="absent", d=cross)))
    for time, told in line.hidden:
        square = f"M{x(time) - 5:.1f} {height - _BOTTOM - 14}h10v10h-10z"
        parts.append(linked(None, told, element("path", cls="hidden-mark", d=square)))
    return parts


def _names(lines: Sequence[Line], x: Scale, y: Scale, left: float) -> list[Markup]:
    """Names at the ends of lines, pushed apart so that none covers another."""
    ends = sorted(((y(max(line.points, key=lambda p: p.x).value) + 5, hue, line.name) for hue, line in enumerate(lines) if line.points))
    parts, free = [], 0.0
    for wanted, hue, name in ends:
        where = max(wanted, free)
        for n, words in enumerate(wrap(name, _NAME_WIDTH, max_lines=2, placeholder=" …")):
            parts.append(text(left, where + n * 17, words, f"word hue-{hue % 8}"))
            free = where + n * 17 + 20
    return parts
