"""What Komnas HAM did with complaints: monitoring, inquiry, mediation, advice, or nothing more than taking note of a copy."""

from __future__ import annotations

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/disposisi-pengaduan-komnas-ham"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:disposition": Code("disposisi", scheme="disposisi-komnas-ham"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=0),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
    ignore={"keterangan": "remarks of the transcriber on the period, told in NOTES.md"},
)
