"""The page of an indicator: what it means, its charts in the order in which people ask, and every figure."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from kg.api.graph import ServedGraph
from kg.site.charted import Charted, charted, find_slice, key_of, spec_of
from kg.site.figures import Figure, figures_of
from kg.site.folding import BUDGET, LINKED, folded
from kg.site.reading import Named, named, objects, subjects, text_of, texts_of
from kg.site.slices import Slice, slices
from kg.site.spec import MOST_PLACES, ChartSpec, read_spec

_CHARTS = 9
_ITEM, _BOX = 12, 105  # bytes around a caution, and of a place to choose
_PLACES_OFFERED = 130
_FEWEST_PROVINCES = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader can change on a chart: places and periods, each as (key, name, chosen)."""

    places: list[tuple[str, str, bool]]
    periods: list[tuple[str, str, bool]]


def indicator_page(request: Request, graph: ServedGraph, address: str, language: str) -> dict[str, object]:
    """What the template shows. A chart that the address names comes first; the others follow."""
    figures = figures_of(graph, "ham:indicator", address)
    parts = slices(figures)
    wanted = read_spec(address.rpartition("/")[2], request.query_params, request.query_params.getlist("wilayah"))
    chosen = charted(graph, wanted, language) if wanted else None
    charts = ([chosen] if chosen else []) + [c for c in default_charts(graph, parts, language) if not chosen or c.anchor != chosen.anchor]
    cubes = sorted({figure.cube for figure in figures})
    entries = [entry for cube in cubes for entry in objects(graph, cube, "dcterms:isPartOf")]
    caveats = list(dict.fromkeys(c for entry in entries for c in _caveats(graph, entry, language)))
    choices = {chart.anchor: choice(graph, chart.spec, language) for chart in charts}
    beside = (
        sum(len(caveat.encode()) + _ITEM for caveat in caveats) + _BOX * max(len(one.places) for one in choices.values()) if choices else 0
    )
    fold = folded(charts, BUDGET - beside)
    return {
        "fold": fold,
        "later": [anchor for anchor, how in fold.items() if how == LINKED],
        "definition": text_of(graph, address, "skos:definition", language),
        "facts": _facts(graph, address, language),
        "charts": charts,
        "choices": choices,
        "datasets": [named(graph, entry, language) for entry in entries],
        "caveats": caveats,
        "count": len(figures),
        "asked_missing": bool(wanted and not chosen),
        "too_many": len(set(request.query_params.getlist("wilayah"))) > MOST_PLACES,
    }


def _caveats(graph: ServedGraph, entry: str, language: str) -> list[str]:
    return texts_of(graph, entry, "ham:caveat", language)


def _facts(graph: ServedGraph, address: str, language: str) -> list[tuple[str, list[Named]]]:
    names = ("ham:indicatorType", "sdmx-attribute:unitMeasure", "ham:measureKind", "ham:classification", "ham:index")
    found = [(graph.label(graph.term(name).value, language), objects(graph, address, name)) for name in names]
    return [(label, [named(graph, iri, language) for iri in iris]) for label, iris in found if iris]


def default_charts(graph: ServedGraph, parts: list[Slice], language: str) -> list[Charted]:
    """The whole over time, then by place (map and ranking), then each breakdown (latest ranking, then over time)."""
    found: list[Charted | None] = []
    country = graph.ns.country("IDN")
    for part in sorted(
        parts, key=lambda part: (bool(part.dimensions), country not in part.areas, len(part.dimensions), part.area_role is not None)
    ):
        found += _of_areas(graph, part, language) if not part.dimensions else _of_cuts(graph, part, language)
    unique = {chart.anchor: chart for chart in found if chart}
    return list(unique.values())[:_CHARTS]


def _of_areas(graph: ServedGraph, part: Slice, language: str) -> list[Charted | None]:
    country = graph.ns.country("IDN")
    whole = part.main_area(country)
    found = []
    alone = len({area for area in part.areas if area != country}) < _FEWEST_PROVINCES
    if (whole == country or alone) and len({f.period.iri for f in part.of_area(whole)}) > 1:
        found.append(charted(graph, spec_of(part, "garis").with_(places=(key_of(graph, whole),)), language))
    here = [f for f in part.at(part.fullest_period().iri) if f.area != country]
    if len(here) >= _FEWEST_PROVINCES:
        found += [charted(graph, spec_of(part, kind), language) for kind in ("peta", "kisi", "batang")]
    elif not found or not found[0]:
        found.append(charted(graph, spec_of(part, "batang"), language))
    return found


def _of_cuts(graph: ServedGraph, part: Slice, language: str) -> list[Charted | None]:
    country = graph.ns.country("IDN")
    area = part.main_area(country)
    places = (key_of(graph, area),)
    found = [charted(graph, spec_of(part, "batang").with_(places=places), language)]
    if len(part.dimensions) == 1 and len({f.period.iri for f in part.of_area(area)}) > 2:
        found += [charted(graph, spec_of(part, kind).with_(places=places), language) for kind in ("garis", "kisi")]
    return found


def choice(graph: ServedGraph, spec: ChartSpec, language: str) -> Choice:
    """What may be changed on a chart: nothing where there is one place or one period."""
    part = find_slice(graph, spec)  # links may leave out unit and role
    if part is None:
        return Choice([], [])
    places: list[tuple[str, str, bool]] = []
    periods: list[tuple[str, str, bool]] = []
    if spec.kind == "garis" and not part.dimensions and len(part.areas) > 1:
        keys = [(key_of(graph, area), graph.label(area, language)) for area in part.areas]
        places = sorted(((key, name, key in spec.places) for key, name in keys), key=lambda c: (c[0] != "negara/IDN", c[1]))[
            :_PLACES_OFFERED
        ]
    if spec.kind in ("batang", "peta") and len(part.periods) > 1:
        prefix = f"{graph.base}id/periode/"
        periods = [(p.iri.removeprefix(prefix), graph.label(p.iri, language), p.iri == prefix + spec.period) for p in part.periods]
    return Choice(places, periods)


def indicators_of(graph: ServedGraph, entries: list[str]) -> list[tuple[str, tuple[Figure, ...]]]:
    """Indicators whose figures stand in these datasets, each with those figures."""
    cubes = {cube for entry in entries for cube in subjects(graph, "dcterms:isPartOf", entry)}
    found: dict[str, list[Figure]] = {}
    for cube in sorted(cubes):
        for figure in figures_of(graph, "qb:dataSet", cube):
            found.setdefault(figure.indicator, []).append(figure)
    return [(indicator, tuple(figures)) for indicator, figures in sorted(found.items())]
