"""Boundaries of provinces. They are found by name: the codes in the file are those of before the split of Papua."""

from collections.abc import Iterator

from kg.mapping import Resource, Tables, iri, typed


def resources(tables: Tables) -> Iterator[Resource]:
    """The geometry of a province in well-known text (longitude, latitude; CRS84), joined on PROVINSI, never on KODE_PROV."""
    for row in tables["data.topo.json"]:
        region = tables.region(row, "PROVINSI", kind="provinsi", vintage="38-provinsi")
        row.ignore("KODE_PROV")
        geometry = tables.ns.thing("geometri", *region.rsplit("/", 2)[1:])
        yield Resource(region, row=row, properties={"geo:hasGeometry": [iri(geometry)]})
        yield Resource(
            geometry,
            row=row,
            types=["geo:Geometry"],
            properties={
                "geo:asWKT": [typed(row.pop("geometry"), "geo:wktLiteral")],
                "dcterms:license": [iri("https://creativecommons.org/licenses/by/4.0/")],
            },
        )
