"""Complaints to Komnas HAM by issue, in Komnas HAM's own grouping."""

from __future__ import annotations

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series


def intake(row: RawRow) -> dict[str, str]:
    """One issue: the columns are the same as ours."""
    return {name: row[name] for name in ("periode", "isu", "jumlah", "source_url")}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/pengaduan-diterima-komnas-ham"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:issue": Code("isu", scheme="isu-komnas-ham"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="aduan", minimum=0),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga"), "ham:listComplete": Fixed(False)},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
