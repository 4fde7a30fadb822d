"""Articles of human rights treaties: number, official heading where there is one, and the treaty. No wording."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Tables, iri, string, text


def resources(tables: Tables) -> Iterator[Resource]:
    """One article a row."""
    for row in tables["source.csv"]:
        treaty, number, heading = row.pop("traktat"), row.pop("pasal"), row.pop("judul_en")
        yield Resource(
            tables.ns.thing("traktat", treaty, "pasal", number),
            row=row,
            types=["ham:TreatyArticle", "eli:LegalResourceSubdivision"],
            properties={
                "skos:prefLabel": [text(f"Pasal {number} {treaty}", "id"), text(f"Article {number} of {treaty}", "en")],
                "eli:number": [string(number)],
                "dcterms:title": [text(heading, "en")] if heading else [],
                "eli:is_part_of": [iri(tables.ns.thing("traktat", treaty))],
                "dcterms:source": [iri(tables.document(row))],
            },
        )
