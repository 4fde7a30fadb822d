"""A map of provinces, coloured by classes of their figures. What has no figure is drawn so, and never as zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.site.charts.svg import STEPS, element, group, linked, picture, text
from kg.site.outlines import HEIGHT, Outline

_SHORT = 14  # letters of the legend that fit three beside each other on a small screen


@dataclass(frozen=True, slots=True)
class Shade:
    """What a province shows: its class (None: no figure), what it says in words, its page."""

    step: int | None
    told: str
    href: str | None = None


def classes(values: Sequence[float], most: int = len(STEPS)) -> list[float]:
    """Upper bounds of classes that hold about as many values each; fewer classes where values are alike.

    >>> classes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    [2, 4, 6, 8, 10]
    >>> classes([5, 5, 5])
    [5]
    """
    ordered = sorted(values)
    count = min(most, len(set(ordered)))
    bounds = [ordered[max(round(len(ordered) * (n + 1) / count) - 1, 0)] for n in range(count)]
    return sorted(set(bounds) | {ordered[-1]})


def step_of(value: float, bounds: Sequence[float]) -> int:
    """The class of a value, spread over the colours: few classes use the outer ones."""
    place = next(n for n, bound in enumerate(bounds) if value <= bound)
    return len(STEPS) - 1 if len(bounds) == 1 else round(place * (len(STEPS) - 1) / (len(bounds) - 1))


def choropleth(
    shapes: Sequence[Outline], shades: Mapping[str, Shade], legend: Sequence[tuple[int | None, str]], name: str, *, table: str = ""
) -> Markup:
    """The map with its legend below. Provinces without a shade are drawn as without figure."""
    columns = 3 if max(len(words) for _, words in legend) <= _SHORT else 2
    parts = [group(_province(shape, shades.get(shape.region)) for shape in shapes), *_legend(legend, columns)]
    return picture(HEIGHT + 34 + 26 * (-(-len(legend) // columns)), name, table, parts)


def _province(shape: Outline, shade: Shade | None) -> Markup:
    cls = "no-data" if shade is None or shade.step is None else f"border step-{shade.step}"
    path = element("path", cls=cls, d=shape.path)
    return linked(shade.href, shade.told, path) if shade else path


def _legend(legend: Sequence[tuple[int | None, str]], columns: int) -> list[Markup]:
    parts = []
    for n, (step, words) in enumerate(legend):
        left, top = 10 + (n % columns) * (594 // columns), HEIGHT + 14 + (n // columns) * 26
        parts.append(element("rect", cls="no-data" if step is None else f"step-{step}", x=left, y=top, width=22, height=15, rx=2))
        parts.append(text(left + 30, top + 13, words, "tick"))
    return parts
