"""Complaints to Komnas HAM by area. The role of the area (place of event, origin of complainant …) is a dimension.

A row has its figure in ``jumlah`` with a province, or in ``jumlah_luar_negeri`` with a country. Counts of one to four complaints
abroad are not in the table: it holds the mark ``ditekan``.
"""

from __future__ import annotations

from kg.mapping import Area, Code, Country, Cube, Document, Fixed, Period, RawRow, Series, UnitColumn

PERIODS = {"2021": "1 Januari - 15 Desember 2021", "2024": "1 Januari - 10 Desember 2024"}  # up to the day of the statement


def intake(row: RawRow) -> dict[str, str]:
    """One province, or one State where the event took place; counts of complaints or of complainants."""
    role, count = row["dimensi"], row["jumlah"]
    measure = "pengadu" if role == "asal pengadu" else "aduan"
    cells = {
        "periode": PERIODS.get(row["periode"], row["periode"]), "dimensi": role, "indikator": measure, "satuan": measure,
        "source_url": row["source_url"],
    }  # fmt: skip
    if role == "peristiwa luar negeri":
        return {**cells, "negara": row["wilayah"], "jumlah_luar_negeri": count}
    return {**cells, "provinsi": row["wilayah"], "jumlah": count}


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
