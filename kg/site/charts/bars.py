"""Figures of one period, ranked. The bar starts at zero; what has no figure stands in the list without a bar, told in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.site.charts.scale import Scale
from kg.site.charts.svg import WIDTH, element, linked, picture, text

_NAMES, _ROW, _FIGURES = 206, 30, 96


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: name, value (None: no figure, and `shown` says why), the figure in words, its page, and whether it is set off."""

    name: str
    value: float | None
    shown: str
    told: str
    href: str | None = None
    faint: bool = False


def bar_chart(bars: Sequence[Bar], name: str, *, table: str = "", high: float | None = None) -> Markup:
    """The chart; rows in the order given."""
    values = [bar.value for bar in bars if bar.value is not None]
    low = min([0.0, *values])
    scale = Scale(low, high or max([*values, 0.0]) or 1.0, _NAMES, WIDTH - _FIGURES)
    zero = scale(0.0)
    parts = [element("line", cls="axis", x1=zero, x2=zero, y1=4, y2=len(bars) * _ROW + 4)]
    for row, bar in enumerate(bars):
        parts.append(_row(bar, row * _ROW + 6, scale, zero))
    return picture(len(bars) * _ROW + 10, name, table, parts)


def _row(bar: Bar, top: float, scale: Scale, zero: float) -> Markup:
    middle = top + _ROW / 2 + 1
    parts = [text(_NAMES - 10, middle + 2, _short(bar.name), "label", text_anchor="end")]
    if bar.value is None:
        parts.append(text(zero + 8, middle + 2, bar.shown, "tick"))
    else:
        end = scale(bar.value)
        cls = "bar-faint" if bar.faint else "dot hue-0"
        parts.append(element("rect", cls=cls, x=min(zero, end), y=top, width=max(abs(end - zero), 1.0), height=_ROW - 9, rx=2))
        parts.append(text(max(zero, end) + 8, middle + 2, bar.shown, "strong"))
    return linked(bar.href, bar.told, *parts)


def _short(name: str, most: int = 23) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
