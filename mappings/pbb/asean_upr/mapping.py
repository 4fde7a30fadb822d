"""Recommendations that States of the region received in the Universal Periodic Review, counted by cycle and position."""

from __future__ import annotations

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series, Thing

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/rekomendasi-upr"),
        "sdmx-dimension:refArea": Country(column="negara"),
        "ham:reviewCycle": Thing("siklus", family="siklus-upr"),
        "sdmx-dimension:refPeriod": Period("per"),
        "ham:position": Code("posisi", scheme="posisi-upr"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="plain", kind="integer", unit="rekomendasi", minimum=0),),
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
