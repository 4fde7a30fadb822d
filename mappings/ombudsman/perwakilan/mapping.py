"""Areas of the representative offices of the Ombudsman, which need not be provinces."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Tables, iri, string, text


def resources(tables: Tables) -> Iterator[Resource]:
    """The areas; their coverage is unknown."""
    for row in tables["source.csv"]:
        key = row.pop("kunci")
        yield Resource(
            tables.ns.thing("wilayah", "perwakilan-ombudsman", key),
            row=row,
            types=["ham:ServiceArea"],
            properties={
                "skos:prefLabel": [text(row.pop("nama_id"), "id"), text(row.pop("nama_en"), "en")],
                "dcterms:identifier": [string(key)],
                "dcterms:isPartOf": [iri(tables.ns.country("IDN"))],
                "ham:servedBy": [iri(tables.ns.organization("ombudsman"))],
                "dcterms:source": [iri(tables.document(row))],
            },
        )
