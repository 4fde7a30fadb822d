"""Coverage as pages show it: for each list by province what stands for each province, and which indicators lack a province and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.api.graph import ServedGraph, Term
from kg.site.memory import remembered
from kg.site.reading import Named, named, objects, subjects

_HELD = {"areaSuppressed": "ditekan", "areaQuarantined": "dikarantina", "areaMissing": "tidak-dicetak"}
NOT_IN_SOURCES, PARTIAL = "tidak-ada-pada-sumber", "daftar-sebagian"
VALUE = "ada"
_BEST = (VALUE, "ditekan", "dikarantina", "tidak-dicetak", PARTIAL, NOT_IN_SOURCES)


@dataclass(frozen=True, slots=True)
class ListCell:
    """A list of a dataset, indicator and year by province: `gaps` has the reason (notation) of each province without a value."""

    iri: str
    dataset: str
    indicator: str
    year: int
    gaps: dict[str, str]
    with_value: frozenset[str] = field(default=frozenset())


@remembered(1)
def province_lists(graph: ServedGraph) -> tuple[ListCell, ...]:
    """All lists by province of the release, oldest first."""
    level = ox.NamedNode(graph.ns.concept("tingkat-wilayah/provinsi"))
    start = f"{graph.base}id/cakupan/"
    found = []
    for quad in graph.store.quads_for_pattern(None, graph.term("ham:coverageLevel"), level, ox.DefaultGraph()):
        parts = quad.subject.value.removeprefix(start).split("/") if isinstance(quad.subject, ox.NamedNode) else []
        if len(parts) == 5:
            found.append(_list_cell(graph, quad.subject.value, parts))  # type: ignore[union-attr]
    return tuple(sorted(found, key=lambda cell: (cell.year, cell.dataset, cell.indicator)))


def _list_cell(graph: ServedGraph, iri: str, parts: list[str]) -> ListCell:
    whole = getattr(graph.value(iri, "ham:listComplete"), "value", "true") == "true"
    gaps = dict.fromkeys(objects(graph, iri, "ham:areaAbsent"), NOT_IN_SOURCES if whole else PARTIAL)
    for name, reason in _HELD.items():
        gaps |= dict.fromkeys(objects(graph, iri, f"ham:{name}"), reason)
    name, indicator, year = "/".join(parts[:2]), graph.ns.concept(f"indikator/{parts[2]}"), int(parts[4])
    return ListCell(
        iri, name, indicator, year, gaps, _with_value(graph).get((graph.ns.dataset(name), indicator, year), frozenset()) - set(gaps)
    )


_WITH_VALUE = """SELECT * { ?area ?level ?province .
  ?o ?ref_area ?area ; ?data_set ?cube ; ?of ?indicator ; ?ref_year ?year ; ?obs_value ?value }"""


@remembered(1)
def _with_value(graph: ServedGraph) -> dict[tuple[str, str, int], frozenset[str]]:
    """Provinces that have a value, by cube, indicator and year; one query, since pages of figures are many."""
    names = {
        "level": "ham:regionLevel", "ref_area": "sdmx-dimension:refArea", "data_set": "qb:dataSet", "of": "ham:indicator",
        "ref_year": "ham:refYear", "obs_value": "sdmx-measure:obsValue",
    }  # fmt: skip
    bound: dict[ox.Variable, Term] = {ox.Variable(name): graph.term(curie) for name, curie in names.items()}
    bound[ox.Variable("province")] = ox.NamedNode(graph.ns.concept("tingkat-wilayah/provinsi"))
    found: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for row in graph.store.query(_WITH_VALUE, substitutions=bound):  # type: ignore[union-attr]
        found[row["cube"].value, row["indicator"].value, int(row["year"].value)].add(row["area"].value)
    return {key: frozenset(areas) for key, areas in found.items()}


def state_in(cell: ListCell, area: str) -> str | None:
    """What a list has for a province: ``ada``, the reason of its gap, or None if it could not be there."""
    return VALUE if area in cell.with_value else cell.gaps.get(area)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Province by year: the best that any indicator of a dataset has. `cells[area][year]` is ``ada`` or the reason of the gap."""

    areas: list[Named]
    years: list[int]
    cells: dict[str, dict[int, str]]


