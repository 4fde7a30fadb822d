"""Provisions of laws: where they stand, how long they are valid, what they state or define, and what took their place."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, date, integer, iri, string, text

# law: (short form in Indonesian, in English)
LAWS = {
    "uud/1945": ("UUD 1945", "the 1945 Constitution"),
    "uu/1999/39": ("UU 39/1999", "Act 39/1999"),
    "uu/2000/26": ("UU 26/2000", "Act 26/2000"),
    "uu/2002/23": ("UU 23/2002", "Act 23/2002"),
    "uu/2003/15": ("UU 15/2003", "Act 15/2003"),
    "uu/2003/20": ("UU 20/2003", "Act 20/2003"),
    "uu/2006/13": ("UU 13/2006", "Act 13/2006"),
    "uu/2007/21": ("UU 21/2007", "Act 21/2007"),
    "uu/2008/40": ("UU 40/2008", "Act 40/2008"),
    "uu/2023/1": ("KUHP (UU 1/2023)", "the Penal Code (Act 1/2023)"),
    "permenham/2025/13": ("Permenham 13/2025", "Regulation 13/2025 of the Minister of Human Rights"),
}
ORDINALS = ("Kesatu", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam", "Ketujuh", "Kedelapan", "Kesembilan", "Kesepuluh")


def resources(tables: Tables) -> Iterator[Resource]:
    """Chapters and parts first, then articles, paragraphs and items."""
    for row in tables["bagian.csv"]:
        yield division(tables, row)
    for row in tables["source.csv"]:
        yield provision(tables, row)


def division(tables: Tables, row: Row) -> Resource:
    """A chapter (Bab) or a part (Bagian) of a chapter."""
    law, chapter, part = read_law(row), row.pop("bab"), row.pop("bagian")
    short_id, short_en = LAWS[law]
    name_id, name_en = f"Bab {chapter}", f"Chapter {chapter}"
    if part:
        name_id, name_en = f"{name_id} Bagian {ORDINALS[int(part) - 1]}", f"{name_en}, part {part}"
    title_id, title_en = row.pop("judul_id"), row.pop("judul_en")
    return Resource(
        division_iri(tables, law, chapter, part),
        row=row,
        types=["ham:LegalDivision", "eli:LegalResourceSubdivision"],
        properties={
            "skos:prefLabel": [text(f"{name_id} {short_id}: {title_id}", "id"), text(f"{name_en} of {short_en}: {title_en}", "en")],
            "dcterms:title": [text(title_id, "id"), text(title_en, "en")],
            "ham:law": [iri(law_iri(tables, law))],
            "eli:is_part_of": [iri(division_iri(tables, law, chapter, "") if part else law_iri(tables, law))],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def provision(tables: Tables, row: Row) -> Resource:
    """An article, a paragraph of an article, or an item of either."""
    law, chapter, part = read_law(row), row.pop("bab"), row.pop("bagian")
    article, paragraph, letter = row.pop("pasal"), row.pop("ayat"), row.pop("huruf")
    count = row.pop("jumlah_ayat")
    return Resource(
        provision_iri(tables, law, article, paragraph, letter),
        row=row,
        types=["ham:LegalProvision", "eli:LegalResourceSubdivision"],
        properties={
            "skos:prefLabel": labels(law, article, paragraph, letter),
            "ham:law": [iri(law_iri(tables, law))],
            "eli:is_part_of": [iri(parent_iri(tables, law, (chapter, part), (article, paragraph, letter)))],
            "ham:articleNumber": [string(article)],
            "ham:paragraphNumber": [integer(int(paragraph))] if paragraph else [],
            "ham:itemLetter": [string(letter)] if letter else [],
            "ham:paragraphCount": [integer(int(count))] if count else [],
            **content(tables, row),
            **validity(tables, row),
            "rdfs:comment": texts(row, "catatan"),
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def content(tables: Tables, row: Row) -> dict[str, list[str]]:
    """What the provision states, is about or defines, and its gist in this service's words."""
    return {
        "ham:statesRight": [iri(tables.ns.concept(cell))] if (cell := row.pop("hak")) else [],
        "dcterms:subject": [iri(tables.ns.concept(cell))] if (cell := row.pop("pokok")) else [],
        "ham:defines": [iri(tables.ns.thing(*cell.split("/")))] if (cell := row.pop("mendefinisikan")) else [],
        "ham:pillar": [iri(tables.ns.concept(f"pilar-p5ham/{key}")) for key in keys(row, "pilar")],
        "ham:gist": texts(row, "ringkasan"),
    }


