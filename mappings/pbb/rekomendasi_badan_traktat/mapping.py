"""Points that treaty bodies made to Indonesia: recommendations, concerns, positive aspects, follow-up requests, and later grades."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, boolean, date, iri, review, string, text
from kg.namespaces import slug

# kind: (Indonesian, English), as names of points start
KINDS = {
    "rekomendasi": ("Rekomendasi", "Recommendation"),
    "keprihatinan": ("Keprihatinan", "Concern"),
    "hal-positif": ("Hal positif", "Positive aspect"),
    "permintaan-tindak-lanjut": ("Permintaan tindak lanjut", "Follow-up request"),
}
FLAGS = {"ya": True, "tidak": False}
NO_SYMBOL = "tanpa-simbol"


def resources(tables: Tables) -> Iterator[Resource]:
    """One point a row, then the grades that points were given later."""
    for row in tables["source.csv"]:
        yield point(tables, row)
    for row in tables["penilaian.csv"]:
        yield assessment(tables, row)


def point(tables: Tables, row: Row) -> Resource:
    """A ham:DocumentPoint; a ham:Recommendation if it recommends."""
    kind, key = row.pop("jenis"), row.pop("kunci")
    symbol, paragraph, part = (row.pop(column) for column in ("dokumen", "paragraf", "bagian"))
    if kind not in KINDS:
        raise row.fail("jenis", f"must be one of {', '.join(KINDS)}")
    if bool(paragraph) == bool(key):
        raise row.fail("kunci", "must be filled if, and only if, the paragraph is unknown")
    return Resource(
        point_iri(tables, symbol, paragraph, part, key),
        row=row,
        types=["ham:DocumentPoint", *(["ham:Recommendation"] if kind == "rekomendasi" else [])],
        properties={
            "skos:prefLabel": labels(kind, symbol, paragraph, part or key),
            "dcterms:isPartOf": [iri(tables.ns.thing("dokumen-pbb", *symbol.split("/")))],
            "ham:pointKind": [iri(tables.ns.concept(f"jenis-butir/{kind}"))],
            "ham:paragraphLabel": [string(paragraph_label(paragraph, part))] if paragraph else [],
            "ham:paragraphByOrder": [boolean(value) for value in flags(row, "menurut_urutan")],
            "ham:sectionHeading": [text(cell, "en")] if (cell := row.pop("judul_bagian")) else [],
            "ham:madeBy": [iri(tables.ns.thing("badan-traktat", body(symbol)))],
            "ham:addressedTo": [iri(tables.ns.country("IDN"))],
            "ham:gist": [text(row.pop("inti_id"), "id"), text(row.pop("inti_en"), "en")],
            "ham:theme": [iri(tables.ns.concept(f"tema-uhri/{theme}")) for theme in cells(row, "tema")],
            "ham:affectedGroup": [iri(tables.ns.concept(f"kelompok-uhri/{group}")) for group in cells(row, "kelompok")],
            **review(tables, row),
            "ham:concernsArticle": articles(tables, row),
            "ham:followUpSelected": [boolean(value) for value in flags(row, "tindak_lanjut")],
            "ham:confidence": [iri(tables.ns.concept(f"keyakinan/{row.pop('keyakinan')}"))],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def assessment(tables: Tables, row: Row) -> Resource:
    """The grade that the committee gave to the follow-up of one point, on one day."""
    symbol, paragraph, part = (row.pop(column) for column in ("dokumen", "paragraf", "bagian"))
    day, grade, place = row.pop("tanggal"), row.pop("nilai"), paragraph_label(paragraph, part)
    key = slug(" ".join(filter(None, (symbol, paragraph, part))))
    return Resource(
        tables.ns.thing("pelaksanaan", "IDN", key, day),
        row=row,
        types=["ham:ImplementationStatus"],
        properties={
            "skos:prefLabel": [
                text(f"Nilai {grade} untuk tindak lanjut {symbol} paragraf {place}", "id"),
                text(f"Grade {grade} for the follow-up to {symbol} paragraph {place}", "en"),
            ],
            "ham:concerns": [iri(point_iri(tables, symbol, paragraph, part, ""))],
            "ham:implementationState": [iri(tables.ns.concept("status-pelaksanaan/dinilai"))],
            "ham:assessmentGrade": [string(grade)],
            "ham:assessedBy": [iri(tables.ns.thing("badan-traktat", body(symbol)))],
            "dcterms:isPartOf": [iri(tables.ns.thing("dokumen-pbb", *row.pop("dokumen_penilaian").split("/")))],
            "dcterms:date": [date(day)],
            "ham:confidence": [iri(tables.ns.concept(f"keyakinan/{row.pop('keyakinan')}"))],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def point_iri(tables: Tables, symbol: str, paragraph: str, part: str, key: str) -> str:
    """By paragraph and part; a point whose paragraph no source names stands below ``tanpa-nomor``."""
    place = (paragraph, part) if paragraph else ("tanpa-nomor", key)
    return tables.ns.thing("rekomendasi", *symbol.split("/"), *filter(None, place))


def body(symbol: str) -> str:
    """The treaty body whose document this is.

    >>> body("E/C.12/IDN/CO/2"), body("CRC/C/15/Add.223"), body("tanpa-simbol/surat-cerd-idn-2009-03-13")
    ('CESCR', 'CRC', 'CERD')
    """
    start, _, rest = symbol.partition("/")
    if start == NO_SYMBOL:
        return next(word.upper() for word in rest.split("-") if word in ("cerd", "crc"))
    return "CESCR" if symbol.startswith("E/C.12/") else start


def paragraph_label(paragraph: str, part: str) -> str:
    """Paragraph and, if the part is a letter of the document, its letter; numbers of parts are ours and are not shown.

    >>> paragraph_label("13", "a"), paragraph_label("8", "2")
    ('13 (a)', '8')
    """
    return f"{paragraph} ({part})" if part.isalpha() else paragraph


def labels(kind: str, symbol: str, paragraph: str, part_or_key: str) -> list[str]:
    """``Rekomendasi CCPR/C/IDN/CO/1 paragraf 8, bagian 2``."""
    name_id, name_en = KINDS[kind]
    told = symbol.removeprefix(f"{NO_SYMBOL}/")
    if not paragraph:
        return [text(f"{name_id} {told}: {part_or_key}", "id"), text(f"{name_en} {told}: {part_or_key}", "en")]
    part_id, part_en = (f", bagian {part_or_key}", f", part {part_or_key}") if part_or_key else ("", "")
    return [text(f"{name_id} {told} paragraf {paragraph}{part_id}", "id"), text(f"{name_en} {told} paragraph {paragraph}{part_en}", "en")]


def articles(tables: Tables, row: Row) -> list[str]:
    """Articles of the body's own treaty."""
    treaty = row.pop("traktat")
    return [iri(tables.ns.thing("traktat", treaty, "pasal", number)) for number in cells(row, "pasal")]


def cells(row: Row, column: str) -> list[str]:
    """The parts of a cell, separated by semicolons."""
    return [part.strip() for part in row.pop(column).split(";") if part.strip()]


def flags(row: Row, column: str) -> list[bool]:
    """true or false, or nothing for an empty cell."""
    cell = row.pop(column)
    if cell and cell not in FLAGS:
        raise row.fail(column, "must be ya, tidak or empty")
    return [FLAGS[cell]] if cell else []
