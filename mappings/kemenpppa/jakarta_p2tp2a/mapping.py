"""Clients of P2TP2A of DKI Jakarta by month, each table by one thing. The tables contradict each other; they are not published."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series, SetAside

SOURCE = "https://github.com/saramoniica/korban-kekerasan-jkt/tree/619071f798ea294f16ce0e2063c09cb70d0b067f/data"
COUNT = "jumlah_korban_kekerasan_"
# file → its column of categories, its column of clients (the other one counts offenders), and the column of ours that it divides by
TABLES = {
    "bentuk_kekerasan.csv": ("bentuk_kekerasan", f"{COUNT}perempuan_anak_berdasarkan_bentuk_kekerasan", "kekerasan"),
    "jenis_kekerasan.csv": ("jenis_kekerasan", f"{COUNT}thd_perempuan_anak_.berdasarkan_jenis_kekerasan", "jenis"),
    "jenis_korban.csv": ("jenis_kelamin", "jumlah_klien", "korban"),
    "korban_2019.csv": ("jenis_kelamin", "jumlah_klien", "korban"),
    "letak_geografis.csv": (
        "kabupaten_kota",
        f"{COUNT}thd_perempuan_dan_anak_berdasarkan_tempat_kejadian_perkara_di_kabupaten.kota",
        "wilayah",
    ),
    "pekerjaan.csv": ("pekerjaan_klien_dan_pelaku", f"{COUNT}thd_perempuan_dan_anak_berdasarkan_jenis_pekerjaan_klien", "pekerjaan"),
    "pendidikan.csv": ("pendidikan_klien_dan_pelaku", f"{COUNT}thd_perempuan_dan_anak_berdasarkan_pendidikan_klien", "pendidikan"),
    "tempat_perkara.csv": ("tempat_kejadian", f"{COUNT}thd_perempuan_anak_berdasarkan_tempat_kejadian_kasus", "tempat"),
    "usia.csv": ("usia_klien_dan_pelaku", f"{COUNT}thd_perempuan_anak_berdasarkan_usia_klien", "umur"),
}
UNDIVIDED = {
    "wilayah": "DKI Jakarta", "tingkat": "provinsi", "kekerasan": "semua", "korban": "semua", "umur": "semua",
    "pekerjaan": "semua", "pendidikan": "semua", "tempat": "semua",
}  # fmt: skip


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One count of clients of a month. Clients from elsewhere have no city of DKI Jakarta."""
    category, count, divided_by = TABLES[row.file]
    name = row[category]
    if name.startswith("Klien Luar"):
        return SetAside("wilayah-tidak-jelas")
    cells = {**UNDIVIDED, "periode": row["yearmonth"], "jumlah": row[count].removesuffix(".0"), "source_url": f"{SOURCE}/{row.file}"}
    match divided_by:
        case "wilayah":
            return {**cells, "wilayah": name, "tingkat": "kota"}
        case "korban":
            return {**cells, "korban": name, "umur": "Dewasa" if name == "Perempuan" else "0 - 17 thn"}
        case "jenis":
            return {**cells, "kekerasan": name}
    return {**cells, divided_by: name}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/korban-kekerasan-p2tp2a-jakarta"),
        "sdmx-dimension:refArea": Area("wilayah", kind_column="tingkat"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sex": Code("korban", scheme="jenis-kelamin"),
        "ham:violenceType": Code("kekerasan", scheme="jenis-kekerasan-simfoni"),
        "ham:victimAgeBand": Code("umur", scheme="kelompok-umur-simfoni"),
        "ham:victimOccupation": Code("pekerjaan", scheme="pekerjaan-simfoni"),
        "ham:victimEducation": Code("pendidikan", scheme="pendidikan-simfoni"),
        "ham:eventSetting": Code("tempat", scheme="tempat-kejadian-simfoni"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="plain", kind="integer", unit="korban", minimum=0, marks={"ditekan": "Q"}),),
)
