"""Agrarian conflicts by province, from top lists."""

from kg.mapping import Area, Cube, Document, Fixed, Period, RawRow, Series

COLUMNS = ("tahun", "provinsi", "letusan_konflik", "luas_hektare", "keluarga_kk", "source_url")


def intake(row: RawRow) -> dict[str, str]:
    """One province. Kompas prints one area for two provinces in 2020; one is wrong, and neither is taken."""
    cells = {name: row[name] for name in COLUMNS}
    return {**cells, "luas_hektare": ""} if cells["luas_hektare"] == "23.969" else cells


MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Area("provinsi", kind="provinsi"),
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
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/tempat-kejadian"), "ham:listComplete": Fixed(False)},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)  # fmt: skip
