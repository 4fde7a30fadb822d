"""Areas of human rights offices: work regions of 2021, regional offices, and the provinces that a source says they cover."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Tables, iri, string, text


def resources(tables: Tables) -> Iterator[Resource]:
    """The areas, then what they cover; an area without such a statement has unknown coverage."""
    for row in tables["source.csv"]:
        key = row.pop("kunci")
        yield Resource(
            service_area(tables, key),
            row=row,
            types=["ham:ServiceArea"],
            properties={
                "skos:prefLabel": [text(row.pop("nama_id"), "id"), text(row.pop("nama_en"), "en")],
                "dcterms:identifier": [string(key)],
                "dcterms:isPartOf": [iri(tables.ns.country("IDN"))],
                "ham:servedBy": [iri(tables.ns.organization(row.pop("instansi")))],
                "dcterms:source": [iri(tables.document(row))],
            },
        )
    for row in tables["cakupan.csv"]:
        yield Resource(
            service_area(tables, row.pop("kunci")),
            row=row,
            properties={
                "ham:coversRegion": [iri(tables.ns.region(row.pop("kode_wilayah")))],
                "dcterms:source": [iri(tables.document(row))],
            },
        )


def service_area(tables: Tables, key: str) -> str:
    return tables.ns.thing("wilayah", "kantor-ham", key)
