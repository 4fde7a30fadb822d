"""Reports to the Ombudsman by kind of intake; what a representative office received has the office's area, not a province."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside, StatusColumn, Thing

OFFICE = "Jawa Timur: "


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """Reports by kind of intake: nationwide in 2025, and of one office in 2023. 2025 counts consultations too: status B."""
    kind, name = row["dimensi"], row["kategori"]
    cells = {"periode": row["tahun"], "ukuran": "laporan diterima", "source_url": row["source_url"]}
    if kind.startswith(OFFICE):
        return {**cells, "kantor": "Jawa Timur", "cara": "semua" if kind.endswith("total") else name, "jumlah_kantor": row["jumlah"]}
    if row["tahun"] != "2025":
        return SetAside("himpunan-lain")
    if kind == "cara":
        return {**cells, "cara": name, "jumlah": row["jumlah"]}
    if name == "diselesaikan":
        return {**cells, "cara": "semua", "ukuran": "laporan diselesaikan", "jumlah": row["jumlah"]}
    return {**cells, "cara": "semua", "jumlah": row["jumlah"], "status": "B"}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:intakeKind": Code("cara", scheme="jenis-penerimaan-ombudsman"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("jumlah", number="id", kind="integer", unit="laporan", minimum=0, status=StatusColumn("status")),
        Series(
            "jumlah_kantor",
            number="id",
            kind="integer",
            unit="laporan",
            minimum=0,
            dimensions={"sdmx-dimension:refArea": Thing("kantor", family="wilayah/perwakilan-ombudsman", codes=True)},
            attributes={"ham:areaRole": Fixed("peran-wilayah/kantor-penerima")},
        ),
    ),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
)
