"""Agrarian conflicts by sector: events, hectares and families, each an indicator with its own unit."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:conflictSector": Code("sektor", scheme="sektor-kpa"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "letusan_konflik", number="id", kind="integer", unit="peristiwa", minimum=0,
            dimensions={"ham:indicator": Fixed("indikator/letusan-konflik-agraria")},
        ),
        Series(
            "luas_hektare", number="id", kind="decimal", unit="hektare", minimum=0,
            dimensions={"ham:indicator": Fixed("indikator/luas-konflik-agraria")},
        ),
        Series(
            "keluarga_kk", number="id", kind="integer", unit="kk", minimum=5,
            dimensions={"ham:indicator": Fixed("indikator/keluarga-terdampak-konflik-agraria")},
        ),
    ),
    attributes={"ham:listComplete": Fixed(False)},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)  # fmt: skip
