"""Literacy by province, 2023: three header lines, the first cell of which is "38 Provinsi"."""

from kg.mapping import Area, Cube, Document, Fixed, Period, RawRow, Series

SOURCE = "https://github.com/taraty2/Ketimpangan-Pendidikan-Indonesia_Kelompok-24/blob/d913d4f2ea8ceeb97e22ba38a5e2a73255982060/Raw%20Data/Melekaksara%20fix.csv"
COLUMN = "Angka Melek Aksara Penduduk 15-59 Tahun Menurut Provinsi 2023"


def intake(row: RawRow) -> dict[str, str]:
    """One row of the raw table. BPS surveyed the 34 old extents in 2023."""
    return {
        "tahun": "2023",
        "wilayah": row["38 Provinsi"],
        "cakupan": "34-provinsi",
        "persen_melek_aksara": row[COLUMN],
        "source_url": SOURCE,
    }


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/angka-melek-aksara-15-59"),
        "sdmx-dimension:refArea": Area(
            "wilayah", kind="provinsi", vintage_column="cakupan", hold_absent=True, national=("INDONESIA", "Indonesia")
        ),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("persen_melek_aksara", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100, marks={"-": "M"}),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
)
