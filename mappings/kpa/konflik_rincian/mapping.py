"""Agrarian conflicts within a sector: crops, minerals, national strategic projects. Parts of their sector, never to be added to it."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside

COLUMNS = ("tahun", "letusan_konflik", "luas_hektare", "keluarga_kk", "source_url")


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """A part of a sector; whole sectors belong to `kpa/konflik_sektor`."""
    sector, _, part = row["sektor"].partition(": ")
    return {**{name: row[name] for name in COLUMNS}, "sektor": sector, "rincian": part} if part else SetAside("himpunan-lain")


MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:conflictSector": Code("sektor", scheme="sektor-kpa"),
        "ham:conflictDetail": Code("rincian", scheme="rincian-konflik-kpa"),
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
)  # fmt: skip
