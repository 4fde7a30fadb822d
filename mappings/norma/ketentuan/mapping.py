"""Articles of Act 39/1999 and of chapters X to XIV of the Constitution: where they stand, how many paragraphs, which right they state."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, integer, iri, string, text

# law: (short form in Indonesian, in English)
LAWS = {
    "uu/1999/39": ("UU 39/1999", "Act 39/1999"),
    "uud/1945": ("UUD 1945", "the 1945 Constitution"),
}
ORDINALS = ("Kesatu", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam", "Ketujuh", "Kedelapan", "Kesembilan", "Kesepuluh")


def resources(tables: Tables) -> Iterator[Resource]:
    """Chapters and parts first, then articles and paragraphs."""
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
    """An article, or a paragraph of an article."""
    law, chapter, part = read_law(row), row.pop("bab"), row.pop("bagian")
    article, paragraph, count, right, subject = (row.pop(column) for column in ("pasal", "ayat", "jumlah_ayat", "hak", "pokok"))
    article_iri = tables.ns.thing("peraturan", *law.split("/"), "pasal", article)
    return Resource(
        tables.ns.thing("peraturan", *law.split("/"), "pasal", article, "ayat", paragraph) if paragraph else article_iri,
        row=row,
        types=["ham:LegalProvision", "eli:LegalResourceSubdivision"],
        properties={
            "skos:prefLabel": labels(law, article, paragraph),
            "ham:law": [iri(law_iri(tables, law))],
            "eli:is_part_of": [iri(article_iri if paragraph else division_iri(tables, law, chapter, part))],
            "ham:articleNumber": [string(article)],
            "ham:paragraphNumber": [integer(int(paragraph))] if paragraph else [],
            "ham:paragraphCount": [integer(int(count))] if count else [],
            "ham:statesRight": [iri(tables.ns.concept(right))] if right else [],
            "dcterms:subject": [iri(tables.ns.concept(subject))] if subject else [],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def labels(law: str, article: str, paragraph: str) -> list[str]:
    """``Pasal 28D ayat (1) UUD 1945`` and its English form."""
    short_id, short_en = LAWS[law]
    place_id = f"Pasal {article} ayat ({paragraph})" if paragraph else f"Pasal {article}"
    place_en = f"Article {article}({paragraph})" if paragraph else f"Article {article}"
    return [text(f"{place_id} {short_id}", "id"), text(f"{place_en} of {short_en}", "en")]


def read_law(row: Row) -> str:
    """Key of the law, such as ``uu/1999/39``."""
    law = row.pop("peraturan")
    if law not in LAWS:
        raise row.fail("peraturan", f"must be one of {', '.join(LAWS)}")
    return law


def law_iri(tables: Tables, law: str) -> str:
    return tables.ns.thing("peraturan", *law.split("/"))


def division_iri(tables: Tables, law: str, chapter: str, part: str) -> str:
    tail = ("bagian", part) if part else ()
    return tables.ns.thing("peraturan", *law.split("/"), "bab", chapter, *tail)