def matrix(graph: ServedGraph, dataset: str, language: str) -> Matrix | None:
    """The completeness of a dataset; None if it lists nothing by province."""
    own = [cell for cell in province_lists(graph) if cell.dataset == dataset]
    cells: dict[str, dict[int, str]] = defaultdict(dict)
    for cell in own:
        for area in (*cell.with_value, *cell.gaps):
            state = state_in(cell, area) or NOT_IN_SOURCES
            cells[area][cell.year] = min(cells[area].get(cell.year, state), state, key=_BEST.index)
    if not cells:
        return None
    return Matrix([named(graph, area, language) for area in sorted(cells)], sorted({cell.year for cell in own}), cells)


@dataclass(frozen=True, slots=True)
class Gap:
    """An indicator without a figure for a place: why (notation and words), by whose list, of which year, and since when it lacks."""

    indicator: Named
    dataset: Named
    reason: str
    why: str
    years: str


def gaps_of(graph: ServedGraph, area: str, language: str) -> tuple[list[Gap], list[Gap]]:
    """Indicators listed by province: those that never have a figure for this one, and those that lack it in their newest list."""
    by_series: dict[tuple[str, str], list[ListCell]] = defaultdict(list)
    for cell in province_lists(graph):
        if state_in(cell, area):
            by_series[cell.indicator, cell.dataset].append(cell)
    never: list[Gap] = []
    lately: list[Gap] = []
    for (indicator, dataset), cells in by_series.items():
        newest = state_in(cells[-1], area)
        if newest != VALUE and newest is not None:
            lacking = [cell.year for cell in cells if state_in(cell, area) != VALUE]
            span = f"{lacking[0]}–{lacking[-1]}" if len(lacking) > 1 else str(lacking[-1])
            gap = Gap(
                named(graph, indicator, language), named(graph, graph.ns.catalog_entry(dataset), language), newest,
                graph.label(graph.ns.concept(f"alasan-celah/{newest}"), language), span,
            )  # fmt: skip
            (never if len(lacking) == len(cells) else lately).append(gap)
    return sorted(never, key=_by_name), sorted(lately, key=_by_name)


def _by_name(gap: Gap) -> tuple[str, str]:
    return gap.indicator.name.lower(), gap.dataset.name


@remembered(2)
def without_provinces(graph: ServedGraph, language: str) -> list[Named]:
    """Indicators with figures, none of which is of a province: nothing can be known of any province from them."""
    of = (quad.object for quad in graph.store.quads_for_pattern(None, graph.term("ham:indicator"), None, ox.DefaultGraph()))
    every = {term.value for term in of if isinstance(term, ox.NamedNode)}
    found = [named(graph, indicator, language) for indicator in every - {cell.indicator for cell in province_lists(graph)}]
    return sorted(found, key=lambda thing: thing.name.lower())


@remembered(2)
def themes_without_figures(graph: ServedGraph, language: str) -> list[tuple[Named, list[str]]]:
    """Rights and pillars of which no dataset has figures, and the reasons in words."""
    found = []
    for cell in subjects(graph, "rdf:type", graph.term("ham:CoverageCell").value):
        count = graph.value(cell, "ham:datasetCount")
        if isinstance(count, ox.Literal) and count.value == "0":
            subject = objects(graph, cell, "dcterms:subject")[0]
            found.append((named(graph, subject, language), [graph.label(r, language) for r in objects(graph, cell, "ham:gapReason")]))
    return sorted(found, key=lambda pair: pair[0].name.lower())


@remembered(2)
def datasets_without_figures(graph: ServedGraph, language: str) -> list[tuple[Named, list[str]]]:
    """Datasets that are not in the release, and why."""
    found = []
    for cell in subjects(graph, "rdf:type", graph.term("ham:CoverageCell").value):
        if cell.removeprefix(f"{graph.base}id/cakupan/").count("/") == 1 and graph.value(cell, "ham:datasetCount") is None:
            subject = next(iter(objects(graph, cell, "dcterms:subject")), cell)
            found.append((named(graph, subject, language), [graph.label(r, language) for r in objects(graph, cell, "ham:gapReason")]))
    return sorted(found, key=lambda pair: pair[0].name.lower())
