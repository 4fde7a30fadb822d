"""Complaints to Komnas HAM by respondent. Complaints handled by monitoring and inquiry are an indicator of their own."""

from __future__ import annotations

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series

MONITORED = "2022 (pemantauan dan penyelidikan)"
PERIODS = {
    "2021": "1 Januari - 15 Desember 2021", MONITORED: "1 Januari - 10 Desember 2022", "2024": "1 Januari - 10 Desember 2024",
}  # fmt: skip


def intake(row: RawRow) -> dict[str, str]:
    """One class of respondents, of all complaints or of those that were followed."""
    return {
        "periode": PERIODS.get(row["periode"], row["periode"]), "pihak_teradu": row["pihak_teradu"], "jumlah": row["jumlah"],
        "cakupan": "pemantauan dan penyelidikan" if row["periode"] == MONITORED else "semua aduan", "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("cakupan", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:respondent": Code("pihak_teradu", scheme="pihak-teradu"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="aduan", minimum=0),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga"), "ham:listComplete": Fixed(False)},
    ignore={"keterangan": "remarks of the transcriber on the period, told in NOTES.md"},
)
