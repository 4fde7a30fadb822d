"""Scores of one index on its own scale: a dot a component, from the index's lowest to its highest possible score."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from kg.site.charts.bars import Bar, short
from kg.site.charts.scale import Scale
from kg.site.charts.svg import WIDTH, element, linked, picture, text

_LEFT, _ROW, _RIGHT = 12, 44, 26


def dot_chart(dots: Sequence[Bar], name: str, ends: tuple[float, float], end_words: tuple[str, str], *, table: str = "") -> Markup:
    """The chart. `ends` are the lowest and highest possible score, not the lowest and highest that occur."""
    scale = Scale(*ends, _LEFT, WIDTH - _RIGHT)
    height = len(dots) * _ROW + 40
    parts = [
        text(scale(ends[0]), height - 8, end_words[0], "tick", text_anchor="start"),
        text(scale(ends[1]), height - 8, end_words[1], "tick", text_anchor="end"),
    ]
    for row, dot in enumerate(dots):
        parts.append(_row(dot, row * _ROW + 32, scale))
    return picture(height, name, table, parts, "ranked")


def _row(dot: Bar, middle: float, scale: Scale) -> Markup:
    rail = element("line", cls="grid", x1=scale(scale.low), x2=scale(scale.high), y1=middle, y2=middle)
    parts = [text(4, middle - 14, short(dot.name), "label")]
    if dot.value is None:  # no rail: it would run through the words
        parts.append(text(WIDTH - _RIGHT, middle - 14, dot.shown, "tick", text_anchor="end"))
    else:
        where = scale(dot.value)
        parts.append(rail)
        parts.append(element("circle", cls="dot hue-0", cx=where, cy=middle, r=8))
        at_end = where > WIDTH - _RIGHT - 60
        parts.append(text(where + (-14 if at_end else 14), middle + 5, dot.shown, "strong", text_anchor="end" if at_end else "start"))
    return linked(dot.href, dot.told, *parts)
