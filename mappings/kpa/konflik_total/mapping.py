"""Agrarian conflicts in Indonesia: events, hectares, families, villages and provinces, each an indicator with its own unit."""

from kg.mapping import Country, Cube, Document, Fixed, Period, RawRow, Series

COLUMNS = ("tahun", "letusan_konflik", "luas_hektare", "keluarga_kk", "desa", "provinsi", "source_url")


def intake(row: RawRow) -> dict[str, str]:
    """One year: the columns are the same as ours."""
    return {name: row[name] for name in COLUMNS}


MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("tahun"),
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
        Series(
            "desa", number="id", kind="integer", unit="desa", minimum=0,
            dimensions={"ham:indicator": Fixed("indikator/desa-terdampak-konflik-agraria")},
        ),
        Series(
            "provinsi", number="id", kind="integer", unit="provinsi", minimum=0, maximum=38,
            dimensions={"ham:indicator": Fixed("indikator/provinsi-dengan-konflik-agraria")},
        ),
    ),
)  # fmt: skip
