"""Small multiples of one indicator: a small chart for each place, or for each class of a breakdown in one place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.api.graph import ServedGraph
from kg.site.chart_lines import line_of
from kg.site.chart_parts import Charted, anchor, figure_page, key_of
from kg.site.charts.multiples import Panel, small_multiples, tick_values
from kg.site.figures import Figure
from kg.site.formats import capital, list_words, number_words
from kg.site.naming import cut_name, shown_value
from kg.site.sentences import cautions, comparable_stretch, usual_kind, who
from kg.site.slices import Slice
from kg.site.spec import ChartSpec
from kg.site.words import say

FEWEST, _MOST = 3, 42  # panels
_Series = list[Figure]


def multiples(graph: ServedGraph, spec: ChartSpec, part: Slice, language: str) -> Charted | None:
    """A small chart for each series of the slice; None if fewer than three have figures of two periods."""
    spec, groups = _series(graph, spec, part, language)
    kind = usual_kind([f for group in groups for f in group])
    longer = sum(f.whole_period and f.period.kind != kind for group in groups for f in group)
    groups = [group for group in (_of_length(group, kind) for group in groups) if any(f.value is not None for f in group)]
    country = [group for group in groups if not part.dimensions and group[0].area == graph.ns.country("IDN")]
    others = [group for group in groups if group not in country]
    beside = bool(country) and _within(country[0], others)
    shown = ((country if beside else []) + others)[:_MOST]
    if sum(_periods(group) > 1 for group in shown) < FEWEST:
        return None
    panels = [_panel(graph, spec, group, language) for group in shown]
    what = graph.label(part.indicator, language)
    heading = _heading(graph, part, spec, what, language)
    behind = panels[0].line if beside else None
    words = {value: number_words(value, language) for value in tick_values(panels)}
    drawn = small_multiples(panels, heading, words, anchor(spec), table=f"tabel-{anchor(spec)}", behind=behind)
    figures = [f for group in groups for f in group]
    beware = cautions(graph, [f for group in shown for f in group], language) + _apart(graph, others, language)
    beware += [say("beware_total", language, name=graph.label(country[0][0].area, language))] if country and not beside else []
    beware += [say("beware_not_shown", language, count=len(groups) - len(shown))] if len(groups) > len(shown) + len(country) else []
    beware += [say("beware_lengths", language, count=longer)] if longer else []
    beware += [say("beware_axis", language)] if tick_values(panels)[0] else []
    how = say("how_multiples", language) + (" " + say("how_behind", language, name=behind.name) if behind else "")
    return Charted(graph, language, spec, heading, drawn.grid, _sentence(graph, others, language), beware, how, figures, drawn.sheet)


def _series(graph: ServedGraph, spec: ChartSpec, part: Slice, language: str) -> tuple[ChartSpec, list[_Series]]:
    """The series in their order: places by name, classes by size; classes are those of one place, which the specification then names."""
    found: dict[tuple[str, tuple[tuple[str, str], ...]], _Series] = defaultdict(list)
    if part.dimensions:
        area = f"{graph.base}id/{spec.places[0]}" if spec.places else part.main_area(graph.ns.country("IDN"))
        spec = spec.with_(places=(key_of(graph, area),))
    else:
        area = ""
        spec = spec.with_(places=())
    for figure in part.figures:
        if area in ("", figure.area):
            found[figure.area, figure.cut].append(figure)
    valued = [group for group in found.values() if any(f.value is not None for f in group)]
    if area:
        return spec, sorted(valued, key=lambda group: (-_highest(group), group[0].cut))
    return spec, sorted(valued, key=lambda group: graph.label(group[0].area, language))


def _of_length(group: _Series, kind: str) -> _Series:
    """Figures of one kind of period, such as half-years; parts of a year stay and are marked."""
    return [f for f in group if f.period.kind == kind or not f.whole_period]


def _within(country: _Series, others: Sequence[_Series]) -> bool:
    """Whether the country's figures lie among those of its parts, as a share or an average does and a total does not."""
    return bool(others) and _highest(country) <= max(map(_highest, others))


def _highest(group: _Series) -> float:
    return max(f.value for f in group if f.value is not None)


def _periods(group: _Series) -> int:
    return len({f.period.iri for f in group if f.value is not None})


def _panel(graph: ServedGraph, spec: ChartSpec, group: _Series, language: str) -> Panel:
    line = line_of(graph, group, language, several_places=False)
    valued = [f for f in group if f.value is not None]
    first, last = valued[0], valued[-1]
    words = {
        "name": line.name, "last": shown_value(graph, last, language), "last_period": graph.label(last.period.iri, language),
        "first": shown_value(graph, first, language), "first_period": graph.label(first.period.iri, language), "count": len(valued),
    }  # fmt: skip
    shown = f"{shown_value(graph, last, language, unit=last.unit.endswith('/persen'))} ({words['last_period']})"
    if spec.dimensions:
        href = figure_page(graph, last, language)
    else:
        href = (
            f"/doc/konsep/indikator/{spec.indicator}?{spec.with_(kind='garis', places=(key_of(graph, last.area),)).query}&lang={language}"
        )
    return Panel(line, shown, say("panel" if len(valued) > 1 else "panel_one", language, **words), href)


def _heading(graph: ServedGraph, part: Slice, spec: ChartSpec, what: str, language: str) -> str:
    if not part.dimensions:
        return capital(say("each_place", language, what=what))
    dimension = " × ".join(graph.label(name, language) for name in part.dimensions)
    where = graph.label(f"{graph.base}id/{spec.places[0]}", language)
    return capital(say("each_class", language, what=what, dimension=dimension)) + f" ({where})"


def _sentence(graph: ServedGraph, groups: Sequence[_Series], language: str) -> str:
    """How many rose and fell between the two periods that most of them share, and which did most."""
    ends = [(stretch[0], stretch[-1]) for group in groups if len(stretch := comparable_stretch(group)) > 1]
    if not ends:
        return ""
    usual = Counter((first.period.iri, last.period.iri) for first, last in ends).most_common(1)[0][0]
    alike = [(first, last) for first, last in ends if (first.period.iri, last.period.iri) == usual]
    change = sorted(((last.value or 0.0) - (first.value or 0.0), n) for n, (first, last) in enumerate(alike))
    most = "".join(
        say(word, language, **_moved(graph, *alike[n], language))
        for word, (by, n), holds in (("most_up", change[-1], change[-1][0] > 0), ("most_down", change[0], change[0][0] < 0))
        if holds
    )
    return say(
        "several", language, first_period=graph.label(usual[0], language), last_period=graph.label(usual[1], language), count=len(alike),
        up=sum(by > 0 for by, _ in change), down=sum(by < 0 for by, _ in change), most=most,
        who=who(graph, [f for pair in alike for f in pair], language),
    )  # fmt: skip


def _moved(graph: ServedGraph, first: Figure, last: Figure, language: str) -> dict[str, str]:
    name = cut_name(graph, last, language) or graph.label(last.area, language)
    return {"name": name, "first": shown_value(graph, first, language), "last": shown_value(graph, last, language)}


def _apart(graph: ServedGraph, groups: Sequence[_Series], language: str) -> list[str]:
    """The extents from before a split, which stand beside those that came out of them."""
    areas = sorted({group[0].area for group in groups})
    former = [graph.label(area, language) for area in areas if graph.value(area, "schema:validThrough")]
    return [say("beware_extents", language, names=list_words(former, language))] if former and len(areas) > 1 else []
