"""Visits, requests, invitations and communications between Indonesia and the special procedures of the Human Rights Council."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, boolean, date, integer, iri, string, text, typed

FLAGS = {"ya": True, "tidak": False}
PRECISIONS = {4: "xsd:gYear", 7: "xsd:gYearMonth"}


def resources(tables: Tables) -> Iterator[Resource]:
    """One dealing a row."""
    for row in tables["source.csv"]:
        kind, report = row.pop("jenis"), row.pop("laporan")
        start, end = row.pop("tanggal"), row.pop("sampai")
        yield Resource(
            tables.ns.thing("prosedur-khusus", "IDN", row.pop("kunci")),
            row=row,
            types=["ham:SpecialProcedureEvent", "prov:Activity"],
            properties={
                "skos:prefLabel": [text(row.pop("judul_id"), "id"), text(row.pop("judul_en"), "en")],
                "ham:specialProcedureKind": [iri(tables.ns.concept(f"jenis-prosedur-khusus/{kind}"))],
                "ham:state": [iri(tables.ns.country("IDN"))],
                "ham:mandateHolder": [iri(tables.ns.concept(f"mekanisme-pbb/{cell}")) for cell in cells(row, "mandat")],
                **({"schema:startDate": [day(start)], "schema:endDate": [day(end)]} if end else {"dcterms:date": [day(start)]}),
                "dcterms:identifier": [string(cell)] if (cell := row.pop("nomor_surat")) else [],
                "ham:signingMandates": [integer(int(cell))] if (cell := row.pop("jumlah_mandat")) else [],
                "ham:pendingRequests": [integer(int(cell))] if (cell := row.pop("permintaan")) else [],
                "ham:replyReceived": flags(row, "dijawab"),
                "ham:granted": flags(row, "diberikan"),
                "dcterms:isReferencedBy": [iri(tables.ns.thing("dokumen-pbb", *report.split("/")))] if report else [],
                "rdfs:comment": [text(cell, language) for language in ("id", "en") if (cell := row.pop(f"catatan_{language}"))],
                "ham:confidence": [iri(tables.ns.concept(f"keyakinan/{row.pop('keyakinan')}"))],
                "dcterms:source": [iri(tables.document(row))],
            },
        )


def day(cell: str) -> str:
    """A day, a month or a year, as far as the source knows it."""
    return typed(cell, PRECISIONS[len(cell)]) if len(cell) in PRECISIONS else date(cell)


def flags(row: Row, column: str) -> list[str]:
    """true or false, or nothing for an empty cell."""
    cell = row.pop(column)
    if cell and cell not in FLAGS:
        raise row.fail(column, "must be ya, tidak or empty")
    return [boolean(FLAGS[cell])] if cell else []


def cells(row: Row, column: str) -> list[str]:
    """The parts of a cell, separated by semicolons."""
    return [part.strip() for part in row.pop(column).split(";") if part.strip()]
