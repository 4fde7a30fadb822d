"""Recommendations of the Universal Periodic Review to Indonesia: one by one (cycles 1 and 2), and as others tell of them (3 and 4)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Row, Tables, integer, iri, review, text

# The documents that hold the recommendations of a cycle; that of cycle 4 was read nowhere.
REPORTS = {"1": "A/HRC/8/23", "2": "A/HRC/21/7", "3": "A/HRC/36/7"}
SINGLE = {"ya": True, "tidak": False}


def resources(tables: Tables) -> Iterator[Resource]:
    """The mapping of issues, recommendations, their own mappings, then what others tell, then the texts if they were handed in."""
    issues: dict[str, str] = {}
    for row in tables["padanan_isu.csv"]:
        yield mapped_issue(tables, row, issues)
    unmapped: dict[str, Row] = {}
    for row in tables["source.csv"]:
        resource = recommendation(tables, row, issues)
        unmapped[resource.address] = row
        yield resource
    for row in tables["padanan_rekomendasi.csv"]:
        yield mapped_recommendation(tables, row, unmapped)
    for row in unmapped.values():
        raise row.fail("nomor", "has no row in padanan_rekomendasi.csv")
    for row in tables["dituturkan.csv"]:
        yield told(tables, row)
    for row in tables["teks.csv"]:
        yield quotation(tables, row)


def mapped_issue(tables: Tables, row: Row, issues: dict[str, str]) -> Resource:
    """What is said of an issue's concept here; its names stand in the code list. Fills `issues`: encoded concept by name."""
    concept = tables.ns.concept(f"isu-upr-info/{row.pop('notasi')}")
    issues[row.pop("isu")] = iri(concept)
    properties = {**mapping_of(tables, row), **review(tables, row), "dcterms:source": [iri(tables.document(row))]}
    return Resource(concept, row=row, properties=properties)


