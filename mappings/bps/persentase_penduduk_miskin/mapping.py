"""Percentage of poor people by province, 2010–2024."""

from kg.mapping import BPS_EXTENTS, Area, Cube, Document, Fixed, Period, RawRow, Series

SOURCE = "https://github.com/ArilDani/dashboard-kemiskinan-indonesia/blob/06859f3551428c4666155a06ec831fe3349c8913/data_kemiskinan.xlsx"


def intake(row: RawRow) -> dict[str, str]:
    """One row of the raw table; the name and the year tell the extent, the code alone does not (94 is Papua before and after its split)."""
    if row["satuan"] != "PERSEN":
        raise row.fail("satuan", "is not the unit that the mapping knows")
    return {
        "tahun": row["tahun"],
        "wilayah": row["nama_provinsi"],
        "persen_miskin": row["persentase_penduduk_miskin"],
        "source_url": SOURCE,
    }


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/persentase-penduduk-miskin"),
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", vintage_column="tahun", extents=BPS_EXTENTS, hold_absent=True),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("persen_miskin", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
)
