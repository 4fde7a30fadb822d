"""The cycles of the Universal Periodic Review in which Indonesia was reviewed."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import Resource, Tables, date, integer, iri, string, text


def resources(tables: Tables) -> Iterator[Resource]:
    """One review a row. Counts of recommendations are figures and stand in a cube, with their conflicts."""
    for row in tables["source.csv"]:
        cycle = row.pop("siklus")
        yield Resource(
            tables.ns.thing("siklus-upr", "IDN", cycle),
            row=row,
            types=["ham:ReviewCycle", "prov:Activity"],
            properties={
                "skos:prefLabel": [
                    text(f"Tinjauan Berkala Universal Indonesia, siklus {cycle}", "id"),
                    text(f"Universal Periodic Review of Indonesia, cycle {cycle}", "en"),
                ],
                "ham:state": [iri(tables.ns.country("IDN"))],
                "ham:reviewedBy": [iri(tables.ns.organization("hrc"))],
                "ham:cycleNumber": [integer(int(cycle))],
                "ham:workingGroupSession": [integer(int(cell))] if (cell := row.pop("sidang_kelompok_kerja")) else [],
                "ham:reviewDate": [date(row.pop("ditinjau"))],
                "ham:reportSymbol": [string(cell)] if (cell := row.pop("simbol_laporan")) else [],
                "ham:reportDate": [date(cell)] if (cell := row.pop("tanggal_laporan")) else [],
                "ham:outcomeAdopted": [date(cell)] if (cell := row.pop("hasil_disahkan")) else [],
                "dcterms:source": [iri(tables.document(row, column)) for column in ("sumber_laporan", "source_url") if row.pop(column)],
            },
        )
