"""Complaints to Komnas HAM by year: files, cases and complaints are three indicators, never one series."""

from __future__ import annotations

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside, UnitColumn

# up to the day of the statement
PERIODS = {"2021": "1 Januari - 15 Desember 2021", "2022": "1 Januari - 10 Desember 2022", "2024": "1 Januari - 10 Desember 2024"}
# unit of the page → indicator, office, unit
COUNTED = {
    "berkas": ("berkas", "semua", "berkas"),
    "kasus": ("kasus", "semua", "kasus"),
    "aduan": ("aduan", "semua", "aduan"),
    "aduan baru": ("aduan baru", "semua", "aduan"),
    "aduan lanjutan": ("aduan lanjutan", "semua", "aduan"),
    "aduan kantor pusat": ("aduan", "kantor pusat", "aduan"),
    "aduan kantor perwakilan": ("aduan", "kantor perwakilan", "aduan"),
    "kasus kantor pusat": ("kasus", "kantor pusat", "kasus"),
    "laporan sekretariat provinsi": ("kasus", "sekretariat provinsi", "laporan"),
}


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One count of files, cases or complaints; what became of them belongs to `komnas_ham/pengaduan_disposisi`."""
    counted = COUNTED.get(row["satuan"])
    if not counted:
        return SetAside("himpunan-lain")
    indicator, office, unit = counted
    is_whole = row["keterangan"] == "setahun penuh" or row["periode"] not in PERIODS
    return {
        "periode": row["periode"] if is_whole else PERIODS[row["periode"]], "indikator": indicator, "jalur": office, "satuan": unit,
        "jumlah": row["jumlah"], "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("indikator", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:complaintChannel": Code("jalur", scheme="jalur-pengaduan"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=0),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
    ignore={"keterangan": "remarks of the transcriber on the period, told in NOTES.md"},
)
