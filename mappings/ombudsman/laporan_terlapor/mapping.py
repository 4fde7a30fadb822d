"""Reports to the Ombudsman by class of institution. Reports closed (2024) and reports received are different indicators."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One class of institutions reported."""
    if row["dimensi"] != "instansi terlapor":
        return SetAside("himpunan-lain")
    return {
        "periode": row["tahun"], "ukuran": "laporan diterima", "terlapor": row["kategori"], "jumlah": row["jumlah"],
        "persen": row["persen"], "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:reportedInstitution": Code("terlapor", scheme="terlapor-ombudsman"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("jumlah", number="id", kind="integer", unit="laporan", minimum=0),
        Series(
            "persen",
            number="id",
            kind="decimal",
            unit="persen",
            minimum=0,
            maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/persen-laporan-menurut-terlapor-ombudsman")},
        ),
    ),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga"), "ham:listComplete": Fixed(False)},
)
