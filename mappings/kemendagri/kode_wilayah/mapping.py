"""The ministry's list of codes, each checked against the regions of this service."""

from collections.abc import Iterator

from kg.mapping import Resource, Tables, string

LIST = "kemendagri-2025"


def resources(tables: Tables) -> Iterator[Resource]:
    """The code as the list prints it, with its name. Code and name must mean the same region."""
    for row in tables["data.csv"]:
        code, name = row.peek("kode"), row.peek("nama")
        if tables.region_of_code(row, "kode", LIST) != tables.region(
            row, "nama", kind=None if "." in code else "provinsi", vintage="38-provinsi"
        ):
            raise row.fail("nama", "is another region than its code stands for")
        yield Resource(tables.ns.region_code(LIST, code), row=row, properties={"ham:nameInList": [string(name)]})
