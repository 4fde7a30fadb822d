"""Complaints to Komnas HAM by the group of rights of Act 39 of 1999 that they concern."""

from __future__ import annotations

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series

PERIODS = {"2021": "1 Januari - 15 Desember 2021", "2024": "1 Januari - 10 Desember 2024"}  # up to the day of the statement


# how the transcriber cites, and how documents.csv does
CITATION = "Kompas.com, 10 Dec 2024, "
DOCUMENT = (
    'Kompas.com, 10 Desember 2024, "Komnas HAM: Polri Pihak yang Paling Banyak Diadukan Terkait Dugaan Pelanggaran HAM"'
    " (alamat tidak diketahui)"
)


def intake(row: RawRow) -> dict[str, str]:
    """One right."""
    cells = {name: row[name] for name in ("klasifikasi_hak", "jumlah")}
    cells["source_url"] = DOCUMENT if row["source_url"].startswith(CITATION) else row["source_url"]
    return {**cells, "periode": PERIODS.get(row["periode"], row["periode"])}


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
