"""What Indonesia undertook in human rights, and dated statuses of how far it came."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, date, iri, string, text, typed

PRECISIONS = {4: "xsd:gYear", 7: "xsd:gYearMonth"}


def resources(tables: Tables) -> Iterator[Resource]:
    """One commitment a row, then one status a row."""
    for row in tables["source.csv"]:
        yield commitment(tables, row)
    for row in tables["status.csv"]:
        yield status(tables, row)


def commitment(tables: Tables, row: Row) -> Resource:
    """A pledge, commitment, plan, action of a plan, or report due."""
    parent, body = row.pop("induk"), row.pop("badan")
    return Resource(
        tables.ns.thing("komitmen", "IDN", row.pop("kunci")),
        row=row,
        types=["ham:Commitment"],
        properties={
            "skos:prefLabel": [text(row.pop("judul_id"), "id"), text(row.pop("judul_en"), "en")],
            "ham:commitmentKind": [iri(tables.ns.concept(f"jenis-komitmen/{row.pop('jenis')}"))],
            "ham:state": [iri(tables.ns.country("IDN"))],
            "ham:gist": [text(row.pop("inti_id"), "id"), text(row.pop("inti_en"), "en")],
            "dcterms:date": day(row.pop("tanggal")),
            "schema:startDate": day(row.pop("masa_mulai")),
            "schema:endDate": day(row.pop("masa_selesai")),
            "ham:dueDate": day(row.pop("jatuh_tempo")),
            "dcterms:isPartOf": [iri(tables.ns.thing("komitmen", "IDN", parent))] if parent else [],
            "ham:unitedNationsBody": [iri(body_iri(tables, body))] if body else [],
            "ham:legalBasis": [iri(tables.ns.thing("peraturan", *cell.split("/"))) for cell in cells(row, "dasar_hukum")],
            "ham:responsibleInstitution": [iri(tables.ns.organization(cell)) for cell in cells(row, "penanggung_jawab")],
            "ham:responsibleInstitutionText": [string(cell) for cell in cells(row, "penanggung_jawab_teks")],
            "ham:affectedGroup": [iri(tables.ns.concept(f"kelompok-ranham/{cell}")) for cell in cells(row, "kelompok")],
            "ham:theme": [iri(tables.ns.concept(f"tema-uhri/{cell}")) for cell in cells(row, "tema")],
            "ham:confidence": [iri(tables.ns.concept(f"keyakinan/{row.pop('keyakinan')}"))],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def status(tables: Tables, row: Row) -> Resource:
    """How far a commitment was carried out by a day, according to one source."""
    key, when = row.pop("kunci"), row.pop("tanggal")
    return Resource(
        tables.ns.thing("pelaksanaan", "IDN", key, when),
        row=row,
        types=["ham:ImplementationStatus"],
        properties={
            "skos:prefLabel": [text(f"Status pelaksanaan {key}, {when}", "id"), text(f"Status of implementation of {key}, {when}", "en")],
            "ham:concerns": [iri(tables.ns.thing("komitmen", "IDN", key))],
            "ham:implementationState": [iri(tables.ns.concept(f"status-pelaksanaan/{row.pop('keadaan')}"))],
            "ham:gist": [text(row.pop("inti_id"), "id"), text(row.pop("inti_en"), "en")],
            "dcterms:date": day(when),
            "ham:confidence": [iri(tables.ns.concept(f"keyakinan/{row.pop('keyakinan')}"))],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def day(cell: str) -> list[str]:
    """A day, a month or a year, as far as the source knows it."""
    if not cell:
        return []
    return [typed(cell, PRECISIONS[len(cell)]) if len(cell) in PRECISIONS else date(cell)]


def body_iri(tables: Tables, body: str) -> str:
    """A treaty body by its acronym, or another United Nations body by its key."""
    return tables.ns.organization(body) if body.islower() else tables.ns.thing("badan-traktat", body)


def cells(row: Row, column: str) -> list[str]:
    """The parts of a cell, separated by semicolons."""
    return [part.strip() for part in row.pop(column).split(";") if part.strip()]
