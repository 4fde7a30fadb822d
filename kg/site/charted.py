"""From a chart's specification to everything that is shown of it: drawing, sentence, cautions, table and figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from kg.api.graph import ServedGraph
from kg.site.charts.bars import Bar, bar_chart
from kg.site.charts.choropleth import Shade, choropleth, classes, step_of
from kg.site.charts.line import Line, Point, line_chart, starts_at_zero, tick_values
from kg.site.figures import Figure, figures_of
from kg.site.formats import capital, number_words
from kg.site.naming import cut_name, notes, page_of, shown_value, source_name, told
from kg.site.outlines import outlines
from kg.site.sentences import cautions, ranked_sentence, trend_sentence, usual_kind
from kg.site.slices import Slice, slices
from kg.site.spec import ChartSpec
from kg.site.words import say

_MOST_LINES = 6
_MOST_BARS = 60


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a chart's table twin: what, where, when, the figure, what to beware of, who says so, the figure's page."""

    what: str
    where: str
    when: str
    value: str
    notes: str
    source: str
    href: str


@dataclass(frozen=True, slots=True)
class Charted:
    """A chart with its words and its table twin. `spec` is complete: its address gives this very chart."""

    spec: ChartSpec
    heading: str
    drawing: Markup
    sentence: str
    beware: list[str]
    how: str
    rows: list[TableRow]
    figures: list[Figure] = field(repr=False)

    @property
    def anchor(self) -> str:
        parts = [self.spec.kind, self.spec.unit, self.spec.role, *self.spec.dimensions]
        return "-".join(part for part in parts if part)


def charted(graph: ServedGraph, spec: ChartSpec, language: str, *, only: frozenset[str] | None = None) -> Charted | None:
    """The chart that a specification names, of `only` these figures if they are given; None if the graph has none for it."""
    draw: dict[str, Callable[[ServedGraph, ChartSpec, Slice, str], Charted | None]] = {"garis": _lines, "batang": _bars, "peta": _map}
    part = find_slice(graph, spec)
    if part and only is not None:
        part = replace(part, figures=tuple(f for f in part.figures if f.iri in only))
    return draw[spec.kind](graph, spec, part, language) if part and spec.kind in draw else None


def find_slice(graph: ServedGraph, spec: ChartSpec) -> Slice | None:
    """The slice of the indicator's figures that a specification is about."""
    found = slices(figures_of(graph, "ham:indicator", graph.ns.concept(f"indikator/{spec.indicator}")))
    fitting = [part for part in found if _fits(part, spec)]
    return next((part for part in fitting if spec_of(part, spec.kind).role == spec.role), None) or next(iter(fitting), None)


def spec_of(part: Slice, kind: str) -> ChartSpec:
    """The specification of a chart of a slice, without places and period."""
    return ChartSpec(
        indicator=_last(part.indicator), kind=kind, unit=_last(part.unit), role=_last(part.area_role or ""),
        dimensions=tuple(_last(name) for name in part.dimensions),
    )  # fmt: skip


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]


def _fits(part: Slice, spec: ChartSpec) -> bool:
    own = spec_of(part, spec.kind)
    return own.dimensions == spec.dimensions and spec.unit in ("", own.unit) and (spec.role in ("", own.role))


def figure_page(graph: ServedGraph, figure: Figure, language: str) -> str:
    """Where a point of a drawing leads: drawings are made for one language, and keep it."""
    return f"{page_of(graph, figure.iri)}?lang={language}"


def key_of(graph: ServedGraph, area: str) -> str:
    """The key of a place in addresses of charts: what follows ``id/`` in its IRI."""
    return area.removeprefix(f"{graph.base}id/")


# --- over time --------------------------------------------------------------------------------------------------------
def _lines(graph: ServedGraph, spec: ChartSpec, part: Slice, language: str) -> Charted | None:
    places = [f"{graph.base}id/{key}" for key in spec.places] or part.areas[:1]
    chosen = [f for f in part.figures if f.area in places]
    by_line: dict[tuple[str, tuple[tuple[str, str], ...]], list[Figure]] = defaultdict(list)
    for figure in chosen:
        by_line[figure.area, figure.cut].append(figure)
    order = {area: n for n, area in enumerate(places)}
    kept = sorted(by_line.values(), key=lambda group: (order[group[0].area], -_size(group)))[: max(_MOST_LINES, len(places))]
    figures = [f for group in kept for f in group]
    lines = [_line(graph, group, language, several_places=len(places) > 1) for group in kept]
    if not any(line.points for line in lines):
        return None
    lines = [line for line in lines if line.points]
    what = graph.label(part.indicator, language)
    heading = _heading(graph, part, places, what, language)
    words = {value: number_words(value, language) for value in tick_values(lines)}
    drawing = line_chart(lines, heading, words, table=f"tabel-{_anchor(spec)}", break_word=say("break", language))
    sentences = [trend_sentence(graph, group, _line_what(graph, group, what, language), language) for group in kept[:2]]
    beware = cautions(graph, figures, language) + ([] if starts_at_zero(lines) else [say("beware_axis", language)])
    return Charted(
        spec,
        heading,
        drawing,
        " ".join(filter(None, sentences)),
        beware,
        say("how_line", language),
        _rows(graph, figures, language),
        figures,
    )


