"""Requests for protection and protected persons by province of origin, from top lists."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series, SetAside, UnitColumn

PERIODS = {"2025 (s.d. 4 November)": "1 Januari - 4 November 2025", "2025 (s.d. 31 Oktober)": "1 Januari - 31 Oktober 2025"}


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One province: requests, or protected persons. Victims of 2023-2024 stand on a machine-made copy alone."""
    words = row["uraian"]
    if words == "korban kekerasan seksual":
        return SetAside("kepercayaan")
    measure, _, crime = words.partition(" ")
    return {
        "periode": PERIODS.get(row["periode"], row["periode"]), "provinsi": row["provinsi"], "ukuran": measure,
        "tindak_pidana": crime or "semua", "satuan": "orang" if measure == "terlindung" else "permohonan", "jumlah": row["jumlah"],
        "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Area("provinsi", kind="provinsi"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:crime": Code("tindak_pidana", scheme="tindak-pidana-lpsk"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=5),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/asal-pengadu"), "ham:listComplete": Fixed(False)},
)
