"""What LPSK did with complaints and requests; complaints, requests, decisions and persons are different units."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside, UnitColumn

PERIODS = {"2025 (s.d. 4 November)": "1 Januari - 4 November 2025", "2025 (s.d. 31 Oktober)": "1 Januari - 31 Oktober 2025"}

# words of the page → measure and unit
COUNTED = {
    "total aduan": ("semua aduan", "aduan"), "layanan konsultasi hukum": ("konsultasi hukum", "aduan"),
    "memenuhi syarat": ("memenuhi syarat", "permohonan"), "tidak memenuhi syarat": ("tidak memenuhi syarat", "permohonan"),
    "terlindung (orang)": ("terlindung", "orang"),
}  # fmt: skip


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """What became of complaints and requests, and persons under protection."""
    if row["tindak_pidana"] not in COUNTED:
        return SetAside("himpunan-lain")
    measure, unit = COUNTED[row["tindak_pidana"]]
    return {
        "periode": PERIODS.get(row["periode"], row["periode"]), "ukuran": measure, "satuan": unit, "jumlah": row["jumlah"],
        "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=5),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
)
