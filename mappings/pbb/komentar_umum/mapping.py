"""General comments and general recommendations of treaty bodies: symbol, number, title, date and the articles that the title names."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, date, iri, string, text

# Committees that call their general comments recommendations.
RECOMMENDING = ("CEDAW", "CERD")


def resources(tables: Tables) -> Iterator[Resource]:
    """One general comment a row."""
    for row in tables["source.csv"]:
        yield comment(tables, row)


def comment(tables: Tables, row: Row) -> Resource:
    """A ham:UnitedNationsDocument of a body that concerns no one State."""
    symbol, body, number = (row.pop(column) for column in ("simbol", "badan", "nomor"))
    treaty, later = row.pop("traktat"), row.pop("digantikan_oleh")
    name_id, name_en = ("Rekomendasi umum", "General recommendation") if body in RECOMMENDING else ("Komentar umum", "General comment")
    return Resource(
        document_iri(tables, symbol),
        row=row,
        types=["ham:UnitedNationsDocument"],
        properties={
            "skos:prefLabel": [
                text(f"{name_id} {body} nomor {number}, {symbol}", "id"),
                text(f"{name_en} No. {number} of {body}, {symbol}", "en"),
            ],
            "dcterms:title": [text(row.pop("judul_en"), "en")],
            "dcterms:identifier": [string(symbol)],
            "dcterms:type": [iri(tables.ns.concept("jenis-dokumen-pbb/komentar-umum"))],
            "ham:unitedNationsBody": [iri(tables.ns.thing("badan-traktat", body))],
            "dcterms:date": [date(row.pop("tanggal"))],
            "ham:concernsArticle": [iri(tables.ns.thing("traktat", treaty, "pasal", article)) for article in cells(row, "pasal")],
            "dcterms:isReplacedBy": [iri(document_iri(tables, later))] if later else [],
            "foaf:page": [iri(row.pop("halaman"))],
            "ham:confidence": [iri(tables.ns.concept("keyakinan/sedang"))],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def document_iri(tables: Tables, symbol: str) -> str:
    return tables.ns.thing("dokumen-pbb", *symbol.split("/"))


def cells(row: Row, column: str) -> list[str]:
    """The parts of a cell, separated by semicolons."""
    return [part.strip() for part in row.pop(column).split(";") if part.strip()]
