"""Breakdowns: which figures are the parts of which total, and whether they make up the whole."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, boolean, iri, text

FLAGS = {"ya": True, "tidak": False}


def resources(tables: Tables) -> Iterator[Resource]:
    """One breakdown a row, then its parts, one a row."""
    known = set()
    for row in tables["source.csv"]:
        known.add(row.peek("kunci"))
        yield breakdown(tables, row)
    for row in tables["bagian.csv"]:
        if row.peek("rincian") not in known:
            raise row.fail("rincian", "is not the key of a breakdown in source.csv")
        yield part(tables, row)


def breakdown(tables: Tables, row: Row) -> Resource:
    """A ham:Breakdown without its parts: the total, whether the parts are exhaustive and may overlap, and why we say so."""
    return Resource(
        tables.ns.thing("rincian", row.pop("kunci")),
        row=row,
        types=["ham:Breakdown", "qb:ObservationGroup"],
        properties={
            "skos:prefLabel": [text(row.pop("nama_id"), "id"), text(row.pop("nama_en"), "en")],
            "ham:exhaustive": [boolean(flag(row, "lengkap"))],
            "ham:multiResponse": [boolean(flag(row, "jawaban_ganda"))],
            "ham:total": [observation(tables, row, "jumlah")],
            "rdfs:comment": [text(row.pop("alasan_id"), "id"), text(row.pop("alasan_en"), "en")],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def part(tables: Tables, row: Row) -> Resource:
    """One part of a breakdown; its own document is that of its row."""
    tables.document(row)
    address = tables.ns.thing("rincian", row.pop("rincian"))
    return Resource(address, row=row, properties={"qb:observation": [observation(tables, row, "bagian")]})


def observation(tables: Tables, row: Row, column: str) -> str:
    """The observation of a cell: dataset and values of its dimensions, as in its address; the release checks that it exists."""
    return iri(tables.ns.thing("pengamatan", *row.pop(column).split("/")))


def flag(row: Row, column: str) -> bool:
    cell = row.pop(column)
    if cell not in FLAGS:
        raise row.fail(column, "must be ya or tidak")
    return FLAGS[cell]
