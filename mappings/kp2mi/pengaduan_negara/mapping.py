"""Complaints of migrant workers by country, from partial lists; one list of unclear time coverage is an indicator of its own."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One country. The list of 5 December 2024 has an unclear coverage; Kongo may be either of two States."""
    if row["negara"] == "Kongo":
        return SetAside("wilayah-tidak-jelas")
    measure = "daftar 5 Desember 2024" if row["periode"] == "Januari - 5 Desember 2024" else "pengaduan"
    cells = {name: row[name] for name in ("periode", "negara", "source_url")}
    return {**cells, "ukuran": measure, "jumlah": row["jumlah_pengaduan"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:destinationCountry": Country(column="negara"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="aduan", minimum=0),),
    attributes={"ham:listComplete": Fixed(False), "ham:allegationStatus": Fixed("status-dugaan/diduga")},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
