"""Reports to the Ombudsman by subject. One source is in English: its numbers have the comma for thousands and a column of their own."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside

COPY = "http://goyalorthodontics.com/"  # a machine-made copy with changed digits and words


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One subject."""
    if row["dimensi"] != "substansi":
        return SetAside("himpunan-lain")
    if row["source_url"].startswith(COPY):
        return SetAside("kepercayaan")
    return {"periode": row["tahun"], "substansi": row["kategori"], "jumlah": row["jumlah"], "source_url": row["source_url"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/laporan-diterima-ombudsman"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:serviceSubject": Code("substansi", scheme="substansi-ombudsman"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("jumlah", number="id", kind="integer", unit="laporan", minimum=0),
        Series("jumlah_en", number="en", kind="integer", unit="laporan", minimum=0),
        Series(
            "persen_en",
            number="en",
            kind="decimal",
            unit="persen",
            minimum=0,
            maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/persen-laporan-menurut-substansi-ombudsman")},
        ),
    ),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga"), "ham:listComplete": Fixed(False)},
)
