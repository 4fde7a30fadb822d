"""Complaints to Komnas HAM by year: files, cases and complaints are three indicators, never one series."""

from __future__ import annotations

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("indikator", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:complaintChannel": Code("jalur", scheme="jalur-pengaduan"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=0),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
    ignore={"keterangan": "remarks of the transcriber on the period, told in NOTES.md"},
)
