"""Outlines of provinces: one geometry each, for maps of figures and for nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mapping import Resource, Tables, iri, text, typed

_NUMBER = r"-?\d{1,3}(?:\.\d+)?"
_WKT = re.compile(rf"MULTIPOLYGON \((?:[(), ]|{_NUMBER} {_NUMBER})+\)")


def resources(tables: Tables) -> Iterator[Resource]:
    """The province with its geometry, and the geometry as well-known text (longitude before latitude, as CRS84 has it)."""
    for row in tables["source.csv"]:
        code, name = row.pop("kode_kemendagri"), row.pop("provinsi")
        geometry = tables.ns.thing("geometri", "garis-besar", code)
        outline = row.pop("garis_wkt")
        if not _WKT.fullmatch(outline):
            raise row.fail("garis_wkt", "must be a MULTIPOLYGON in well-known text")
        source = iri(tables.document(row))
        yield Resource(tables.ns.region(code), row=row, properties={"geo:hasGeometry": [iri(geometry)]})
        yield Resource(
            geometry,
            row=row,
            types=["geo:Geometry"],
            properties={
                "skos:prefLabel": [text(f"Garis besar {name}", "id"), text(f"Outline of {name}", "en")],
                "geo:asWKT": [typed(outline, "geo:wktLiteral")],
                "dcterms:license": [iri("https://creativecommons.org/licenses/by/4.0/")],
                "dcterms:source": [source],
            },
        )
