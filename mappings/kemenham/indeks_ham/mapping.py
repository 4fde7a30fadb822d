"""Indeks HAM Indonesia: index, two dimensions and twenty rights. Reference year and day of release are kept apart."""

from __future__ import annotations

from kg.mapping import Code, Country, Cube, Date, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:index": Fixed("indeks/indeks-ham-indonesia"),
        "ham:indicator": Fixed("indikator/skor-indeks-ham-indonesia"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("tahun_acuan"),
        "ham:right": Code("hak", scheme="hak-indeks-ham"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "skor",
            number="id",
            kind="decimal",
            unit="skor",
            minimum=0,
            maximum=100,
            marks={"tidak ditemukan": "M"},
        ),
    ),
    attributes={"dcterms:issued": Date("rilis")},
    ignore={"tingkat": "index, dimension or right: told by the concept of the column hak"},
)
