"""Counts that compare States of the region: treaties, recommendations made to others, years with a recorded vote in the Council."""

from __future__ import annotations

from kg.mapping import Code, Country, Cube, Document, Period, Series, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("indikator", scheme="indikator"),
        "sdmx-dimension:refArea": Country(column="negara"),
        "sdmx-dimension:refPeriod": Period("per"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="plain", kind="integer", unit=UnitColumn("satuan"), minimum=0),),
    ignore={"keterangan": "what was counted, told in NOTES.md"},
)
