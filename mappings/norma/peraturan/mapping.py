"""Legal instruments that the graph refers to, one row each: kind, number, year, dates, status and what it changes."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, boolean, date, iri, string, text, typed

# kind: (short form, English name)
KINDS = {
    "uud": ("UUD", "Constitution"),
    "tap-mpr": ("TAP MPR", "MPR Decree"),
    "uu": ("UU", "Act"),
    "pp": ("PP", "Government Regulation"),
    "perpres": ("Perpres", "Presidential Regulation"),
    "keppres": ("Keppres", "Presidential Decree"),
    "permenham": ("Permenham", "Regulation of the Minister of Human Rights"),
    "kepmenham": ("Kepmenham", "Decree of the Minister of Human Rights"),
    "permenkumham": ("Permenkumham", "Regulation of the Minister of Law and Human Rights"),
}
ELI_FORCE = {
    "berlaku": "inForce",
    "diubah": "inForce",
    "dicabut-sebagian": "partiallyInForce",
    "dicabut": "notInForce",
    "dibatalkan": "notInForce",
    "digantikan": "notInForce",
    "masa-berakhir": "notInForce",
    "tidak-diperiksa": "",
}
LINKS = {
    "mengubah": "eli:amends",
    "mencabut": "eli:repeals",
    "mencabut_sebagian": "ham:partlyRepeals",
    "menggantikan": "dcterms:replaces",
}
DATES = {
    "ditetapkan": "eli:date_document",
    "diundangkan": "eli:date_publication",
    "mulai_berlaku": "eli:first_date_entry_in_force",
}
AS_OF = "2026-11-22"  # the day on which the sources of the status were read


def resources(tables: Tables) -> Iterator[Resource]:
    """One ham:LegalInstrument a row."""
    for row in tables["source.csv"]:
        kind, year, number = row.pop("jenis"), row.pop("tahun"), row.pop("nomor")
        if kind not in KINDS:
            raise row.fail("jenis", f"must be one of {', '.join(KINDS)}")
        yield Resource(
            tables.ns.thing("peraturan", *instrument_key(kind, year, number)),
            row=row,
            types=["ham:LegalInstrument", "eli:LegalResource"],
            properties={
                **names(row, kind, year, number),
                "eli:type_document": [iri(tables.ns.concept(f"jenis-peraturan/{kind}"))],
                "eli:jurisdiction": [iri(tables.ns.country("IDN"))],
                "eli:number": [string(number)] if number else [],
                "ham:enactmentYear": [typed(year, "xsd:gYear")],
                **{predicate: [date(cell)] for column, predicate in DATES.items() if (cell := row.pop(column))},
                "ham:stateGazette": [string(cell)] if (cell := row.pop("lembaran_negara")) else [],
                "ham:stateGazetteSupplement": [string(cell)] if (cell := row.pop("tambahan_ln")) else [],
                **status(tables, row),
                **links(tables, row),
                "ham:ratifies": [iri(tables.ns.thing("traktat", code))] if (code := row.pop("mengesahkan")) else [],
                "ham:textRead": [boolean(was_text_read(row))],
                "dcterms:source": documents(tables, row),
            },
        )


def instrument_key(kind: str, year: str, number: str) -> list[str]:
    """Segments of the IRI; of ``XVII/MPR/1998`` only the first part, as kind and year stand beside it.

    >>> instrument_key("tap-mpr", "1998", "XVII/MPR/1998")
    ['tap-mpr', '1998', 'XVII']
    """
    return [part for part in (kind, year, number.split("/", maxsplit=1)[0]) if part]


def names(row: Row, kind: str, year: str, number: str) -> dict[str, list[str]]:
    """Title, full name and short form (``UU 39/1999``), each in both languages where it differs."""
    abbreviation, english = KINDS[kind]
    title_id, title_en = row.pop("judul_id"), row.pop("judul_en")
    titles = [text(title_id, "id"), text(title_en, "en")]
    if not number:
        return {"dcterms:title": titles, "skos:prefLabel": titles, "skos:altLabel": [text(f"{abbreviation} {year}", "id")]}
    numbered = number if "/" in number else f"{number}/{year}"
    return {
        "dcterms:title": titles,
        "skos:prefLabel": [text(f"{abbreviation} {numbered}: {title_id}", "id"), text(f"{english} {numbered}: {title_en}", "en")],
        "skos:altLabel": [text(f"{abbreviation} {numbered}", "id"), text(f"{english} {numbered}", "en")],
    }


def status(tables: Tables, row: Row) -> dict[str, list[str]]:
    """Whether it is in force as far as the sources tell, and on which day they were read."""
    notation = row.pop("status")
    if notation not in ELI_FORCE:
        raise row.fail("status", f"must be one of {', '.join(ELI_FORCE)}")
    force = ELI_FORCE[notation]
    return {
        "ham:legalStatus": [iri(tables.ns.concept(f"status-peraturan/{notation}"))],
        "ham:asOf": [date(AS_OF)],
        "eli:in_force": [iri(f"http://data.europa.eu/eli/ontology#InForce-{force}")] if force else [],
        "rdfs:comment": [text(cell, language) for language in ("id", "en") if (cell := row.pop(f"catatan_{language}"))],
    }


def was_text_read(row: Row) -> bool:
    """Whether the text itself was read (always in a copy), or only a report about the instrument."""
    read = row.pop("dibaca")
    if read not in ("naskah", "laporan"):
        raise row.fail("dibaca", "must be naskah or laporan")
    return read == "naskah"


def links(tables: Tables, row: Row) -> dict[str, list[str]]:
    """What it amends, repeals or replaces: keys such as ``uu/2002/23``, separated by semicolons."""
    found = {}
    for column, predicate in LINKS.items():
        keys = [key.strip() for key in row.pop(column).split(";") if key.strip()]
        found[predicate] = [iri(tables.ns.thing("peraturan", *key.split("/"))) for key in keys]
    return found


def documents(tables: Tables, row: Row) -> list[str]:
    """The second source, if there is one, and the main source; the row derives from the main one."""
    second = [iri(tables.document(row, "sumber_kedua"))] if row.pop("sumber_kedua") else []
    return [*second, iri(tables.document(row, "source_url"))]
