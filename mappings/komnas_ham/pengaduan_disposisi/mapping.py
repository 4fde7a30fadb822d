"""What Komnas HAM did with complaints: monitoring, inquiry, mediation, advice, or nothing more than taking note of a copy."""

from __future__ import annotations

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside, UnitColumn

# up to the day of the statement
PERIODS = {"2021": "1 Januari - 15 Desember 2021", "2022": "1 Januari - 10 Desember 2022", "2024": "1 Januari - 10 Desember 2024"}
DISPOSITIONS = {
    "dilanjutkan pemantauan", "dilanjutkan penyelidikan", "mediasi", "pemantauan", "saran/upaya lain", "saran atau upaya lain", "tembusan",
}  # fmt: skip


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One disposition: of cases in 2022 and 2024, of complaints in 2023. Other rows belong to `komnas_ham/pengaduan_tahunan`."""
    if row["satuan"] not in DISPOSITIONS:
        return SetAside("himpunan-lain")
    return {
        "periode": PERIODS.get(row["periode"], row["periode"]), "disposisi": row["satuan"], "jumlah": row["jumlah"],
        "satuan": "aduan" if row["periode"] == "2023" else "kasus", "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/disposisi-pengaduan-komnas-ham"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:disposition": Code("disposisi", scheme="disposisi-komnas-ham"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=0),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
    ignore={"keterangan": "remarks of the transcriber on the period, told in NOTES.md"},
)
