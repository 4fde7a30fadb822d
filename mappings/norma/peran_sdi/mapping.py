"""The data programmes of the State, what they rest on, and which body has which role in them, as far as a source says so."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, iri, text

# notation in the code list peran-sdi: (Indonesian, English)
ROLES = {
    "dewan-pengarah": ("dewan pengarah", "steering council"),
    "pembina-data": ("pembina data", "data supervisor"),
    "walidata": ("walidata", "data steward"),
    "produsen-data": ("produsen data", "data producer"),
    "forum": ("forum satu data", "data forum"),
}


def resources(tables: Tables) -> Iterator[Resource]:
    """Programmes, then memberships."""
    names = {}
    for row in tables["program.csv"]:
        names[row.peek("kunci")] = (row.peek("nama_id"), row.peek("nama_en"))
        yield programme(tables, row)
    for row in tables["source.csv"]:
        yield membership(tables, row, names)


def programme(tables: Tables, row: Row) -> Resource:
    """A programme in which several bodies work together."""
    parent, maker = row.pop("induk"), row.pop("pembuat")
    laws = [law.strip() for law in row.pop("dasar_hukum").split(";")]
    return Resource(
        tables.ns.thing("program", row.pop("kunci")),
        row=row,
        types=["org:OrganizationalCollaboration"],
        properties={
            "skos:prefLabel": [text(row.pop("nama_id"), "id"), text(row.pop("nama_en"), "en")],
            "dcterms:description": [text(row.pop("uraian_id"), "id"), text(row.pop("uraian_en"), "en")],
            "dcterms:isPartOf": [iri(tables.ns.thing("program", parent))] if parent else [],
            "dcterms:creator": [iri(tables.ns.organization(maker))] if maker else [],
            "ham:legalBasis": [iri(tables.ns.thing("peraturan", *law.split("/"))) for law in laws],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def membership(tables: Tables, row: Row, names: dict[str, tuple[str, str]]) -> Resource:
    """That a body has a role in a programme."""
    key, body, role = row.pop("program"), row.pop("instansi"), row.pop("peran")
    if key not in names:
        raise row.fail("program", "is not a programme of program.csv")
    if role not in ROLES:
        raise row.fail("peran", f"must be one of {', '.join(ROLES)}")
    name_id, name_en = names[key]
    role_id, role_en = ROLES[role]
    short = row.pop("singkatan")
    return Resource(
        tables.ns.thing("keanggotaan", key, body, role),
        row=row,
        types=["org:Membership"],
        properties={
            "skos:prefLabel": [text(f"{short}, {role_id} {name_id}", "id"), text(f"{short}, {role_en} of {name_en}", "en")],
            "org:member": [iri(tables.ns.organization(body))],
            "org:organization": [iri(tables.ns.thing("program", key))],
            "org:role": [iri(tables.ns.concept(f"peran-sdi/{role}"))],
            "dcterms:source": [iri(tables.document(row))],
        },
    )
