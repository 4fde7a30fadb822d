"""The page of a place: its codes, what became of it, every figure by theme, and how it compares where figures compare."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.api.graph import ServedGraph
from kg.site.figures import Figure, figures_of
from kg.site.gaps import gaps_of, without_provinces
from kg.site.groups import chosen_cells, group_cells, is_right
from kg.site.latest import Latest, as_latest, best
from kg.site.naming import shown_value
from kg.site.reading import Named, in_order, named, objects, subjects, text_of
from kg.site.words import say

_FEWEST_COMPARED = 10


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the place: which list, the code, the name that the list prints, until when it held."""

    code_list: Named
    notation: str
    printed: str
    until: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure of the place, its rank among those of the same kind and period (empty where it may not be ranked), and Indonesia's."""

    latest: Latest
    rank: str
    country: str


def place_page(graph: ServedGraph, address: str, language: str) -> dict[str, object]:
    """What the template shows of a country, province, regency or city."""
    groups = themes(graph, figures_of(graph, "sdmx-dimension:refArea", address), language)
    return {
        "codes": _codes(graph, address, language),
        "part_of": [named(graph, p, language) for p in objects(graph, address, "dcterms:isPartOf")],
        "parts": in_order(
            named(graph, p, language) for p in subjects(graph, "dcterms:isPartOf", address) if "/id/wilayah/" in p
        ),
        "before": [named(graph, p, language) for p in objects(graph, address, "dcterms:replaces")],
        "after": [named(graph, p, language) for p in subjects(graph, "dcterms:replaces", address)],
        "valid_from": text_of(graph, address, "schema:validFrom", language),
        "valid_through": text_of(graph, address, "schema:validThrough", language),
        "groups": groups,
        "producers": len(groups),
        "count": sum(1 + s.latest.others for _, standings in groups for s in standings),
        **_gaps(graph, address, language),
        "served_by": [named(graph, a, language) for a in subjects(graph, "ham:coversRegion", address)],
    }  # fmt: skip


def _gaps(graph: ServedGraph, address: str, language: str) -> dict[str, object]:
    """What is not known of a province and why; empty for other places."""
    never, lately = gaps_of(graph, address, language)
    here = {cell.group for cell in chosen_cells(graph, area=address) if is_right(cell) and not cell.reasons}
    return {
        "groups_here": len(here),
        "groups_known": len({cell.group for cell in group_cells(graph)}),
        "never": never,
        "lately": lately,
        "national": len(without_provinces(graph, language)) if never or lately else 0,
    }


def themes(graph: ServedGraph, figures: tuple[Figure, ...], language: str) -> list[tuple[Named, list[Standing]]]:
    """The place's indicators under the institution whose figures they are."""
    parted: dict[str, dict[tuple[str, str, str | None], list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        entry = next(iter(objects(graph, figure.cube, "dcterms:isPartOf")), "")
        producer = next(iter(objects(graph, entry, "dcterms:publisher")), entry)
        parted[producer][figure.indicator, figure.unit, figure.area_role].append(figure)
    found = []
    for producer, groups in parted.items():
        standings = [standing(graph, group, language) for group in groups.values()]
        found.append((named(graph, producer, language), sorted(standings, key=lambda s: s.latest.indicator)))
    return sorted(found, key=lambda pair: pair[0].name.lower())


def standing(graph: ServedGraph, group: list[Figure], language: str) -> Standing:
    figure = best(group)
    alike = [f for f in figures_of(graph, "ham:indicator", figure.indicator) if f.key == figure.key and f.period == figure.period]
    country = [f for f in alike if f.area == graph.ns.country("IDN") and f.value is not None]
    return Standing(
        as_latest(graph, figure, language, len(group) - 1),
        rank(graph, figure, alike, language),
        shown_value(graph, country[0], language) if len(country) == 1 and figure.area != country[0].area else "",
    )


def rank(graph: ServedGraph, figure: Figure, alike: list[Figure], language: str) -> str:
    """Where the figure stands among all of its kind; nothing for partial lists, few figures, or where sources differ."""
    level = objects(graph, figure.area, "ham:regionLevel")
    peers = [
        f for f in alike if f.value is not None and f.area != graph.ns.country("IDN") and objects(graph, f.area, "ham:regionLevel") == level
    ]
    areas = [f.area for f in peers]
    if figure.value is None or not level or len(areas) < _FEWEST_COMPARED or len(set(areas)) != len(areas):
        return ""
    if not all(f.whole_list and f.whole_period for f in peers):
        return ""
    higher = sum((f.value or 0.0) > figure.value for f in peers)
    return say("rank", language, place=higher + 1, count=len(peers))


def _codes(graph: ServedGraph, address: str, language: str) -> list[Code]:
    found = []
    for code in objects(graph, address, "adms:identifier"):
        lists = objects(graph, code, "ham:codeList")
        if lists:
            found.append(
                Code(
                    named(graph, lists[0], language), text_of(graph, code, "skos:notation", language),
                    text_of(graph, code, "ham:nameInList", language), text_of(graph, code, "schema:validThrough", language),
                )
            )  # fmt: skip
    return sorted(found, key=lambda code: code.code_list.name)
