"""JSON and TopoJSON as tables: the first row holds the names, each record is a row, a shape is a cell of well-known text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.mapping.config import SourceConfig

GEOMETRY = "geometry"
"""The column that holds the shape of a TopoJSON feature, as WKT in longitude and latitude."""


def read_records(path: Path, config: SourceConfig, display: str) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells); the header has number 1, so that the first record is row 2, as in a CSV file of the same records."""
    try:
        content = json.loads(path.read_text(encoding=config.encoding))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"is not well-formed JSON ({error})", file=display) from None
    records = _features(content, display) if config.format == "topojson" else _below(content, config.records, display)
    names = list(dict.fromkeys(name for record in records for name in record))
    yield 1, names
    for number, record in enumerate(records, 2):
        yield number, [_cell(record.get(name), display, number, name) for name in names]


def _below(content: Any, keys: tuple[str, ...], display: str) -> list[dict[str, Any]]:
    for key in keys:
        if not isinstance(content, dict) or key not in content:
            raise InputError("is not in the file", file=display, column=key)
        content = content[key]
    if not isinstance(content, list) or not all(isinstance(record, dict) for record in content):
        raise InputError("is no list of records: say in dataset.yml under which keys it lies (`records`)", file=display)
    return content


def _cell(value: Any, display: str, row: int, column: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case str() | int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
    raise InputError("is no plain value", file=display, row=row, column=column)


# --- TopoJSON (https://github.com/topojson/topojson-specification) -------------------------------------------------------------
def _features(content: Any, display: str) -> list[dict[str, Any]]:
    try:
        arcs = _decoded_arcs(content)
        geometries = [g for thing in content["objects"].values() for g in thing.get("geometries", [thing])]
        return [{**g.get("properties", {}), GEOMETRY: _as_wkt(g, arcs)} for g in geometries]
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise InputError(f"is no TopoJSON topology ({type(error).__name__}: {error})", file=display) from None


def _decoded_arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Arcs in degrees. With a transform, positions are whole steps from the one before."""
    transform = topology.get("transform")
    if transform is None:
        return [[(x, y) for x, y, *_ in arc] for arc in topology["arcs"]]
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y, *_ in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + left, y * scale_y + bottom))
        decoded.append(points)
    return decoded


def _as_wkt(geometry: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> str:
    polygons: list[list[list[int]]]
    if geometry["type"] == "Polygon":
        polygons = [geometry["arcs"]]
    elif geometry["type"] == "MultiPolygon":
        polygons = geometry["arcs"]
    else:
        raise TypeError(f"a {geometry['type']} is no area")
    written = ", ".join("(" + ", ".join(_ring(ring, arcs) for ring in polygon) + ")" for polygon in polygons)
    return f"MULTIPOLYGON ({written})"


def _ring(indices: list[int], arcs: list[list[tuple[float, float]]]) -> str:
    """A ring of arcs; ``~i`` stands for arc i backwards, and the last point of an arc is the first of the next."""
    points: list[tuple[float, float]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return "(" + ", ".join(f"{_degrees(x)} {_degrees(y)}" for x, y in points) + ")"


def _degrees(value: float) -> str:
    """Five decimals, about a metre.

    >>> _degrees(95.0), _degrees(-2.123456)
    ('95', '-2.12346')
    """
    return f"{value:.5f}".rstrip("0").rstrip(".")
