"""Small multiples: one small chart for each series, all on the same two axes, so that shapes and heights compare at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from kg.site.charts.line import Line, Point, neighbours
from kg.site.charts.scale import Scale, ticks, value_range, year_ticks
from kg.site.charts.svg import WIDTH, element, group, linked, short_path, text

_WIDE, _HIGH, _TOP, _BOTTOM = 190, 152, 44, 118
_ACROSS, _GAP = 3, 15  # of a sheet
_LETTER, _NAME = 7.2, 23  # width of a digit, letters of a name that fit
_RING, _CROSS = 3.2, 3.5


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart: its series, its latest figure in words, and what it says and leads to as a whole."""

    line: Line
    shown: str
    told: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Multiples:
    """Small charts as a page shows them (each a drawing, as many beside each other as fit), and as one drawing for a file."""

    grid: Markup
    sheet: Markup


def tick_values(panels: Sequence[Panel]) -> list[float]:
    """The few round values of the vertical axis that all panels share."""
    return ticks(*value_range([point.value for panel in panels for point in panel.line.points]), about=2)


def small_multiples(
    panels: Sequence[Panel], name: str, number_text: dict[float, str], key: str, *, table: str = "", behind: Line | None = None
) -> Multiples:
    """The charts, in the order given. `behind` is a series that each panel shows in grey beside its own; `key` is unique on the page."""
    values = tick_values(panels)
    times = [point.x for panel in panels for point in panel.line.points] + [x for panel in panels for x, _ in panel.line.marks]
    left = max(len(number_text[value]) for value in values) * _LETTER + 8
    x = Scale(min(times) - 0.35, max(times) + 0.35, left, _WIDE - 8)
    highest = max(point.value for panel in panels for point in panel.line.points)
    y = Scale(values[0], max(highest, values[0]) if len(values) > 2 else values[-1], _BOTTOM, _TOP)
    frame = group(_frame(values, number_text, x, y, behind), cls="frame", id=f"bingkai-{key}")
    used = element("use", href=f"#bingkai-{key}")
    drawn = [_panel(panel, x, y, frame if n == 0 else used) for n, panel in enumerate(panels)]
    return Multiples(_grid(drawn, name, table), _sheet(drawn, name, table))


def _grid(drawn: Sequence[Markup], name: str, table: str) -> Markup:
    charts = (element("svg", one, cls="chart", viewBox=f"0 0 {_WIDE} {_HIGH}") for one in drawn)
    return element("div", *charts, cls="multiples", role="group", aria_label=name, aria_describedby=table or None)


def _sheet(drawn: Sequence[Markup], name: str, table: str) -> Markup:
    placed = (
        group([one], transform=f"translate({n % _ACROSS * (_WIDE + _GAP)} {n // _ACROSS * (_HIGH + _GAP)})") for n, one in enumerate(drawn)
    )
    height = ceil(len(drawn) / _ACROSS) * (_HIGH + _GAP)
    return element(
        "svg", *placed, cls="chart", viewBox=f"0 0 {WIDTH} {height}", role="group", aria_label=name, xmlns="http://www.w3.org/2000/svg"
    )


def _frame(values: list[float], number_text: dict[float, str], x: Scale, y: Scale, behind: Line | None) -> list[Markup]:
    """What is the same in all panels: the axes, and the series in grey."""
    parts = []
    for value in (value for value in values if value <= y.high):
        parts.append(element("line", cls="axis" if value == 0 else "grid", x1=x.start, x2=x.stop, y1=y(value), y2=y(value)))
        parts.append(text(x.start - 5, y(value) + 4, number_text[value], "tick", text_anchor="end"))
    years = year_ticks(x.low + 0.35, x.high - 0.35)
    for year, end in ((years[0], "start"), (years[-1], "end")) if len(years) > 1 else ((years[0], "start"),):
        parts.append(text(x.start if end == "start" else x.stop, _HIGH - 6, str(year), "tick", text_anchor=end))
    if behind and (path := _path(behind, x, y)):
        parts.append(element("path", cls="behind", d=path))
    return parts


def _panel(panel: Panel, x: Scale, y: Scale, frame: Markup) -> Markup:
    line = panel.line
    joined = [point for point in line.points if not point.alone]
    usual = short_path([[(x(point.x), y(point.value)) for point in joined]], dots=True) if joined else ""
    parts = [frame, text(0, 14, _short(line.name), "strong"), text(0, 31, panel.shown, "tick")]
    parts += [element("line", cls="break", x1=x(p.x) - 3, x2=x(p.x) - 3, y1=_TOP, y2=_BOTTOM) for p in line.points if p.broken]
    parts += [element("path", cls="line hue-0", d=path)] if (path := _path(line, x, y)) else []
    parts += [element("path", cls="dots hue-0", d=usual)] if usual else []
    parts += [element("circle", cls="hollow hue-0", cx=x(p.x), cy=y(p.value), r=_RING) for p in line.points if p.alone]
    absent = "".join(_cross(x(time)) for time, _ in line.absent)
    hidden = "".join(_square(x(time)) for time, _ in line.hidden)
    parts += [element("path", cls="absent", d=absent)] if absent else []
    parts += [element("path", cls="hidden-mark", d=hidden)] if hidden else []
    target = element("rect", cls="target", x=0, y=0, width=_WIDE, height=_HIGH, fill="none")
    return linked(panel.href, panel.told, target, *parts)


def _path(line: Line, x: Scale, y: Scale) -> str:
    """One path through all that may be joined; pairs that follow on each other make one run."""
    gaps = [time for time, _ in line.marks]
    runs: list[list[Point]] = []
    for before, after in neighbours([point for point in line.points if not point.alone]):
        if any(before.x < time < after.x for time in gaps):
            continue
        if runs and runs[-1][-1] is before:
            runs[-1].append(after)
        else:
            runs.append([before, after])
    return short_path([(x(point.x), y(point.value)) for point in run] for run in runs)


def _cross(where: float) -> str:
    return f"M{where - _CROSS:.1f} {_BOTTOM + 4}l7 7m0-7l-7 7"


def _square(where: float) -> str:
    return f"M{where - _CROSS:.1f} {_BOTTOM + 4}h7v7h-7z"


def _short(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1].rstrip() + "…"
