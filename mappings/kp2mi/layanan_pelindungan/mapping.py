"""Services of protection given to migrant workers in 2024: persons, each service an indicator of its own."""

from kg.mapping import Code, Country, Cube, Document, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One service; complaints belong to `kp2mi/pengaduan_jenis`."""
    if not row["jenis"].startswith(("layanan: ", "deportasi/")):
        return SetAside("himpunan-lain")
    cells = {name: row[name] for name in ("periode", "jumlah", "source_url")}
    return {**cells, "layanan": row["jenis"].removeprefix("layanan: ")}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("layanan", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="orang", minimum=5),),
)
