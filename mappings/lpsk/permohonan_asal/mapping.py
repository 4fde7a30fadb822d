"""Requests for protection made by institutions. Requests are for persons, so that small counts hold the mark ``ditekan``."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """Requests by the institution that makes them."""
    if not row["tindak_pidana"].startswith("dari "):
        return SetAside("himpunan-lain")
    return {"periode": row["periode"], "pemohon": row["tindak_pidana"], "jumlah": row["jumlah"], "source_url": row["source_url"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/permohonan-pelindungan-lpsk"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:requestingBody": Code("pemohon", scheme="instansi-pemohon-lpsk"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="permohonan", minimum=5, marks={"ditekan": "Q"}),),
    attributes={"ham:listComplete": Fixed(False)},
)