def _size(group: Sequence[Figure]) -> float:
    return max((f.value for f in group if f.value is not None), default=0.0)


def _line_what(graph: ServedGraph, group: Sequence[Figure], what: str, language: str) -> str:
    cut = cut_name(graph, group[0], language)
    return f"{what} ({cut})" if cut else what


def _line(graph: ServedGraph, group: Sequence[Figure], language: str, *, several_places: bool) -> Line:
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
    return Line(name, points, tuple((f.period.middle, told(graph, f, language)) for f in group if f.value is None))


def _heading(graph: ServedGraph, part: Slice, places: Sequence[str], what: str, language: str) -> str:
    if part.dimensions:
        named = " × ".join(graph.label(name, language) for name in part.dimensions)
        return capital(say("by_cut_over_time", language, what=what, dimension=named))
    return capital(say("over_time", language, what=what, where=", ".join(graph.label(place, language) for place in places)))


# --- ranked -----------------------------------------------------------------------------------------------------------
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


def _bars(graph: ServedGraph, spec: ChartSpec, part: Slice, language: str) -> Charted | None:
    named = ranked(graph, spec, part, language)[:_MOST_BARS]
    if not named:
        return None
    figures = [f for _, f in named]
    what = graph.label(part.indicator, language)
    period = graph.label(figures[0].period.iri, language)
    dimension = " × ".join(graph.label(name, language) for name in part.dimensions)
    heading = capital(say("by_cut" if dimension else "by_province", language, what=what, dimension=dimension, period=period))
    bars = [
        Bar(name, f.value, shown_value(graph, f, language, unit=False), told(graph, f, language), figure_page(graph, f, language))
        for name, f in named
    ]
    spec = spec.with_(period=_period_key(graph, figures[0]))
    drawing = bar_chart(bars, heading, table=f"tabel-{_anchor(spec)}")
    return Charted(
        spec, heading, drawing, ranked_sentence(graph, named, what, language), cautions(graph, figures, language),
        say("how_bars", language), _rows(graph, figures, language), figures,
    )  # fmt: skip


def _period_key(graph: ServedGraph, figure: Figure) -> str:
    return figure.period.iri.removeprefix(f"{graph.base}id/periode/")


# --- on a map ---------------------------------------------------------------------------------------------------------
def _map(graph: ServedGraph, spec: ChartSpec, part: Slice, language: str) -> Charted | None:
    shapes = outlines(graph)
    named = ranked(graph, spec, part, language)
    figures = [f for _, f in named if f.area != graph.ns.country("IDN")]
    values = [f.value for f in figures if f.value is not None]
    if not shapes or part.dimensions or len(values) < 3:
        return None
    bounds = classes(values)
    shades = {}
    for figure in figures:
        step = None if figure.value is None else step_of(figure.value, bounds)
        for region in drawn_as(graph, figure.area):
            shades[region] = Shade(step, told(graph, figure, language), figure_page(graph, figure, language))
    what, period = graph.label(part.indicator, language), graph.label(figures[0].period.iri, language)
    heading = capital(say("map_of", language, what=what, period=period))
    legend = [*_legend(values, bounds, language), (None, say("no_data_here", language))]
    spec = spec.with_(period=_period_key(graph, figures[0]))
    drawing = choropleth(shapes, shades, legend, heading, table=f"tabel-{_anchor(spec)}")
    return Charted(
        spec, heading, drawing, ranked_sentence(graph, named, what, language), cautions(graph, figures, language),
        say("how_map", language), _rows(graph, figures, language), figures,
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


# --- the table twin ---------------------------------------------------------------------------------------------------
def _anchor(spec: ChartSpec) -> str:
    return "-".join(part for part in (spec.kind, spec.unit, spec.role, *spec.dimensions) if part)


def _rows(graph: ServedGraph, figures: Sequence[Figure], language: str) -> list[TableRow]:
    return [
        TableRow(
            what=cut_name(graph, f, language),
            where=graph.label(f.area, language),
            when=graph.label(f.period.iri, language),
            value=shown_value(graph, f, language),
            notes=", ".join(notes(f, language)),
            source=source_name(graph, f),
            href=page_of(graph, f.iri),
        )
        for f in figures
    ]
