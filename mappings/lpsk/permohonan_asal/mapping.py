"""Requests for protection made by institutions. Requests are for persons, so that small counts hold the mark ``ditekan``."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside

SMALL = frozenset("1234")  # counts of one to four persons are not held


COMPLEMENTARY = {("2022", "dari Kejaksaan")}  # suppressed so that the total does not give the small count back


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """Requests by the institution that makes them."""
    if not row["tindak_pidana"].startswith("dari "):
        return SetAside("himpunan-lain")
    is_held_back = row["jumlah"] in SMALL or (row["periode"], row["tindak_pidana"]) in COMPLEMENTARY
    count = "ditekan" if is_held_back else row["jumlah"]
    return {"periode": row["periode"], "pemohon": row["tindak_pidana"], "jumlah": count, "source_url": row["source_url"]}


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
