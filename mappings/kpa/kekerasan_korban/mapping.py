"""Victims of violence in agrarian conflicts by kind of harm. Counts of one to four persons hold the mark ``ditekan``."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """Victims of one kind; perpetrators belong to `kpa/kekerasan_pelaku`."""
    if row["uraian"].startswith("pelaku: "):
        return SetAside("himpunan-lain")
    return {"tahun": row["tahun"], "akibat": row["uraian"], "jumlah": row["jumlah"], "source_url": row["source_url"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/korban-kekerasan-konflik-agraria"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:violenceHarm": Code("akibat", scheme="akibat-kekerasan-kpa"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="korban", minimum=5, marks={"ditekan": "Q"}),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
)