def validity(tables: Tables, row: Row) -> dict[str, list[str]]:
    """First and last day in force, as far as known; what revoked the provision, and where its matter stands now."""
    return {
        "schema:validFrom": [date(cell)] if (cell := row.pop("berlaku_sejak")) else [],
        "schema:validThrough": [date(cell)] if (cell := row.pop("berlaku_sampai")) else [],
        "ham:revokedBy": [law_or_provision(tables, key) for key in keys(row, "dicabut_oleh")],
        "dcterms:isReplacedBy": [law_or_provision(tables, key) for key in keys(row, "digantikan_oleh")],
    }


def labels(law: str, article: str, paragraph: str, letter: str) -> list[str]:
    """``Pasal 28D ayat (1) UUD 1945`` and its English form.

    >>> labels("uu/2000/26", "9", "", "a")[0]
    '"Pasal 9 huruf a UU 26/2000"@id'
    """
    short_id, short_en = LAWS[law]
    place_id, place_en = f"Pasal {article}", f"Article {article}"
    if paragraph:
        place_id, place_en = f"{place_id} ayat ({paragraph})", f"{place_en}({paragraph})"
    if letter:
        place_id, place_en = f"{place_id} huruf {letter}", f"{place_en}({letter})"
    return [text(f"{place_id} {short_id}", "id"), text(f"{place_en} of {short_en}", "en")]


def parent_iri(tables: Tables, law: str, division: tuple[str, str], place: tuple[str, str, str]) -> str:
    """What holds a provision: of an item the paragraph or article, of a paragraph the article, of an article its part, chapter or law."""
    (chapter, part), (article, paragraph, letter) = division, place
    if letter:
        return provision_iri(tables, law, article, paragraph, "")
    if paragraph:
        return provision_iri(tables, law, article, "", "")
    return division_iri(tables, law, chapter, part) if chapter else law_iri(tables, law)


def provision_iri(tables: Tables, law: str, article: str, paragraph: str, letter: str) -> str:
    tail = [*(("ayat", paragraph) if paragraph else ()), *(("huruf", letter) if letter else ())]
    return tables.ns.thing("peraturan", *law.split("/"), "pasal", article, *tail)


def division_iri(tables: Tables, law: str, chapter: str, part: str) -> str:
    tail = ("bagian", part) if part else ()
    return tables.ns.thing("peraturan", *law.split("/"), "bab", chapter, *tail)


def law_iri(tables: Tables, law: str) -> str:
    return tables.ns.thing("peraturan", *law.split("/"))


def law_or_provision(tables: Tables, key: str) -> str:
    """A reference such as ``uu/2023/1/pasal/598``, as an encoded term."""
    return iri(tables.ns.thing("peraturan", *key.split("/")))


def read_law(row: Row) -> str:
    """Key of the law, such as ``uu/1999/39``."""
    law = row.pop("peraturan")
    if law not in LAWS:
        raise row.fail("peraturan", f"must be one of {', '.join(LAWS)}")
    return law


def keys(row: Row, column: str) -> list[str]:
    """The parts of a cell that a semicolon divides."""
    return [key.strip() for key in row.pop(column).split(";") if key.strip()]


def texts(row: Row, column: str) -> list[str]:
    """The cells of ``column_id`` and ``column_en`` that are not empty."""
    return [text(cell, language) for language in ("id", "en") if (cell := row.pop(f"{column}_{language}"))]
