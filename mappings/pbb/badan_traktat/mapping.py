"""The ten treaty bodies. Each has an IRI of its own, as an acronym such as CRC can mean the treaty or the committee."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Tables, iri, string, text


def resources(tables: Tables) -> Iterator[Resource]:
    """One committee a row."""
    for row in tables["source.csv"]:
        code = row.pop("kode")
        yield Resource(
            tables.ns.thing("badan-traktat", code),
            row=row,
            types=["ham:TreatyBody", "ham:UnitedNationsBody", "org:Organization"],
            properties={
                "skos:prefLabel": [text(row.pop("nama_id"), "id"), text(row.pop("nama_en"), "en")],
                "skos:altLabel": [text(code, "en")],
                "skos:notation": [string(code)],
                "ham:monitors": [iri(tables.ns.thing("traktat", row.pop("traktat")))],
                "ham:documentSymbolPrefix": [string(prefix)] if (prefix := row.pop("awalan_simbol")) else [],
                "dcterms:source": [iri(tables.document(row))],
            },
        )
