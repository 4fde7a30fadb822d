"""Trends of a right: of all indicators under it, the one with most series over time as small multiples, the others a link away."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.api.graph import ServedGraph
from kg.site.chart_multiples import FEWEST
from kg.site.chart_parts import Charted, anchor, key_of, spec_of
from kg.site.charted import charted
from kg.site.formats import capital
from kg.site.indicator import indicators_of
from kg.site.reading import Named
from kg.site.slices import Slice, slices
from kg.site.spec import ChartSpec

_LINKS = 24
ROOM, _PANEL, _POINT = 30_000, 560, 24  # bytes of a drawing that a right's page has room for, about what a panel and a point take


@dataclass(frozen=True, slots=True)
class _Series:
    """A slice as small multiples: its chart, how many of its series have figures of two periods, about how many bytes it takes."""

    spec: ChartSpec
    count: int
    size: int


def trends_of(graph: ServedGraph, entries: list[str], language: str, *, room: int = ROOM) -> tuple[Charted | None, list[Named]]:
    """The chart with most series that fits on the page, and links to the charts of the other indicators of these catalogue entries."""
    found: list[_Series] = []
    for _, figures in indicators_of(graph, entries):
        of_indicator = [series for part in slices(figures) if (series := _series(graph, part)).count >= FEWEST]
        found += [max(of_indicator, key=lambda series: (not series.spec.dimensions, series.count))] if of_indicator else []
    found.sort(key=lambda series: (bool(series.spec.dimensions), -series.count, series.spec.indicator))
    first = next((series for series in found if series.size <= room), None)
    others = [series for series in found if series is not first][:_LINKS]
    return charted(graph, first.spec, language) if first else None, [_link(graph, series.spec, language) for series in others]


def _series(graph: ServedGraph, part: Slice) -> _Series:
    spec = spec_of(part, "kisi")
    area = part.main_area(graph.ns.country("IDN")) if part.dimensions else ""
    if area:
        spec = spec.with_(places=(key_of(graph, area),))
    periods: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = defaultdict(list)
    for figure in part.figures:
        if figure.value is not None and area in ("", figure.area):
            periods[figure.area, figure.cut].append(figure.period.iri)
    size = len(periods) * _PANEL + sum(map(len, periods.values())) * _POINT
    return _Series(spec, sum(len(set(found)) > 1 for found in periods.values()), size)


def _link(graph: ServedGraph, spec: ChartSpec, language: str) -> Named:
    address = graph.ns.concept(f"indikator/{spec.indicator}")
    return Named(address, capital(graph.label(address, language)), f"/doc/konsep/indikator/{spec.indicator}?{spec.query}#{anchor(spec)}")
