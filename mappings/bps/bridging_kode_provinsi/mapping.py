"""BPS and ministry codes of provinces of 2020: each pair must be one region."""

from collections.abc import Iterator

from kg.mapping import Resource, Tables, iri, string


def resources(tables: Tables) -> Iterator[Resource]:
    """The BPS code with its printed name, and the ministry code of the same region."""
    for row in tables["data.csv"]:
        bps, ministry = row.peek("kode_bps"), dotted(row.peek("kode_dagri"))
        if tables.region_of_code(row, "kode_bps", "bps-2020") != tables.region_of_code(row, "kode_dagri", "kemendagri-2020"):
            raise row.fail("kode_dagri", "is another region than the code of BPS beside it")
        yield Resource(
            tables.ns.region_code("bps-2020", bps),
            row=row,
            properties={
                "ham:nameInList": [string(row.pop("nama_bps"))],
                "dcterms:relation": [iri(tables.ns.region_code("kemendagri-2020", ministry))],
            },
        )
        row.ignore("nama_dagri")


def dotted(code: str) -> str:
    """A ministry code with its dot, as the list of the service has it.

    >>> dotted("1109"), dotted("11")
    ('11.09', '11')
    """
    return f"{code[:2]}.{code[2:]}" if len(code) > 2 else code
