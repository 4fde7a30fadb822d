"""States and areas that figures and treaties name, by ISO 3166-1 alpha-3: names in both languages, M49 code, Wikidata item."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, iri, string, text


def resources(tables: Tables) -> Iterator[Resource]:
    """The States and areas, then other names that sources print for them."""
    known: set[str] = set()
    for row in tables["source.csv"]:
        alpha3 = row.pop("alpha3")
        known.add(alpha3)
        yield state(tables, row, alpha3)
    for row in tables["alias.csv"]:
        alpha3 = row.pop("negara")
        if alpha3 not in known:
            raise row.fail("negara", "is not in source.csv")
        tables.document(row)
        yield Resource(tables.ns.country(alpha3), row=row, properties={"skos:altLabel": [text(row.pop("alias"), "id")]})


def state(tables: Tables, row: Row, alpha3: str) -> Resource:
    """One State or area."""
    names = [text(row.pop("nama_id"), "id"), text(row.pop("nama_en"), "en")]
    return Resource(
        tables.ns.country(alpha3),
        row=row,
        types=["ham:StateOrArea"],
        properties={
            "skos:prefLabel": names,
            "dcterms:identifier": [string(alpha3)],
            "ham:m49Code": [string(row.pop("m49"))],
            "schema:sameAs": [iri(f"http://www.wikidata.org/entity/{cell}")] if (cell := row.pop("wikidata")) else [],
            "dcterms:source": [iri(tables.document(row, "sumber_nama")), iri(tables.document(row))],
        },
    )
