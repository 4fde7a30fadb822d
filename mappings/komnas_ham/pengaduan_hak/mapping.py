"""Complaints to Komnas HAM by the group of rights of Act 39 of 1999 that they concern."""

from __future__ import annotations

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/pengaduan-diterima-komnas-ham"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:right": Code("klasifikasi_hak", scheme="hak-uu39"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="aduan", minimum=0),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga"), "ham:listComplete": Fixed(False)},
    ignore={"keterangan": "remarks of the transcriber on the period, told in NOTES.md"},
)
