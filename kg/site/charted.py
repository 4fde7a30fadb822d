"""From a chart's specification to everything that is shown of it: drawing, sentence, cautions, table and figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.api.graph import ServedGraph
from kg.site.chart_lines import lines_over_time
from kg.site.chart_multiples import multiples
from kg.site.chart_parts import Charted, find_slice, key_of, spec_of
from kg.site.chart_ranks import bars, province_map
from kg.site.slices import Slice
from kg.site.spec import ChartSpec

__all__ = ["Charted", "charted", "find_slice", "key_of", "spec_of"]
_DRAW: dict[str, Callable[[ServedGraph, ChartSpec, Slice, str], Charted | None]] = {
    "garis": lines_over_time, "kisi": multiples, "batang": bars, "peta": province_map,
}  # fmt: skip


def charted(graph: ServedGraph, spec: ChartSpec, language: str, *, only: frozenset[str] | None = None) -> Charted | None:
    """The chart that a specification names, of `only` these figures if they are given; None if the graph has none for it."""
    part = find_slice(graph, spec)
    if part and only is not None:
        part = replace(part, figures=tuple(f for f in part.figures if f.iri in only))
    return _DRAW[spec.kind](graph, spec, part, language) if part and spec.kind in _DRAW else None
