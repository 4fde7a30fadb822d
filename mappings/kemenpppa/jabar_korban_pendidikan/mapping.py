"""Victims of violence in West Java by education, sex and regency; the protected table is read, never the raw one."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series

SOURCE = "https://github.com/briannrl/dashboard_kasus_kekerasan_jabar/tree/5565e0426efaeaa8b69db61546dbc854134c9fbc/data/BERDASARKAN_PENDIDIKAN.csv"
COLUMNS = ("kode_kabupaten_kota", "tahun", "jenis_kelamin", "kategori_pendidikan", "jumlah")


def intake(row: RawRow) -> dict[str, str]:
    """The columns that tell rows apart, and the count; names of places repeat their codes."""
    return {"source_url": SOURCE, **{column: row[column] for column in COLUMNS}}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/korban-kekerasan-simfoni"),
        "sdmx-dimension:refArea": Area("kode_kabupaten_kota", code_list="bps-2020"),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:victimEducation": Code("kategori_pendidikan", scheme="pendidikan-simfoni"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="plain", kind="integer", unit="korban", minimum=0, marks={"ditekan": "Q"}),),
)
