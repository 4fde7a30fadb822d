"""The page of one figure: itself, the series that it stands in, and what compares with it."""

from __future__ import annotations

import pyoxigraph as ox

from kg.api.graph import ServedGraph
from kg.site.charted import Charted, charted, key_of, spec_of
from kg.site.figures import Figure, figures_of, read_figure
from kg.site.naming import notes
from kg.site.reading import text_of
from kg.site.slices import slices


def observation_page(graph: ServedGraph, address: str, language: str) -> dict[str, object]:
    """What the template shows beside the figure and its source row."""
    figure = read_figure(graph, ox.NamedNode(address))
    if figure is None:
        return {"series": None, "remarks": [], "definition": ""}
    return {
        "series": series(graph, figure, language),
        "remarks": notes(figure, language),
        "definition": text_of(graph, figure.indicator, "skos:definition", language),
    }


def series(graph: ServedGraph, figure: Figure, language: str) -> Charted | None:
    """Figures of the same place that differ in their period alone, if there are others."""
    alike = [f for f in figures_of(graph, "ham:indicator", figure.indicator) if f.key == figure.key and f.area == figure.area]
    if len({f.period.iri for f in alike}) < 2:
        return None
    part = slices(alike)[0]
    return charted(
        graph, spec_of(part, "garis").with_(places=(key_of(graph, figure.area),)), language, only=frozenset(f.iri for f in alike)
    )
