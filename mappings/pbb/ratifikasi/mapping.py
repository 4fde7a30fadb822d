"""Where Indonesia stands towards each treaty: party, signatory only, or no action, as at a stated day."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, boolean, date, iri, text, typed

# action: (makes the State a party, Indonesian, English)
ACTIONS = {
    "ratifikasi": (True, "ratifikasi", "ratification"),
    "aksesi": (True, "aksesi", "accession"),
    "penerimaan": (True, "penerimaan", "acceptance"),
    "tanda-tangan": (False, "hanya ditandatangani", "signature only"),
    "tanpa-tindakan": (False, "tanpa tindakan", "no action"),
}
FLAGS = {"ya": True, "tidak": False}


def resources(tables: Tables) -> Iterator[Resource]:
    """One position a row, and one more resource where another source gives another date."""
    for row in tables["source.csv"]:
        treaty, action = row.pop("traktat"), row.pop("tindakan")
        if action not in ACTIONS:
            raise row.fail("tindakan", f"must be one of {', '.join(ACTIONS)}")
        address = tables.ns.thing("ratifikasi", "IDN", treaty)
        yield position(tables, row, address, treaty, action)
        if row.pop("tanggal_lain"):
            yield conflicting_date(tables, row, address, treaty)
        row.ignore("sumber_tanggal_lain")


def position(tables: Tables, row: Row, address: str, treaty: str, action: str) -> Resource:
    """A ham:TreatyPosition; also a ham:Ratification if it makes Indonesia a party."""
    is_party, name_id, name_en = ACTIONS[action]
    binding, law = row.pop("mengikat"), row.pop("hukum_nasional")
    if bool(binding) != is_party:
        raise row.fail("mengikat", "must hold a date if, and only if, the action makes the State a party")
    return Resource(
        address,
        row=row,
        types=["ham:TreatyPosition", *(["ham:Ratification", "prov:Activity"] if is_party else [])],
        properties={
            "skos:prefLabel": [text(f"Indonesia dan {treaty}: {name_id}", "id"), text(f"Indonesia and {treaty}: {name_en}", "en")],
            "ham:treaty": [iri(tables.ns.thing("traktat", treaty))],
            "ham:state": [iri(tables.ns.country("IDN"))],
            "ham:action": [iri(tables.ns.concept(f"tindakan-traktat/{action}"))],
            "ham:signatureDate": [date(cell)] if (cell := row.pop("ditandatangani")) else [],
            "dcterms:date": [date(binding)] if binding else [],
            "ham:nationalLaw": [iri(tables.ns.thing("peraturan", *law.split("/")))] if law else [],
            **reservation(row),
            "ham:asOf": [date(row.pop("per_tanggal"))],
            "dcterms:source": documents(tables, row),
        },
    )


def reservation(row: Row) -> dict[str, list[str]]:
    """What is known of reservations and declarations; an empty cell says nothing."""
    flag = row.pop("reservasi")
    if flag and flag not in FLAGS:
        raise row.fail("reservasi", "must be ya, tidak or empty")
    return {
        "ham:hasReservation": [boolean(FLAGS[flag])] if flag else [],
        "ham:reservationScope": [text(cell, language) for language in ("id", "en") if (cell := row.pop(f"lingkup_reservasi_{language}"))],
        "ham:reservationWithdrawn": [typed(cell, "xsd:gYear")] if (cell := row.pop("reservasi_ditarik")) else [],
    }


def documents(tables: Tables, row: Row) -> list[str]:
    """Sources of the national law and of the later status, if there are such, and the main source, from which the row derives."""
    columns = [column for column in ("sumber_hukum", "sumber_status") if row.pop(column)]
    return [iri(tables.document(row, column)) for column in [*columns, "source_url"]]


def conflicting_date(tables: Tables, row: Row, address: str, treaty: str) -> Resource:
    """Another date of the same act, kept beside the depositary's and never merged with it."""
    main = row.document
    document = tables.document(row, "sumber_tanggal_lain")
    row.document = main
    return Resource(
        f"{address}/tanggal-lain/{document.rsplit('/', 1)[-1]}",
        row=row,
        types=["ham:ConflictingDate"],
        properties={
            "skos:prefLabel": [
                text(f"Tanggal lain untuk {treaty} menurut {row.pop('sumber_tanggal_lain')}", "id"),
                text(f"Another date for {treaty} according to {row.pop('sumber_tanggal_lain')}", "en"),
            ],
            "ham:concerns": [iri(address)],
            "dcterms:date": [date(row.pop("tanggal_lain"))],
            "dcterms:source": [iri(document)],
        },
    )
