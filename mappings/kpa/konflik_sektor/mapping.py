"""Agrarian conflicts by sector: events, hectares and families, each an indicator with its own unit."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside

COLUMNS = ("tahun", "sektor", "letusan_konflik", "luas_hektare", "keluarga_kk", "source_url")


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One sector; its parts belong to `kpa/konflik_rincian`."""
    return SetAside("himpunan-lain") if ": " in row["sektor"] else {name: row[name] for name in COLUMNS}


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
