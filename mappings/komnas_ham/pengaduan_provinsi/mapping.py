"""Complaints to Komnas HAM by area. The role of the area (place of event, origin of complainant …) is a dimension.

A row has its figure in ``jumlah`` with a province, or in ``jumlah_luar_negeri`` with a country. Counts of one to four complaints
abroad are not in the table: it holds the mark ``ditekan``.
"""

from __future__ import annotations

from kg.mapping import Area, Code, Country, Cube, Document, Fixed, Period, Series, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("indikator", scheme="indikator"),
        "sdmx-dimension:refArea": Area("provinsi", kind="provinsi"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:areaRole": Code("dimensi", scheme="peran-wilayah"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=5),
        Series(
            "jumlah_luar_negeri",
            number="id",
            kind="integer",
            unit=UnitColumn("satuan"),
            minimum=5,
            marks={"ditekan": "Q"},
            dimensions={"sdmx-dimension:refArea": Country(column="negara")},
        ),
    ),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga"), "ham:listComplete": Fixed(False)},
    ignore={"keterangan": "remarks of the transcriber on period and suppression, told in NOTES.md"},
)
