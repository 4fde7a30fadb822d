"""United Nations documents on human rights in Indonesia: what they are, of which body, and their dates, each kind apart."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, date, iri, string, text, typed

# kind: (Indonesian, English), as names of documents start
KINDS = {
    "dokumen-inti": ("Dokumen inti Indonesia", "Core document of Indonesia"),
    "laporan-negara": ("Laporan Indonesia", "Report of Indonesia"),
    "daftar-isu": ("Daftar isu tentang Indonesia", "List of issues on Indonesia"),
    "daftar-isu-pra-laporan": ("Daftar isu sebelum pelaporan Indonesia", "List of issues prior to reporting by Indonesia"),
    "jawaban-daftar-isu": ("Jawaban Indonesia atas daftar isu", "Replies of Indonesia to the list of issues"),
    "rekaman-ringkas": ("Rekaman ringkas peninjauan Indonesia", "Summary record of the review of Indonesia"),
    "simpulan-pengamatan": ("Simpulan pengamatan tentang Indonesia", "Concluding observations on Indonesia"),
    "penilaian-tindak-lanjut": ("Penilaian tindak lanjut oleh Indonesia", "Assessment of follow-up by Indonesia"),
    "surat-badan-traktat": ("Surat kepada Indonesia", "Letter to Indonesia"),
    "laporan-kelompok-kerja-upr": ("Laporan kelompok kerja UPR tentang Indonesia", "Report of the UPR working group on Indonesia"),
    "laporan-kunjungan": ("Laporan kunjungan ke Indonesia", "Report on a mission to Indonesia"),
}
CONCLUDING = "simpulan-pengamatan"


def resources(tables: Tables) -> Iterator[Resource]:
    """One document a row."""
    for row in tables["source.csv"]:
        yield document(tables, row)


def document(tables: Tables, row: Row) -> Resource:
    """A ham:UnitedNationsDocument; a date that no source gives is left unsaid."""
    symbol, key, kind, body, cycle = (row.pop(column) for column in ("simbol", "kunci", "jenis", "badan", "siklus_upr"))
    if kind not in KINDS:
        raise row.fail("jenis", f"must be one of {', '.join(KINDS)}")
    if bool(symbol) == bool(key):
        raise row.fail("kunci", "must be filled if, and only if, the document has no symbol")
    return Resource(
        address(tables, symbol, key),
        row=row,
        types=["ham:UnitedNationsDocument", *(["ham:ConcludingObservations"] if kind == CONCLUDING else [])],
        properties={
            "skos:prefLabel": labels(row, kind, body, symbol),
            "dcterms:identifier": [string(symbol)] if symbol else [],
            "dcterms:type": [iri(tables.ns.concept(f"jenis-dokumen-pbb/{kind}"))],
            "ham:unitedNationsBody": [iri(body_iri(tables, body))] if body else [],
            "ham:state": [iri(tables.ns.country("IDN"))],
            "ham:reportingCycle": [string(cell)] if (cell := row.pop("siklus_pelaporan")) else [],
            "ham:reviewCycle": [iri(tables.ns.thing("siklus-upr", "IDN", cycle))] if cycle else [],
            **dates(row),
            "ham:confidence": [iri(tables.ns.concept(f"keyakinan/{row.pop('keyakinan')}"))],
            "rdfs:comment": [text(cell, language) for language in ("id", "en") if (cell := row.pop(f"catatan_{language}"))],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def address(tables: Tables, symbol: str, key: str) -> str:
    """By symbol; documents that have none stand below ``tanpa-simbol``, where no symbol starts."""
    keys = symbol.split("/") if symbol else ("tanpa-simbol", key)
    return tables.ns.thing("dokumen-pbb", *keys)


def body_iri(tables: Tables, body: str) -> str:
    """A treaty body by its acronym, or the Human Rights Council."""
    return tables.ns.organization(body) if body.islower() else tables.ns.thing("badan-traktat", body)


def labels(row: Row, kind: str, body: str, symbol: str) -> list[str]:
    """``Simpulan pengamatan tentang Indonesia, CCPR/C/IDN/CO/2``; a document without symbol is told by body and date or cycle."""
    told = symbol or f"{body} {row.peek('didistribusikan') or row.peek('siklus_pelaporan')}"
    return [text(f"{name}, {told}", language) for name, language in zip(KINDS[kind], ("id", "en"), strict=True)]


def dates(row: Row) -> dict[str, list[str]]:
    """The dates of a document: received, considered, adopted, distributed, and that of an advance version."""
    return {
        "ham:receivedDate": day_or_month(row.pop("diterima")),
        "ham:consideredFrom": day_or_month(row.pop("ditinjau_mulai")),
        "ham:consideredThrough": day_or_month(row.pop("ditinjau_selesai")),
        "ham:adoptionDate": day_or_month(row.pop("diadopsi")),
        "ham:distributionDate": day_or_month(row.pop("didistribusikan")),
        "ham:advanceVersionDate": day_or_month(row.pop("versi_awal")),
    }


def day_or_month(cell: str) -> list[str]:
    """A day, or a month where the source knows no day."""
    if not cell:
        return []
    return [typed(cell, "xsd:gYearMonth") if len(cell) == len("2001-02") else date(cell)]
