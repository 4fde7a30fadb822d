"""What the first readers of a release would wait for, done beforehand: figures are read once, and lists of them made."""

from __future__ import annotations

from kg.api.graph import ServedGraph
from kg.site.figures import figures_of
from kg.site.gaps import province_lists, without_provinces
from kg.site.lists import asked_first, index_chart, indicators_list
from kg.site.outlines import outlines
from kg.site.reading import subjects

_LANGUAGES = ("id", "en")


def warm(graph: ServedGraph) -> None:
    """Read what pages share, the front page's part first. Safe to leave at any point: each part is remembered on its own."""
    for language in _LANGUAGES:
        asked_first(graph, language)
        index_chart(graph, language)
    outlines(graph)
    province_lists(graph)
    cubes: set[str] = set()
    for indicator in subjects(graph, "rdf:type", graph.term("ham:Indicator").value):
        cubes |= {figure.cube for figure in figures_of(graph, "ham:indicator", indicator)}
    for cube in sorted(cubes):
        figures_of(graph, "qb:dataSet", cube)
    for kind in ("ham:Province", "ham:StateOrArea"):
        for place in subjects(graph, "rdf:type", graph.term(kind).value):
            figures_of(graph, "sdmx-dimension:refArea", place)
    for language in _LANGUAGES:
        indicators_list(graph, language)
        without_provinces(graph, language)
