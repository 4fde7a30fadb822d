"""Posts that Indonesia holds or held in the Human Rights Council."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, date, integer, iri, text, typed

KINDS = ("anggota", "wakil-presiden", "presiden")


def resources(tables: Tables) -> Iterator[Resource]:
    """One mandate a row."""
    for row in tables["source.csv"]:
        kind = row.pop("jenis")
        if kind not in KINDS:
            raise row.fail("jenis", f"must be one of {', '.join(KINDS)}")
        yield Resource(
            tables.ns.thing("mandat", "IDN", row.pop("kunci")),
            row=row,
            types=["ham:Mandate"],
            properties={
                "skos:prefLabel": [text(f"Indonesia: {row.pop('judul_id')}", "id"), text(f"Indonesia: {row.pop('judul_en')}", "en")],
                "ham:state": [iri(tables.ns.country("IDN"))],
                "ham:unitedNationsBody": [iri(tables.ns.organization(row.pop("badan")))],
                "ham:mandateKind": [iri(tables.ns.concept(f"jenis-mandat/{kind}"))],
                "ham:electionDate": [date(cell)] if (cell := row.pop("terpilih")) else [],
                "schema:startDate": [day_or_year(row.pop("mulai"))],
                "schema:endDate": [day_or_year(row.pop("berakhir"))],
                "ham:votesFor": [integer(int(cell))] if (cell := row.pop("suara")) else [],
                "ham:votesCast": [integer(int(cell))] if (cell := row.pop("pemilih")) else [],
                "rdfs:comment": [text(cell, language) for language in ("id", "en") if (cell := row.pop(f"catatan_{language}"))],
                "ham:confidence": [iri(tables.ns.concept(f"keyakinan/{row.pop('keyakinan')}"))],
                "dcterms:source": documents(tables, row),
            },
        )


def day_or_year(cell: str) -> str:
    """A day, or a year where the source knows no day."""
    return typed(cell, "xsd:gYear") if len(cell) == len("2024") else date(cell)


def documents(tables: Tables, row: Row) -> list[str]:
    """The second source, if there is one, and the main source, from which the row derives."""
    second = [iri(tables.document(row, "sumber_kedua"))] if row.pop("sumber_kedua") else []
    return [*second, iri(tables.document(row))]
