"""Complaints to KPAI by kind of case; the classes of 2020 are those of an older division."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One kind of case; clusters belong to `kpai/pengaduan_klaster`, ages to `kpai/pengaduan_umur`."""
    name = row["klaster_atau_kasus"]
    is_case = row["periode"] == "2020" and name != "total"  # the page of 2020 names kinds of case alone
    if not is_case and not name.lower().startswith("anak korban"):
        return SetAside("himpunan-lain")
    return {**{column: row[column] for column in ("periode", "jumlah", "source_url")}, "kasus": name}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/pengaduan-kpai"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:childCaseKind": Code("kasus", scheme="kasus-kpai"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="aduan", minimum=5),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga"), "ham:listComplete": Fixed(False)},
)
