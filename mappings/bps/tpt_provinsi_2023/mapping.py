"""Open unemployment by province, February and August 2023: four header lines."""

from kg.mapping import Area, Cube, Document, Fixed, Period, RawRow, Series

SOURCE = "https://github.com/ahmads99/data-analytis-tingkat-pengangguran-terbuka-berdasarkan-provinsi/blob/bb7866832ffe7156b7f6bfb699b5fd3bdf4a71fd/dataset/tingkat-pengagguran-prov.csv"
TITLE = "Tingkat Pengangguran Terbuka Menurut Provinsi (Persen) 2023"
MARKS = {"-": "M"}


def intake(row: RawRow) -> dict[str, str]:
    """One row of the raw table. The first header line is filled to the right; BPS surveyed the 34 old extents in 2023."""
    name = "38 Provinsi"
    return {
        "wilayah": row[name], "cakupan": "34-provinsi", "source_url": SOURCE,
        "februari_2023": row[f"{name} {TITLE} Februari"], "agustus_2023": row[f"{name} {TITLE} Agustus"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Area(
            "wilayah", kind="provinsi", vintage_column="cakupan", hold_absent=True, national=("INDONESIA",)
        ),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "februari_2023", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100, marks=MARKS,
            dimensions={"ham:indicator": Fixed("indikator/tpt-februari"), "sdmx-dimension:refPeriod": Period(template="2023-02")},
        ),
        Series(
            "agustus_2023", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100, marks=MARKS,
            dimensions={"ham:indicator": Fixed("indikator/tpt-agustus"), "sdmx-dimension:refPeriod": Period(template="2023-08")},
        ),
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
)  # fmt: skip
