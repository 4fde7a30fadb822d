"""Recommendations that Indonesia received in the Universal Periodic Review, counted by cycle and position.

Sources count differently: every source is an observation of its own, and nothing is had by subtraction.
"""

from __future__ import annotations

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series, Thing

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/rekomendasi-upr"),
        "sdmx-dimension:refArea": Country("IDN"),
        "ham:reviewCycle": Thing("siklus", family="siklus-upr/IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:position": Code("posisi", scheme="posisi-upr"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="plain", kind="integer", unit="rekomendasi", minimum=0),),
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
