"""Figures over time: lines of places, or of the classes of a breakdown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.api.graph import ServedGraph
from kg.site.chart_parts import Charted, anchor, figure_page
from kg.site.charts.line import Line, Point, line_chart, starts_at_zero, tick_values
from kg.site.comparing import comparing
from kg.site.figures import Figure
from kg.site.formats import capital, list_words, number_words
from kg.site.naming import cut_name, told
from kg.site.sentences import cautions, trend_sentence, usual_kind
from kg.site.slices import Slice
from kg.site.spec import ChartSpec
from kg.site.words import say

_MOST_LINES = 6


def lines_over_time(graph: ServedGraph, spec: ChartSpec, part: Slice, language: str) -> Charted | None:
    """Lines of the places that were asked for, or of the largest classes of one place."""
    places = [f"{graph.base}id/{key}" for key in spec.places] or part.areas[:1]
    chosen = [f for f in part.figures if f.area in places]
    by_line: dict[tuple[str, tuple[tuple[str, str], ...]], list[Figure]] = defaultdict(list)
    for figure in chosen:
        by_line[figure.area, figure.cut].append(figure)
    order = {area: n for n, area in enumerate(places)}
    kept = sorted(by_line.values(), key=lambda group: (order[group[0].area], -_size(group)))[: max(_MOST_LINES, len(places))]
    figures = [f for group in kept for f in group]
    lines = [line_of(graph, group, language, several_places=len(places) > 1) for group in kept]
    if not any(line.points for line in lines):
        return None
    lines = [line for line in lines if line.points]
    what = graph.label(part.indicator, language)
    drawn_places = [place for place in places if any(f.area == place for f in figures)]
    heading = _heading(graph, part, drawn_places, what, language)
    words = {value: number_words(value, language) for value in tick_values(lines)}
    drawing = line_chart(lines, heading, words, table=f"tabel-{anchor(spec)}", break_word=say("break", language))
    sentences = [trend_sentence(graph, group, _line_what(graph, group, what, language), language) for group in kept[:2]]
    beware = (
        comparing(graph, places, figures, language)
        + cautions(graph, figures, language)
        + ([] if starts_at_zero(lines) else [say("beware_axis", language)])
    )
    return Charted(
        graph,
        language,
        spec,
        heading,
        drawing,
        " ".join(filter(None, sentences)),
        beware,
        say("how_line", language),
        figures,
    )


def _size(group: Sequence[Figure]) -> float:
    return max((f.value for f in group if f.value is not None), default=0.0)


def _line_what(graph: ServedGraph, group: Sequence[Figure], what: str, language: str) -> str:
    cut = cut_name(graph, group[0], language)
    return f"{what} ({cut})" if cut else what


def line_of(graph: ServedGraph, group: Sequence[Figure], language: str, *, several_places: bool) -> Line:
    """Figures of one place and class as a line; those of another length of time than most, or of a part of it, stand alone."""
    area = graph.label(group[0].area, language)
    cut = cut_name(graph, group[0], language)
    name = " · ".join(filter(None, [area if several_places or not cut else "", cut]))
    kind = usual_kind(group)
    points = tuple(
        Point(
            f.period.middle, f.value, told(graph, f, language), figure_page(graph, f, language),
            not f.whole_period or f.period.kind != kind, f.status == "B",
        )
        for f in group
        if f.value is not None
    )  # fmt: skip
    without = [(f.status == "Q", (f.period.middle, told(graph, f, language))) for f in group if f.value is None]
    return Line(name, points, tuple(mark for hidden, mark in without if not hidden), tuple(mark for hidden, mark in without if hidden))


def _heading(graph: ServedGraph, part: Slice, places: Sequence[str], what: str, language: str) -> str:
    if part.dimensions:
        named = " × ".join(graph.label(name, language) for name in part.dimensions)
        where = (
            ""
            if list(places) == [graph.ns.country("IDN")]
            else f" ({list_words([graph.label(place, language) for place in places], language)})"
        )
        return capital(say("by_cut_over_time", language, what=what, dimension=named)) + where
    if len(places) == 1 and what.endswith(graph.label(places[0], language)):  # "… Indonesia, Indonesia"
        return capital(what)
    return capital(say("over_time", language, what=what, where=", ".join(graph.label(place, language) for place in places)))
