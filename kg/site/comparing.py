"""Places beside each other: what must be said when their figures stand in one chart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from kg.api.graph import ServedGraph
from kg.site.figures import Figure
from kg.site.formats import list_words
from kg.site.reading import objects
from kg.site.sentences import usual_kind
from kg.site.words import say


def comparing(graph: ServedGraph, places: Sequence[str], figures: Sequence[Figure], language: str) -> list[str]:
    """Sentences about places (IRIs) of one chart: those without a figure, a split between two of them, other datasets, other periods."""
    by_place: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_place[figure.area].append(figure)
    without = [graph.label(place, language) for place in places if place not in by_place]
    found = [say("beware_none_of", language, names=list_words(without, language))] if without else []
    if len(by_place) < 2:
        return found
    found += [
        say("beware_split", language, name=graph.label(one, language), other=graph.label(other, language))
        for one, other in combinations(by_place, 2)
        if other in objects(graph, one, "dcterms:replaces") or one in objects(graph, other, "dcterms:replaces")
    ]
    return (
        found
        + _differing("beware_datasets", _datasets(graph, by_place, language), language)
        + _differing("beware_kinds", _lengths(graph, by_place, language), language)
    )


def _differing(word: str, named: dict[str, list[str]], language: str) -> list[str]:
    """A sentence that says of which place each thing holds; none if all places have the same."""
    if len(named) < 2:
        return []
    parts = [f"{thing} ({list_words(places, language)})" for thing, places in named.items()]
    return [say(word, language, parts="; ".join(parts))]


def _datasets(graph: ServedGraph, by_place: dict[str, list[Figure]], language: str) -> dict[str, list[str]]:
    """Places by the datasets that their figures come from."""
    named: dict[str, list[str]] = defaultdict(list)
    for place, figures in by_place.items():
        entries = {entry for figure in figures for entry in objects(graph, figure.cube, "dcterms:isPartOf")}
        named[list_words(sorted(graph.label(entry, language) for entry in entries), language)].append(graph.label(place, language))
    return named


def _lengths(graph: ServedGraph, by_place: dict[str, list[Figure]], language: str) -> dict[str, list[str]]:
    """Places by the kind of period that most of their figures have."""
    named: dict[str, list[str]] = defaultdict(list)
    for place, figures in by_place.items():
        if kind := usual_kind([f for f in figures if f.value is not None]):
            named[graph.label(graph.ns.concept(f"jenis-periode/{kind}"), language)].append(graph.label(place, language))
    return named
