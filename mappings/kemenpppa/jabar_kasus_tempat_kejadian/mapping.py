"""Cases of violence in West Java by kind of place and regency; the protected table is read, never the raw one."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series

SOURCE = "https://github.com/diyosukma/analisis_kekerasanjabar/blob/8cb1b5a2b8ddd0bdf537a5aebadd7010d3aff5e6/kekerasankej.xlsx"
COLUMNS = ("kode_kabupaten_kota", "tahun", "tempat_kejadian", "jumlah_kekerasan")


def intake(row: RawRow) -> dict[str, str]:
    """The columns that tell rows apart, and the count; names of places repeat their codes."""
    return {"source_url": SOURCE, **{column: row[column] for column in COLUMNS}}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/kasus-kekerasan-simfoni"),
        "sdmx-dimension:refArea": Area("kode_kabupaten_kota", code_list="bps-2020"),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:eventSetting": Code("tempat_kejadian", scheme="tempat-kejadian-simfoni"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah_kekerasan", number="plain", kind="integer", unit="kasus", minimum=0, marks={"ditekan": "Q"}),),
)
