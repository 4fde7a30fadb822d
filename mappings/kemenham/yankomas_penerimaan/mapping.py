"""Complaints to the Directorate General (2021) and reports to the Ministry of Human Rights (2025) by office and way of submission."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside, StatusColumn, UnitColumn

# class and name of the page → measure, office, way of submission
COUNTED = {
    ("total", "aduan"): ("aduan diterima", "semua", "semua"),
    ("total", "aduan (sekitar)"): ("aduan diterima", "semua", "semua"),
    ("total", "laporan masyarakat"): ("laporan diterima", "semua", "semua"),
    ("saluran", "surat"): ("aduan diterima", "semua", "surat"),
    ("saluran", "media online"): ("aduan diterima", "semua", "media daring"),
    ("saluran", "aplikasi Simasham"): ("aduan diterima", "semua", "aplikasi Simasham"),
    ("saluran", "kantor pusat"): ("laporan diterima", "kantor pusat", "semua"),
    ("saluran", "kantor wilayah"): ("laporan diterima", "kantor wilayah", "semua"),
    ("status", "ditelaah"): ("aduan ditelaah", "semua", "semua"),
    ("status", "diberi rekomendasi"): ("aduan diberi rekomendasi", "semua", "semua"),
    ("isu", "pertanahan"): ("aduan pertanahan", "semua", "semua"),
}


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """Complaints received, examined and settled. What the page calls *sekitar* is a rounded figure: status E."""
    counted = COUNTED.get((row["dimensi"], row["kategori"]))
    if not counted:
        return SetAside("himpunan-lain")
    measure, office, way = counted
    return {
        "periode": row["periode"], "ukuran": measure, "kantor": office, "cara": way, "jumlah": row["jumlah"],
        "satuan": "laporan" if measure.startswith("laporan") else "aduan", "status": "E" if "sekitar" in row["kategori"] else "",
        "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:complaintChannel": Code("kantor", scheme="jalur-pengaduan"),
        "ham:submissionMode": Code("cara", scheme="cara-penyampaian"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=5, status=StatusColumn("status")),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
