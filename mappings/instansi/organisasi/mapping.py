"""Bodies that produce, publish or answer for human rights data, and the events by which one became another."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, date, iri, string, text, typed
from kg.mapping.agency import KINDS

CHANGES = ("pemecahan", "penggantian", "pembentukan-berdampingan", "perpindahan-unit")


def resources(tables: Tables) -> Iterator[Resource]:
    """Organisations, then the events of change with what they say of the organisations."""
    for row in tables["source.csv"]:
        yield organization(tables, row)
    for row in tables["perubahan.csv"]:
        yield from change(tables, row)


def organization(tables: Tables, row: Row) -> Resource:
    """One organisation; facts that no source gives are left unsaid."""
    key, kind = row.pop("kunci"), row.pop("jenis")
    if kind not in KINDS:
        raise row.fail("jenis", f"must be one of {', '.join(KINDS)}")
    parent, site, established = row.pop("induk"), row.pop("situs"), row.pop("berdiri")
    return Resource(
        tables.ns.organization(key),
        row=row,
        types=["ham:Organization", *KINDS[kind]],
        properties={
            "skos:prefLabel": [text(row.pop("nama_id"), "id"), text(row.pop("nama_en"), "en")],
            "skos:altLabel": [text(cell, "id")] if (cell := row.pop("singkatan")) else [],
            "dcterms:identifier": [string(key)],
            "org:classification": [iri(tables.ns.concept(f"jenis-instansi/{kind}"))],
            "org:unitOf": [iri(tables.ns.organization(parent))] if parent else [],
            "foaf:homepage": [iri(f"https://{site}/")] if site else [],
            "ham:established": [typed(established, "xsd:gYear") if len(established) == 4 else date(established)] if established else [],
            "ham:legalBasis": laws(tables, row),
            "ham:legalBasisText": texts(row, "dasar_hukum_teks"),
            "rdfs:comment": texts(row, "catatan"),
            "dcterms:source": documents(tables, row),
        },
    )


def change(tables: Tables, row: Row) -> Iterator[Resource]:
    """The event, and `changedBy` or `resultedFrom` on each body; a body that goes on beside a new one does not result from it."""
    event, kind, unit = tables.ns.thing("perubahan-instansi", row.pop("kunci")), row.pop("jenis"), row.pop("unit")
    if kind not in CHANGES:
        raise row.fail("jenis", f"must be one of {', '.join(CHANGES)}")
    before, after = ([tables.ns.organization(key) for key in keys(row, column)] for column in ("asal", "hasil"))
    yield Resource(
        event,
        row=row,
        types=["org:ChangeEvent"],
        properties={
            "skos:prefLabel": texts(row, "keterangan"),
            "ham:changeKind": [iri(tables.ns.concept(f"jenis-perubahan-instansi/{kind}"))],
            "org:originalOrganization": [iri(address) for address in before],
            "org:resultingOrganization": [iri(address) for address in after],
            "ham:movedUnit": [iri(tables.ns.organization(unit))] if unit else [],
            "dcterms:date": [date(row.pop("tanggal"))],
            "ham:legalBasis": laws(tables, row),
            "dcterms:source": documents(tables, row),
        },
    )
    for address in [*before, *([tables.ns.organization(unit)] if unit else [])]:
        yield Resource(address, row=row, properties={"org:changedBy": [iri(event)]})
    if not unit:
        for address in after:
            if address not in before:
                yield Resource(address, row=row, properties={"org:resultedFrom": [iri(event)]})


def keys(row: Row, column: str) -> list[str]:
    """Keys of a cell, separated by semicolons."""
    return [key.strip() for key in row.pop(column).split(";") if key.strip()]


def laws(tables: Tables, row: Row) -> list[str]:
    return [iri(tables.ns.thing("peraturan", *key.split("/"))) for key in keys(row, "dasar_hukum")]


def texts(row: Row, column: str) -> list[str]:
    """The two language columns of a text, where they are filled."""
    return [text(cell, language) for language in ("id", "en") if (cell := row.pop(f"{column}_{language}"))]


def documents(tables: Tables, row: Row) -> list[str]:
    """The second source, if there is one, and the main source; the row derives from the main one."""
    second = [iri(tables.document(row, "sumber_kedua"))] if row.pop("sumber_kedua") else []
    return [*second, iri(tables.document(row))]
