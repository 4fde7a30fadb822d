"""Outlines of provinces from the graph, projected once: flat, with degrees of longitude and latitude of one length."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

from kg.api.graph import DEFAULT, ServedGraph
from kg.site.charts.svg import WIDTH, short_path
from kg.site.memory import remembered

_RING = re.compile(r"\(([-\d., ]+)\)")
_WEST, _NORTH, _EAST, _SOUTH = 94.8, 6.3, 141.2, -11.2  # degrees; the extent of Indonesia
_UNIT = WIDTH / (_EAST - _WEST)
HEIGHT = (_NORTH - _SOUTH) * _UNIT


@dataclass(frozen=True, slots=True)
class Outline:
    """A province's outline as the path of a drawing that is `WIDTH` by `HEIGHT` units."""

    region: str
    path: str


@remembered(1)
def outlines(graph: ServedGraph) -> tuple[Outline, ...]:
    """All provinces that have a geometry, in order of their IRIs; none if the graph brings no outlines."""
    found = []
    for quad in graph.store.quads_for_pattern(None, graph.term("geo:hasGeometry"), None, DEFAULT):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            wkt = graph.value(quad.object.value, "geo:asWKT")
            if isinstance(wkt, ox.Literal) and "/geometri/garis-besar/" in quad.object.value:
                found.append(Outline(quad.subject.value, path_of(wkt.value)))
    return tuple(sorted(found, key=lambda outline: outline.region))


def path_of(wkt: str) -> str:
    """The path of a WKT polygon: a corner to start from, then steps in tenths of a unit, which are short to write.

    >>> path_of("MULTIPOLYGON (((94.8 6.3, 141.2 6.3, 141.2 -11.2, 94.8 6.3)))")
    'M0 0l600 0 0 226.3z'
    """
    return "".join(_ring(ring) for ring in _RING.findall(wkt))


def _ring(ring: str) -> str:
    points = [point.split() for point in ring.split(",")][:-1]
    return short_path([[((float(x) - _WEST) * _UNIT, (_NORTH - float(y)) * _UNIT) for x, y in points]]) + "z"
