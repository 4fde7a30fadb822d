"""Events that the President recognised in public, each recognition as a statement with its act, author, date and source."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, date, iri, string, text, typed


def resources(tables: Tables) -> Iterator[Resource]:
    """Who recognised, by which act, which events, when those took place according to whom, and the recognitions."""
    for row in tables["lembaga.csv"]:
        yield authority(tables, row)
    for row in tables["tindakan.csv"]:
        yield act(tables, row)
    names = {}
    for row in tables["source.csv"]:
        names[row.peek("kunci")] = (row.peek("nama_id"), row.peek("nama_en"))
        yield event(tables, row)
    for row in tables["waktu.csv"]:
        yield from period(tables, row, names)
    for row in tables["pengakuan.csv"]:
        yield recognition(tables, row, names)


def authority(tables: Tables, row: Row) -> Resource:
    """The authority that recognised; an office, never a person."""
    key, kind = row.pop("kunci"), row.pop("jenis")
    if kind != "badan-negara":
        raise row.fail("jenis", "must be badan-negara")
    return Resource(
        tables.ns.organization(key),
        row=row,
        types=["ham:Organization", "ham:StateBody", "org:FormalOrganization"],
        properties={
            "skos:prefLabel": names_of(row),
            "dcterms:identifier": [string(key)],
            "org:classification": [iri(tables.ns.concept(f"jenis-instansi/{kind}"))],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def act(tables: Tables, row: Row) -> Resource:
    """A statement or decision; `peraturan` is the instrument of the team whose report it rests on."""
    return Resource(
        tables.ns.thing("pengakuan", row.pop("kunci")),
        row=row,
        types=["ham:RecognitionAct", "prov:Activity"],
        properties={
            "skos:prefLabel": names_of(row),
            "dcterms:date": [date(row.pop("tanggal"))],
            "prov:wasAssociatedWith": [iri(tables.ns.organization(row.pop("oleh")))],
            "dcterms:references": [iri(tables.ns.thing("peraturan", *row.pop("peraturan").split("/")))],
            "dcterms:source": sources(tables, row),
        },
    )


def event(tables: Tables, row: Row) -> Resource:
    """The event by its name. A region is named only where its extent is that of today."""
    place, region = row.pop("tempat"), row.pop("wilayah")
    return Resource(
        tables.ns.thing("peristiwa", row.pop("kunci")),
        row=row,
        types=["ham:PublicEvent"],
        properties={
            "skos:prefLabel": names_of(row),
            "ham:statedPlace": [text(place, "id")] if place else [],
            "dcterms:spatial": [iri(tables.ns.region(region))] if region else [],
            "dcterms:source": sources(tables, row),
        },
    )


def period(tables: Tables, row: Row, names: dict[str, tuple[str, str]]) -> Iterator[Resource]:
    """The years that a source gives. Sources that agree share one period; those that differ make two of one event."""
    key, start, end = row.pop("peristiwa"), row.pop("mulai"), row.pop("akhir")
    name_id, name_en = known(names, key, row)
    years = start if start == end else f"{start}–{end}"
    address = tables.ns.thing("peristiwa", key, "waktu", start if start == end else f"{start}--{end}")
    yield Resource(tables.ns.thing("peristiwa", key), properties={"ham:statedPeriod": [iri(address)]})
    yield Resource(
        address,
        row=row,
        types=["ham:EventPeriod"],
        properties={
            "skos:prefLabel": [text(f"{name_id}: {years} menurut sumber", "id"), text(f"{name_en}: {years} as stated", "en")],
            "schema:startDate": [typed(start, "xsd:gYear")],
            "schema:endDate": [typed(end, "xsd:gYear")],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def recognition(tables: Tables, row: Row, names: dict[str, tuple[str, str]]) -> Resource:
    """That one event was recognised by one act; date and author are those of the act."""
    act_key, key = row.pop("tindakan"), row.pop("peristiwa")
    name_id, name_en = known(names, key, row)
    return Resource(
        tables.ns.thing("pengakuan", act_key, key),
        row=row,
        types=["ham:Recognition"],
        properties={
            "skos:prefLabel": [text(f"Pengakuan: {name_id}", "id"), text(f"Recognition: {name_en}", "en")],
            "ham:recognizes": [iri(tables.ns.thing("peristiwa", key))],
            "prov:wasGeneratedBy": [iri(tables.ns.thing("pengakuan", act_key))],
            "dcterms:source": sources(tables, row),
        },
    )


def known(names: dict[str, tuple[str, str]], key: str, row: Row) -> tuple[str, str]:
    if key not in names:
        raise row.fail("peristiwa", "is not an event of source.csv")
    return names[key]


def names_of(row: Row) -> list[str]:
    return [text(row.pop("nama_id"), "id"), text(row.pop("nama_en"), "en")]


def sources(tables: Tables, row: Row) -> list[str]:
    """The document of the row, and the second one if it names one; the row derives from the first."""
    second = tables.document(row, "sumber_kedua") if row.peek("sumber_kedua") else ""
    if not second:
        row.ignore("sumber_kedua")
    return [iri(address) for address in (tables.document(row), second) if address]
