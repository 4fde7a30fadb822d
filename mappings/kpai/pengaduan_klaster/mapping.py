"""Complaints to KPAI by cluster: four clusters of fulfilment of rights, one of special protection, and their groups."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One cluster or the total; kinds of case belong to `kpai/pengaduan_kasus`, ages to `kpai/pengaduan_umur`."""
    name = row["klaster_atau_kasus"]
    is_case = row["periode"] == "2020" and name != "total"  # the page of 2020 names kinds of case alone
    if is_case or name.lower().startswith(("anak korban", "usia ")):
        return SetAside("himpunan-lain")
    cells = {column: row[column] for column in ("periode", "jumlah", "persen", "source_url")}
    return {**cells, "ukuran": "aduan", "klaster": name}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:childRightsCluster": Code("klaster", scheme="klaster-kpai"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("jumlah", number="id", kind="integer", unit="aduan", minimum=5),
        Series(
            "persen",
            number="id",
            kind="decimal",
            unit="persen",
            minimum=0,
            maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/persen-pengaduan-pemenuhan-hak-kpai")},
        ),
    ),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
)
