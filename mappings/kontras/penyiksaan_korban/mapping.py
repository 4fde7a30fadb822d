"""Victims of torture recorded by KontraS: in all, injured, killed, and by class. Persons, alleged."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """A count of victims; events belong to `kontras/penyiksaan_peristiwa`."""
    if row["dimensi"] not in ("total", "korban") or row["kategori"] == "peristiwa":
        return SetAside("himpunan-lain")
    cells = {name: row[name] for name in ("periode", "jumlah", "source_url")}
    return {**cells, "wilayah": "Indonesia", "ukuran": row["kategori"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="korban", minimum=5, marks={"ditekan": "Q"}),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
    ignore={"wilayah": "always Indonesia"},
)
