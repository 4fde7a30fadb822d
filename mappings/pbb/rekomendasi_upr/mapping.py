"""Recommendations of the Universal Periodic Review to Indonesia: one by one (cycles 1 and 2), and as others tell of them (3 and 4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.mapping import Resource, Row, Tables, integer, iri, text

# The documents that hold the recommendations of a cycle; that of cycle 4 was read nowhere.
REPORTS = {"1": "A/HRC/8/23", "2": "A/HRC/21/7", "3": "A/HRC/36/7"}
SINGLE = {"ya": True, "tidak": False}


class Issue(NamedTuple):
    """What an issue of UPR Info is mapped to; encoded terms."""

    concept: str
    themes: list[str]
    rights: list[str]
    goals: list[str]
    targets: list[str]


def resources(tables: Tables) -> Iterator[Resource]:
    """The mapping of issues, then recommendations that carry it, then what others tell, then the texts if they were handed in."""
    issues: dict[str, Issue] = {}
    for row in tables["padanan_isu.csv"]:
        yield mapped_issue(tables, row, issues)
    for row in tables["source.csv"]:
        yield recommendation(tables, row, issues)
    for row in tables["dituturkan.csv"]:
        yield told(tables, row)
    for row in tables["teks.csv"]:
        yield quotation(tables, row)


def mapped_issue(tables: Tables, row: Row, issues: dict[str, Issue]) -> Resource:
    """What is said of an issue's concept here; its names stand in the code list. Fills `issues`."""
    concept = tables.ns.concept(f"isu-upr-info/{row.pop('notasi')}")
    issue = Issue(
        concept,
        [iri(tables.ns.concept(f"tema-uhri/{theme}")) for theme in cells(row, "tema")],
        [iri(tables.ns.concept(right)) for right in cells(row, "hak")],
        [iri(goal) for goal in row.pop("sdg_tujuan").split()],
        [iri(target) for target in row.pop("sdg_target").split()],
    )
    issues[row.pop("isu")] = issue
    return Resource(
        concept,
        row=row,
        properties={
            **mapping_of([issue]),
            "ham:mappingJustification": [text(row.pop("alasan_id"), "id"), text(row.pop("alasan_en"), "en")],
            "ham:reviewStatus": [iri(tables.ns.concept(f"status-tinjauan/{row.pop('status_tinjauan')}"))],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


def recommendation(tables: Tables, row: Row, issues: dict[str, Issue]) -> Resource:
    """One recommendation of UPR Info's list, with the themes, rights and targets of its issues."""
    cycle, number = row.pop("siklus"), row.pop("nomor")
    named = cells(row, "isu")
    if unknown := [name for name in named if name not in issues]:
        raise row.fail("isu", f"{unknown[0]!r} is not in padanan_isu.csv")
    of_row = [issues[name] for name in named]
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
            "ham:uprInfoIssue": [iri(issue.concept) for issue in of_row],
            **mapping_of(of_row),
            "ham:confidence": [iri(tables.ns.concept("keyakinan/sedang"))],
            "dcterms:source": [iri(tables.document(row))],
        },
    )


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
            "ham:theme": [iri(tables.ns.concept(f"tema-uhri/{theme}")) for theme in cells(row, "tema")],
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


def mapping_of(issues: list[Issue]) -> dict[str, list[str]]:
    """Themes, rights, goals and targets of some issues together."""
    return {
        "ham:theme": [theme for issue in issues for theme in issue.themes],
        "ham:concernsRight": [right for issue in issues for right in issue.rights],
        "ham:sdgGoal": [goal for issue in issues for goal in issue.goals],
        "ham:sdgTarget": [target for issue in issues for target in issue.targets],
    }


def cells(row: Row, column: str) -> list[str]:
    """The parts of a cell, separated by semicolons."""
    return [part.strip() for part in row.pop(column).split(";") if part.strip()]
