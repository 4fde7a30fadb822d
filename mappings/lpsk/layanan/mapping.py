"""Protection services of LPSK by kind; services are counted, not persons."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside

PERIODS = {"2025 (s.d. 4 November)": "1 Januari - 4 November 2025", "2025 (s.d. 31 Oktober)": "1 Januari - 31 Oktober 2025"}


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One service given."""
    if not row["tindak_pidana"].startswith("layanan: "):
        return SetAside("himpunan-lain")
    return {
        "periode": PERIODS.get(row["periode"], row["periode"]), "layanan": row["tindak_pidana"].removeprefix("layanan: "),
        "jumlah": row["jumlah"], "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/layanan-diberikan-lpsk"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:protectionService": Code("layanan", scheme="layanan-lpsk"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="layanan", minimum=5),),
    attributes={"ham:listComplete": Fixed(False)},
)
