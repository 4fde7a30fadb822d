"""Poor people in regencies and cities of Jawa Barat, 2002–2020, by code of BPS; the unit stands in a column."""

from kg.mapping import Area, Cube, Document, Fixed, Period, RawRow, Series, UnitColumn

SOURCE = "https://github.com/rizqrama/Viz_OpenDataJabar/blob/c492837d30bfcc35980f54b80d7224837f6bcc9b/data_raw/kemiskinan/jumlah_penduduk_miskin_berdasarkan_kabupatenkota_data.csv"


def intake(row: RawRow) -> dict[str, str]:
    """One row of the raw table; its number and the names, which the code makes needless, are left out."""
    return {
        "tahun": row["tahun"], "kode_bps": row["kode_kabupaten_kota"], "jumlah_miskin": row["jumlah_penduduk_miskin"],
        "satuan": row["satuan"], "source_url": SOURCE,
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/jumlah-penduduk-miskin"),
        "sdmx-dimension:refArea": Area("kode_bps", code_list="bps-2020"),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah_miskin", number="plain", kind="decimal", unit=UnitColumn("satuan"), minimum=0.01),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
)
