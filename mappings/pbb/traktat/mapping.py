"""The nine core United Nations human rights treaties, their optional protocols and one amendment."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, boolean, date, iri, string, text

KINDS = {"pokok": "ham:Treaty", "protokol-opsional": "ham:Treaty", "amendemen": "ham:TreatyAmendment"}
ORIGINS = {"sumber": False, "diturunkan": True}


def resources(tables: Tables) -> Iterator[Resource]:
    """One treaty (or amendment) a row."""
    for row in tables["source.csv"]:
        code, kind = row.pop("kode"), row.pop("jenis")
        if kind not in KINDS:
            raise row.fail("jenis", f"must be one of {', '.join(KINDS)}")
        parent = row.pop("induk")
        title = [text(row.pop("judul_id"), "id"), text(row.pop("judul_en"), "en")]
        yield Resource(
            tables.ns.thing("traktat", code),
            row=row,
            types=[KINDS[kind], "eli:LegalResource"],
            properties={
                "skos:prefLabel": title,
                "dcterms:title": title,
                "skos:notation": [string(code)],
                "ham:treatyKind": [iri(tables.ns.concept(f"jenis-traktat/{kind}"))],
                "eli:amends" if kind == "amendemen" else "ham:protocolTo": [iri(tables.ns.thing("traktat", parent))] if parent else [],
                "ham:depositaryNumber": [string(row.pop("nomor_untc"))],
                "ham:depositary": [iri(tables.ns.organization("un"))],
                "foaf:page": [iri(row.pop("halaman_untc"))],
                "ham:adoptionDate": [date(row.pop("diadopsi"))],
                **entry_into_force(row),
                "ham:monitoringBody": [iri(tables.ns.thing("badan-traktat", body))] if (body := row.pop("badan")) else [],
                "dcterms:source": documents(tables, row),
            },
        )


def entry_into_force(row: Row) -> dict[str, list[str]]:
    """The day of entry into force, and whether it follows from the dates of deposit instead of standing in the source."""
    cell, origin = row.pop("mulai_berlaku"), row.pop("asal_mulai_berlaku")
    if not cell:
        return {}
    if origin not in ORIGINS:
        raise row.fail("asal_mulai_berlaku", f"must be one of {', '.join(ORIGINS)}")
    return {"ham:entryIntoForce": [date(cell)], "ham:entryIntoForceDerived": [boolean(ORIGINS[origin])]}


def documents(tables: Tables, row: Row) -> list[str]:
    second = [iri(tables.document(row, "sumber_kedua"))] if row.pop("sumber_kedua") else []
    return [*second, iri(tables.document(row))]
