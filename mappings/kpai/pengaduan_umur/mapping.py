"""Cases of child victims at KPAI by age band, 2024; the bands do not add up to the complaints of the year."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One age band of victims."""
    name = row["klaster_atau_kasus"]
    if not name.startswith("usia "):
        return SetAside("himpunan-lain")
    return {**{column: row[column] for column in ("periode", "jumlah", "source_url")}, "umur": name.removeprefix("usia ")}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/kasus-anak-korban-kpai"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:victimAgeBand": Code("umur", scheme="kelompok-umur-kpai"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="kasus", minimum=5),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
)
