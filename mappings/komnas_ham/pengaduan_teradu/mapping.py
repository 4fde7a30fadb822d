"""Complaints to Komnas HAM by respondent. Complaints handled by monitoring and inquiry are an indicator of their own."""

from __future__ import annotations

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("cakupan", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:respondent": Code("pihak_teradu", scheme="pihak-teradu"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="aduan", minimum=0),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga"), "ham:listComplete": Fixed(False)},
    ignore={"keterangan": "remarks of the transcriber on the period, told in NOTES.md"},
)
