"""Figures of one period, ranked. The bar starts at zero; what has no figure stands in the list without a bar, told in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.site.charts.scale import Scale
from kg.site.charts.svg import WIDTH, element, linked, picture, text

_LEFT, _ROW, _FIGURES = 4, 42, 132  # a row holds the name above its bar, at a size that is read on a small screen


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
    scale = Scale(low, high or max([*values, 0.0]) or 1.0, _LEFT, WIDTH - _FIGURES)
    zero = scale(0.0)
    parts = [element("line", cls="axis", x1=zero, x2=zero, y1=4, y2=len(bars) * _ROW + 4)]
    for row, bar in enumerate(bars):
        parts.append(_row(bar, row * _ROW + 6, scale, zero))
    return picture(len(bars) * _ROW + 10, name, table, parts, "ranked")


def _row(bar: Bar, top: float, scale: Scale, zero: float) -> Markup:
    parts = [text(_LEFT, top + 14, short(bar.name), "label")]
    if bar.value is None:
        parts.append(text(zero + 8, top + 32, bar.shown, "tick"))
    else:
        end = scale(bar.value)
        cls = "bar-faint" if bar.faint else "dot hue-0"
        parts.append(element("rect", cls=cls, x=min(zero, end), y=top + 20, width=max(abs(end - zero), 1.0), height=14, rx=2))
        parts.append(text(max(zero, end) + 8, top + 33, bar.shown, "strong"))
    return linked(bar.href, bar.told, *parts)


def short(name: str, most: int = 52) -> str:
    """A name that fits on its line; the whole one is in the words of the mark."""
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"
