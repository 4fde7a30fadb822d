"""Reports to the Ombudsman by kind of maladministration; reports registered, closed and received are different indicators."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One kind of maladministration, of the reports registered in 2019."""
    if row["dimensi"] != "maladministrasi":
        return SetAside("himpunan-lain")
    return {
        "periode": row["tahun"], "ukuran": "laporan diregistrasi", "maladministrasi": row["kategori"], "jumlah": row["jumlah"],
        "persen": row["persen"], "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:maladministration": Code("maladministrasi", scheme="maladministrasi"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("jumlah", number="id", kind="integer", unit="laporan", minimum=5),
        Series(
            "persen",
            number="id",
            kind="decimal",
            unit="persen",
            minimum=0,
            maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/persen-laporan-menurut-maladministrasi-ombudsman")},
        ),
    ),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga"), "ham:listComplete": Fixed(False)},
)
