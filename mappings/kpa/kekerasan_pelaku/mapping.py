"""Violence in agrarian conflicts by class of actor; cases are counted, not persons."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """Cases by class of actors; victims belong to `kpa/kekerasan_korban`."""
    if not row["uraian"].startswith("pelaku: "):
        return SetAside("himpunan-lain")
    cells = {name: row[name] for name in ("tahun", "jumlah", "source_url")}
    return {**cells, "pelaku": row["uraian"].removeprefix("pelaku: ")}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/kasus-kekerasan-konflik-agraria"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:violenceActor": Code("pelaku", scheme="pelaku-konflik-kpa"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="kasus", minimum=0),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga"), "ham:listComplete": Fixed(False)},
)
