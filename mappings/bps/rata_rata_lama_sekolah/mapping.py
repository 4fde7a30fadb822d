"""Mean years of schooling by province, 2010–2024."""

from kg.mapping import BPS_EXTENTS, Area, Cube, Document, Fixed, Period, RawRow, Series

SOURCE = "https://github.com/taraty2/Ketimpangan-Pendidikan-Indonesia_Kelompok-24/blob/d913d4f2ea8ceeb97e22ba38a5e2a73255982060/Raw%20Data/rata-rata%20lama%20sekolah.csv"


def intake(row: RawRow) -> dict[str, str]:
    """One row of the raw table. Its numbers and codes are left out: the name and the year tell the extent, the code alone does not."""
    if row["satuan"] != "TAHUN":
        raise row.fail("satuan", "is not the unit that the mapping knows")
    return {
        "tahun": row["tahun"],
        "wilayah": row["nama_provinsi"],
        "lama_sekolah_tahun": row["rata_rata_lama_sekolah"],
        "source_url": SOURCE,
    }


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/rata-rata-lama-sekolah"),
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", vintage_column="tahun", extents=BPS_EXTENTS, hold_absent=True),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("lama_sekolah_tahun", number="plain", kind="decimal", unit="tahun", minimum=1, maximum=20),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
)
