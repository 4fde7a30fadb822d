"""Where States of the region stand towards each treaty, and their cycles of the Universal Periodic Review."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, date, integer, iri, text, typed

# action: (makes the State a party, Indonesian, English)
ACTIONS = {
    "ratifikasi": (True, "ratifikasi", "ratification"),
    "aksesi": (True, "aksesi", "accession"),
    "suksesi": (True, "suksesi", "succession"),
    "menjadi-pihak": (True, "menjadi pihak", "became a party"),
    "tanda-tangan": (False, "hanya ditandatangani", "signature only"),
    "tanpa-tindakan": (False, "tanpa tindakan", "no action"),
}


def resources(tables: Tables) -> Iterator[Resource]:
    """One position a row, then one review cycle a row."""
    for row in tables["source.csv"]:
        yield position(tables, row)
    for row in tables["siklus.csv"]:
        yield cycle(tables, row)


def position(tables: Tables, row: Row) -> Resource:
    """A ham:TreatyPosition; also a ham:Ratification where the day is known on which the State became a party."""
    state, treaty, action = row.pop("negara"), row.pop("traktat"), row.pop("tindakan")
    if state == "IDN":
        raise row.fail("negara", "stands in the dataset of ratifications")
    if action not in ACTIONS:
        raise row.fail("tindakan", f"must be one of {', '.join(ACTIONS)}")
    is_party, name_id, name_en = ACTIONS[action]
    binding, year = row.pop("mengikat"), row.pop("tahun")
    if bool(year) != is_party or (binding and not binding.startswith(year)):
        raise row.fail("tahun", "must hold the year of becoming a party, and agree with the day")
    return Resource(
        tables.ns.thing("ratifikasi", state, treaty),
        row=row,
        types=["ham:TreatyPosition", *(["ham:Ratification", "prov:Activity"] if binding else [])],
        properties={
            "skos:prefLabel": [
                text(f"{row.pop('nama_id')} dan {treaty}: {name_id}", "id"),
                text(f"{row.pop('nama_en')} and {treaty}: {name_en}", "en"),
            ],
            "ham:treaty": [iri(tables.ns.thing("traktat", treaty))],
            "ham:state": [iri(tables.ns.country(state))],
            "ham:action": [iri(tables.ns.concept(f"tindakan-traktat/{action}"))],
            "ham:signatureDate": [date(cell)] if (cell := row.pop("ditandatangani")) else [],
            "dcterms:date": [date(binding)] if binding else [],
            "ham:partySince": [typed(year, "xsd:gYear")] if year else [],
            "ham:asOf": [date(row.pop("per_tanggal"))],
            "dcterms:source": documents(tables, row),
        },
    )


def cycle(tables: Tables, row: Row) -> Resource:
    """One review of a State."""
    state, number = row.pop("negara"), row.pop("siklus")
    return Resource(
        tables.ns.thing("siklus-upr", state, number),
        row=row,
        types=["ham:ReviewCycle", "prov:Activity"],
        properties={
            "skos:prefLabel": [
                text(f"Tinjauan Berkala Universal {row.pop('nama_id')}, siklus {number}", "id"),
                text(f"Universal Periodic Review of {row.pop('nama_en')}, cycle {number}", "en"),
            ],
            "ham:state": [iri(tables.ns.country(state))],
            "ham:reviewedBy": [iri(tables.ns.organization("hrc"))],
            "ham:cycleNumber": [integer(int(number))],
            "ham:workingGroupSession": [integer(int(cell))] if (cell := row.pop("sidang_kelompok_kerja")) else [],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def documents(tables: Tables, row: Row) -> list[str]:
    """The source of the day, if there is one, and the main source, from which the row derives."""
    second = [iri(tables.document(row, "sumber_tanggal"))] if row.pop("sumber_tanggal") else []
    return [*second, iri(tables.document(row))]
