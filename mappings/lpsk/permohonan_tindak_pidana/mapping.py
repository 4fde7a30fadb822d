"""Requests for protection to LPSK by crime; totals stand under the class ``semua``, and the classes of 2025 do not reach theirs."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside

PERIODS = {"2025 (s.d. 4 November)": "1 Januari - 4 November 2025", "2025 (s.d. 31 Oktober)": "1 Januari - 31 Oktober 2025"}

TOTALS = {"total", "permohonan perlindungan", "permohonan (menurut Raker 2023)"}
ELSEWHERE = ("dari ", "layanan", "terlindung", "total aduan", "memenuhi", "tidak memenuhi")  # of other datasets of the agency
CRIMES = {"Pelanggaran HAM Berat": "pelanggaran HAM berat", "Tindak Pidana Lainnya": "tindak pidana lain"}


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """Requests by crime, and in all; a machine-made copy is left out by the rule on such documents."""
    crime = row["tindak_pidana"]
    if crime.startswith(ELSEWHERE):
        return SetAside("himpunan-lain")
    return {
        "periode": PERIODS.get(row["periode"], row["periode"]), "tindak_pidana": "semua" if crime in TOTALS else CRIMES.get(crime, crime),
        "jumlah": row["jumlah"], "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/permohonan-pelindungan-lpsk"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:crime": Code("tindak_pidana", scheme="tindak-pidana-lpsk"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="permohonan", minimum=5),),
    attributes={"ham:listComplete": Fixed(False)},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
