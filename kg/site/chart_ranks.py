"""Figures of one period: ranked bars, and the map of provinces."""

from __future__ import annotations

from kg.api.graph import ServedGraph
from kg.site.chart_parts import Charted, anchor, figure_page, key_of, period_key
from kg.site.charts.bars import Bar, bar_chart
from kg.site.charts.choropleth import Shade, choropleth, classes, step_of
from kg.site.figures import Figure
from kg.site.formats import capital, list_words, number_words
from kg.site.naming import cut_name, shown_value, source_name, told
from kg.site.outlines import outlines
from kg.site.sentences import cautions, ranked_sentence
from kg.site.slices import Slice
from kg.site.spec import ChartSpec
from kg.site.words import say

_MOST_BARS = 60


def ranked(graph: ServedGraph, spec: ChartSpec, part: Slice, language: str) -> list[tuple[str, Figure]]:
    """Names and figures of one period in falling order; those without a figure last. The whole country stands apart from its provinces."""
    period = f"{graph.base}id/periode/{spec.period}" if spec.period else part.fullest_period().iri
    members = part.at(period)
    if not part.dimensions:
        members = [f for f in members if f.area != graph.ns.country("IDN")] or members
    elif spec.places:
        members = [f for f in members if key_of(graph, f.area) in spec.places]
    several = len({f.area for f in members}) > 1 and bool(part.dimensions)
    alike = {f.iri: f for f in members}
    names = {
        iri: " · ".join(
            filter(None, [cut_name(graph, f, language), graph.label(f.area, language) if several or not part.dimensions else ""])
        )
        for iri, f in alike.items()
    }
    twice = {name for name in names.values() if list(names.values()).count(name) > 1}
    shown = [(f"{names[f.iri]} ({source_name(graph, f)})" if names[f.iri] in twice else names[f.iri], f) for f in members]
    return sorted(shown, key=lambda pair: (pair[1].value is None, -(pair[1].value or 0.0), pair[0]))


def _axis(part: Slice, figures: list[Figure], areas: set[str] | None) -> list[float]:
    """Values of all periods as long as the one shown: one scale for them, so that pictures of two years compare."""
    kind = figures[0].period.kind
    return [f.value for f in part.figures if f.value is not None and f.period.kind == kind and (areas is None or f.area in areas)]


def bars(graph: ServedGraph, spec: ChartSpec, part: Slice, language: str) -> Charted | None:
    """Bars of one period, the longest first; their scale holds for all periods."""
    named = ranked(graph, spec, part, language)[:_MOST_BARS]
    if not named:
        return None
    figures = [f for _, f in named]
    what = graph.label(part.indicator, language)
    period = graph.label(figures[0].period.iri, language)
    dimension = " × ".join(graph.label(name, language) for name in part.dimensions)
    heading = capital(say("by_cut" if dimension else "by_province", language, what=what, dimension=dimension, period=period))
    if dimension and spec.places and {f.area for f in figures} != {graph.ns.country("IDN")}:
        heading += f" ({list_words(sorted({graph.label(f.area, language) for f in figures}), language)})"
    drawn = [
        Bar(name, f.value, shown_value(graph, f, language, unit=False), told(graph, f, language), figure_page(graph, f, language))
        for name, f in named
    ]
    spec = spec.with_(period=period_key(graph, figures[0].period.iri))
    high = max(_axis(part, figures, {f.area for f in figures}), default=0.0)
    drawing = bar_chart(drawn, heading, table=f"tabel-{anchor(spec)}", high=high)
    return Charted(
        graph,
        language,
        spec, heading, drawing, ranked_sentence(graph, named, what, language), cautions(graph, figures, language),
        say("how_bars", language), figures,
    )  # fmt: skip


def province_map(graph: ServedGraph, spec: ChartSpec, part: Slice, language: str) -> Charted | None:
    """Provinces in the colours of their figures in one period; the classes hold for all periods."""
    shapes = outlines(graph)
    named = ranked(graph, spec, part, language)
    figures = [f for _, f in named if f.area != graph.ns.country("IDN")]
    values = [f.value for f in figures if f.value is not None]
    if not shapes or part.dimensions or len(values) < 3:
        return None
    values = _axis(part, figures, {area for area in part.areas if area != graph.ns.country("IDN")})
    bounds = classes(values)
    shades = {}
    for figure in figures:
        step = None if figure.value is None else step_of(figure.value, bounds)
        for region in drawn_as(graph, figure.area):
            shades[region] = Shade(step, told(graph, figure, language), figure_page(graph, figure, language))
    what, period = graph.label(part.indicator, language), graph.label(figures[0].period.iri, language)
    heading = capital(say("map_of", language, what=what, period=period))
    legend = [*_legend(values, bounds, language), (None, say("no_data_here", language))]
    spec = spec.with_(period=period_key(graph, figures[0].period.iri))
    drawing = choropleth(shapes, shades, legend, heading, table=f"tabel-{anchor(spec)}")
    return Charted(
        graph,
        language,
        spec, heading, drawing, ranked_sentence(graph, named, what, language), cautions(graph, figures, language),
        say("how_map", language), figures,
    )  # fmt: skip


def _legend(values: list[float], bounds: list[float], language: str) -> list[tuple[int | None, str]]:
    lows = [min(v for v in values if step_of(v, bounds) == step_of(bound, bounds)) for bound in bounds]
    return [
        (step_of(bound, bounds), say("class_range", language, low=number_words(low, language), high=number_words(bound, language)))
        for low, bound in zip(lows, bounds, strict=True)
    ]


def drawn_as(graph: ServedGraph, area: str) -> list[str]:
    """The provinces whose outlines show an area: itself, or for an extent before a split those that came out of it."""
    later = [q.subject.value for q in graph.store.quads_for_pattern(None, graph.term("dcterms:replaces"), graph.term(area))]  # type: ignore[union-attr]
    return sorted(set(later)) or [area]
