"""The latest figure of each indicator, for lists: one line each, with its own page behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.api.graph import ServedGraph
from kg.api.views import number
from kg.site.figures import Figure, figures_of
from kg.site.formats import capital, list_words
from kg.site.naming import cut_name, notes, page_of, producer_name, shown_value, source_name


@dataclass(frozen=True, slots=True)
class Latest:
    """A figure for a list. `others` tells how many further figures of the same indicator, area and unit there are.

    `differing` names the figures that other sources give for the same thing and period, with who says so.
    """

    indicator: str
    indicator_href: str
    what: str
    value: str
    when: str
    where: str
    href: str
    source: str
    producer: str
    notes: str
    others: int
    iri: str
    differing: str


def latest_of(graph: ServedGraph, figures: Iterable[Figure], language: str) -> list[Latest]:
    """For each indicator, unit and meaning of the area the latest figure without breakdown, else the latest of its largest class."""
    groups: dict[tuple[str, str, str | None], list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[figure.indicator, figure.unit, figure.area_role].append(figure)
    chosen = [(best(group), len(group) - 1) for group in groups.values()]
    return sorted((as_latest(graph, figure, language, others) for figure, others in chosen), key=lambda item: item.indicator.lower())


def best(group: list[Figure]) -> Figure:
    """The figure to show first: without breakdown, of a whole period, the latest; a figure before a mark that there is none."""
    return max(group, key=lambda f: (f.value is not None, not f.cut, f.whole_period, f.period.end, f.value or 0.0, f.iri))


def as_latest(graph: ServedGraph, figure: Figure, language: str, others: int = 0) -> Latest:
    return Latest(
        indicator=capital(graph.label(figure.indicator, language)),
        indicator_href=page_of(graph, figure.indicator),
        what=cut_name(graph, figure, language),
        value=shown_value(graph, figure, language),
        when=graph.label(figure.period.iri, language),
        where=graph.label(figure.area, language),
        href=page_of(graph, figure.iri),
        source=source_name(graph, figure),
        producer=producer_name(graph, figure, language),
        notes=", ".join(notes(figure, language)),
        others=others,
        iri=figure.iri,
        differing=list_words(differing(graph, figure, language), language),
    )


def differing(graph: ServedGraph, figure: Figure, language: str) -> list[str]:
    """What other sources say of the same: figure and source, where the figure is another one."""
    alike = [
        f
        for f in figures_of(graph, "ham:indicator", figure.indicator)
        if f.key == figure.key and f.area == figure.area and f.period.iri == figure.period.iri and f.value is not None
    ]
    return [f"{number(f.lexical or '', language)} ({source_name(graph, f)})" for f in alike if f.value != figure.value]