def recommendation(tables: Tables, row: Row, issues: dict[str, str]) -> Resource:
    """One recommendation of UPR Info's list, with the issues that UPR Info gave it."""
    cycle, number = row.pop("siklus"), row.pop("nomor")
    named = cells(row, "isu")
    if unknown := [name for name in named if name not in issues]:
        raise row.fail("isu", f"{unknown[0]!r} is not in padanan_isu.csv")
    return Resource(
        recommendation_iri(tables, cycle, number),
        row=row,
        types=["ham:DocumentPoint", "ham:Recommendation"],
        properties={
            "skos:prefLabel": [
                text(f"Rekomendasi UPR kepada Indonesia, siklus {cycle} nomor {number}", "id"),
                text(f"UPR recommendation to Indonesia, cycle {cycle} number {number}", "en"),
            ],
            **place(tables, cycle),
            "ham:pointKind": [iri(tables.ns.concept("jenis-butir/rekomendasi"))],
            "ham:madeBy": [iri(tables.ns.country(tables.code(row, "negara")))] if row.pop("negara") else [],
            "ham:position": [iri(tables.ns.concept(f"posisi-upr/{tables.code(row, 'tanggapan')}"))],
            "ham:positionBasis": [iri(tables.ns.concept("dasar-posisi/per-rekomendasi"))],
            "ham:actionCategory": [iri(tables.ns.concept(f"kategori-tindakan-upr/{row.pop('kategori')}"))],
            "ham:uprInfoIssue": [issues[name] for name in named],
            "ham:confidence": [iri(tables.ns.concept("keyakinan/sedang"))],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def mapped_recommendation(tables: Tables, row: Row, unmapped: dict[str, Row]) -> Resource:
    """Themes, groups, rights, goals and targets of one recommendation, judged by its own wording. Takes it out of `unmapped`."""
    address = recommendation_iri(tables, row.pop("siklus"), row.pop("nomor"))
    if unmapped.pop(address, None) is None:
        raise row.fail("nomor", "is not a recommendation of source.csv, or has two rows")
    return Resource(address, row=row, properties={**mapping_of(tables, row), **groups(tables, row), **review(tables, row)})


def told(tables: Tables, row: Row) -> Resource:
    """One recommendation, or a group of them, as a source tells of it."""
    cycle, key, single = row.pop("siklus"), row.pop("kunci"), row.pop("tunggal")
    if single not in SINGLE:
        raise row.fail("tunggal", "must be ya or tidak")
    position, basis, count = row.pop("posisi"), row.pop("dasar"), row.pop("jumlah")
    if bool(position) != bool(basis):
        raise row.fail("dasar", "must be filled if, and only if, there is a position")
    gist_id, gist_en = row.pop("inti_id"), row.pop("inti_en")
    types = ["ham:DocumentPoint", "ham:Recommendation"] if SINGLE[single] else ["ham:RecommendationGroup"]
    return Resource(
        recommendation_iri(tables, cycle, "dituturkan", key),
        row=row,
        types=types,
        properties={
            "skos:prefLabel": [
                text(f"UPR Indonesia siklus {cycle}: {gist_id}", "id"),
                text(f"UPR of Indonesia, cycle {cycle}: {gist_en}", "en"),
            ],
            **place(tables, cycle),
            "ham:pointKind": [iri(tables.ns.concept("jenis-butir/rekomendasi"))] if SINGLE[single] else [],
            "ham:recommendationCount": [integer(int(count))] if count else [],
            "ham:madeBy": [iri(tables.ns.country(code)) for code in cells(row, "negara")],
            "ham:position": [iri(tables.ns.concept(f"posisi-upr/{position}"))] if position else [],
            "ham:positionBasis": [iri(tables.ns.concept(f"dasar-posisi/{basis}"))] if basis else [],
            "ham:gist": [text(gist_id, "id"), text(gist_en, "en")],
            **themes(tables, row),
            **groups(tables, row),
            **review(tables, row),
            "ham:confidence": [iri(tables.ns.concept(f"keyakinan/{row.pop('keyakinan')}"))],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def quotation(tables: Tables, row: Row) -> Resource:
    """The sentence of a recommendation, from the file that is handed in at build time."""
    address = recommendation_iri(tables, row.pop("siklus"), row.pop("nomor"))
    return Resource(address, row=row, properties={"ham:quotation": [text(row.pop("teks_en"), "en")]})


def recommendation_iri(tables: Tables, *keys: str) -> str:
    return tables.ns.thing("rekomendasi", "upr", "IDN", *keys)


def place(tables: Tables, cycle: str) -> dict[str, list[str]]:
    """Cycle, document if its symbol is known, and to whom."""
    report = REPORTS.get(cycle)
    return {
        "ham:reviewCycle": [iri(tables.ns.thing("siklus-upr", "IDN", cycle))],
        "dcterms:isPartOf": [iri(tables.ns.thing("dokumen-pbb", *report.split("/")))] if report else [],
        "ham:addressedTo": [iri(tables.ns.country("IDN"))],
    }


def mapping_of(tables: Tables, row: Row) -> dict[str, list[str]]:
    """Themes, rights, goals and targets of a row."""
    return {
        **themes(tables, row),
        "ham:concernsRight": [iri(tables.ns.concept(right)) for right in cells(row, "hak")],
        "ham:sdgGoal": [iri(goal) for goal in row.pop("sdg_tujuan").split()],
        "ham:sdgTarget": [iri(target) for target in row.pop("sdg_target").split()],
    }


def themes(tables: Tables, row: Row) -> dict[str, list[str]]:
    return {"ham:theme": [iri(tables.ns.concept(f"tema-uhri/{theme}")) for theme in cells(row, "tema")]}


def groups(tables: Tables, row: Row) -> dict[str, list[str]]:
    return {"ham:affectedGroup": [iri(tables.ns.concept(f"kelompok-uhri/{group}")) for group in cells(row, "kelompok")]}


def cells(row: Row, column: str) -> list[str]:
    """The parts of a cell, separated by semicolons."""
    return [part.strip() for part in row.pop(column).split(";") if part.strip()]
