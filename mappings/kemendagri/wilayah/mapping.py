"""Regions of Indonesia: provinces, regencies and cities, their codes in each list, their other names, and the split of Papua in 2022."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as day
from datetime import timedelta

from kg.mapping import Resource, Row, Tables, boolean, date, iri, string, text, typed

CLASSES = {"provinsi": "ham:Province", "kabupaten": "ham:Regency", "kota": "ham:City"}
OWN_LIST = "kemendagri-2025"
# list: (agency as people call it, year of the list)
LISTS = {
    OWN_LIST: ("Kemendagri", "2025"),
    "kemendagri-2020": ("Kemendagri", "2020"),
    "bps-2020": ("BPS", "2020"),
    "bps-2024": ("BPS", "2024"),
    "iso-3166-2": ("ISO 3166-2", "2026"),
}
NAME_PROPERTIES = {
    "nama-lain": "skos:altLabel",
    "singkatan": "skos:altLabel",
    "nama-lama": "skos:altLabel",
    "ejaan": "skos:hiddenLabel",
    "salah-tik": "skos:hiddenLabel",
}


def resources(tables: Tables) -> Iterator[Resource]:
    """Regions with their own codes, then codes of other lists, other names, matches and changes, each from its own row."""
    regions: set[str] = set()
    for row in tables["source.csv"]:
        key = row.pop("kunci")
        regions.add(key)
        yield region(tables, row, key)
        if not is_old_extent(key):
            yield code(tables, row, (OWN_LIST, key))
    for row in tables["kode.csv"]:
        yield from other_code(tables, row, regions)
    for row in tables["alias.csv"]:
        yield other_name(tables, row, regions)
    for row in tables["padanan.csv"]:
        match = iri(f"http://www.wikidata.org/entity/{row.pop('wikidata')}")
        properties = {"schema:sameAs": [match], "dcterms:source": [iri(tables.document(row))]}
        yield Resource(known_region(tables, row, "wilayah", regions), row=row, properties=properties)
    for row in tables["perubahan.csv"]:
        yield from change(tables, row, regions)


def region(tables: Tables, row: Row, key: str) -> Resource:
    """One region. A province is part of the country, a regency or city of its province; what it was part of stands apart."""
    kind = row.pop("jenis")
    if kind not in CLASSES:
        raise row.fail("jenis", f"must be one of {', '.join(CLASSES)}")
    parent, former, names = row.pop("induk"), row.pop("pernah_bagian_dari"), row.pop("sumber_nama_en")
    own_code = [] if is_old_extent(key) else [iri(tables.ns.region_code(OWN_LIST, key))]
    second = [iri(tables.document(row, "sumber_nama_en"))] if names else []
    return Resource(
        tables.ns.region(key),
        row=row,
        types=["ham:Region", CLASSES[kind]],
        properties={
            "skos:prefLabel": [text(row.pop("nama_id"), "id"), text(row.pop("nama_en"), "en")],
            "dcterms:identifier": [string(key)],
            "ham:regionLevel": [iri(tables.ns.concept(f"tingkat-wilayah/{kind}"))],
            "dcterms:isPartOf": [iri(tables.ns.region(parent) if parent else tables.ns.country("IDN"))],
            "ham:formerlyPartOf": [iri(tables.ns.region(former))] if former else [],
            "adms:identifier": own_code,
            "dcterms:source": [*second, iri(tables.document(row))],
        },
    )


def code(tables: Tables, row: Row, listed: tuple[str, str], printed: str = "", last_day: str = "") -> Resource:
    """A code as a node: its list and year, the code as text, the name that the list prints beside it. `listed` is (list, code)."""
    code_list, notation = listed
    agency, year = LISTS[code_list]
    return Resource(
        tables.ns.region_code(code_list, notation),
        row=row,
        types=["ham:RegionCode", "adms:Identifier"],
        properties={
            "skos:prefLabel": [text(f"Kode {agency} {notation} ({year})", "id"), text(f"{agency} code {notation} ({year})", "en")],
            "skos:notation": [string(notation)],
            "ham:codeList": [iri(tables.ns.concept(f"daftar-kode-wilayah/{code_list}"))],
            "ham:codeVintage": [typed(year, "xsd:gYear")],
            "ham:nameInList": [string(printed)] if printed else [],
            "schema:validThrough": [date(last_day)] if last_day else [],
            "ham:validityDerived": [boolean(True)] if last_day else [],
        },
    )


def other_code(tables: Tables, row: Row, regions: set[str]) -> Iterator[Resource]:
    """A code of another list, and the region that it stands for."""
    code_list, notation = row.pop("daftar"), row.pop("kode")
    if code_list not in LISTS:
        raise row.fail("daftar", f"must be one of {', '.join(LISTS)}")
    address = known_region(tables, row, "wilayah", regions)
    yield code(tables, row, (code_list, notation), row.pop("nama_tercetak"), row.pop("berlaku_sampai"))
    tables.document(row)
    yield Resource(address, row=row, properties={"adms:identifier": [iri(tables.ns.region_code(code_list, notation))]})


def other_name(tables: Tables, row: Row, regions: set[str]) -> Resource:
    """Another name of a region; misprints and odd spellings only help to find it."""
    reason = row.pop("sebab")
    if reason not in NAME_PROPERTIES:
        raise row.fail("sebab", f"must be one of {', '.join(NAME_PROPERTIES)}")
    row.ignore("keterangan")
    address = known_region(tables, row, "wilayah", regions)
    tables.document(row)
    return Resource(address, row=row, properties={NAME_PROPERTIES[reason]: [text(row.pop("alias"), "id")]})


def change(tables: Tables, row: Row, regions: set[str]) -> Iterator[Resource]:
    """A law that made provinces out of an old extent: the event, the last day of the old extent, the first of the new ones."""
    law = [iri(tables.ns.thing("peraturan", *row.pop("dasar_hukum").split("/")))]
    first_day = row.pop("tanggal")
    old = known_region(tables, row, "asal", regions)
    new = [tables.ns.region(key.strip()) for key in row.pop("hasil").split(";")]
    second = [iri(tables.document(row, "sumber_kedua"))] if row.pop("sumber_kedua") else []
    yield Resource(
        tables.ns.thing("perubahan-wilayah", row.pop("kunci")),
        row=row,
        types=["ham:AreaChange"],
        properties={
            "skos:prefLabel": [text(row.pop("keterangan_id"), "id"), text(row.pop("keterangan_en"), "en")],
            "prov:used": [iri(old)],
            "prov:generated": [iri(address) for address in new],
            "dcterms:date": [date(first_day)],
            "ham:legalBasis": law,
            "dcterms:source": [*second, iri(tables.document(row))],
        },
    )
    last_day = (day.fromisoformat(first_day) - timedelta(days=1)).isoformat()
    before, since = (version(tables, row.peek("klasifikasi"), kind, first_day) for kind in ("sebelum-", ""))
    row.ignore("klasifikasi")
    yield Resource(old, row=row, properties={"schema:validThrough": [date(last_day)], "ham:classificationVersion": before})
    for address in new:
        said = {"schema:validFrom": [date(first_day)], "dcterms:replaces": [iri(old)], "ham:classificationVersion": since}
        yield Resource(address, row=row, properties=said)
    yield Resource(known_region(tables, row, "baru", regions), row=row, properties={"ham:legalBasis": law})


def version(tables: Tables, classification: str, kind: str, first_day: str) -> list[str]:
    """The version of the list of provinces before or since a change, such as ``papua-sebelum-2022`` and ``papua-2022``."""
    return [iri(tables.ns.concept(f"versi-klasifikasi/{classification}-{kind}{first_day[:4]}"))]


def known_region(tables: Tables, row: Row, column: str, regions: set[str]) -> str:
    """The region that a cell names. Raises InputError for a key that is not in source.csv."""
    key = row.pop(column)
    if key not in regions:
        raise row.fail(column, "is not the key of a region in source.csv")
    return tables.ns.region(key)


def is_old_extent(key: str) -> bool:
    """Whether a key is that of an extent that no longer exists, which has no code in the list of today.

    >>> is_old_extent("91-sebelum-2022"), is_old_extent("91.03")
    (True, False)
    """
    return "-sebelum-" in key
