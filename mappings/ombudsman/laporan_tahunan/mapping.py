"""Reports to the Ombudsman by year. The total of 2025 counts consultations and copies: a series break."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside, StatusColumn

COPY = "http://goyalorthodontics.com/"  # a machine-made copy with changed digits and words
MEASURES = {"laporan diselesaikan": "laporan diselesaikan", "diselesaikan": "laporan diselesaikan", "diregistrasi": "laporan diregistrasi"}


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One total of a year. 2025 counts consultations and copies too: status B."""
    if row["dimensi"] != "total":
        return SetAside("himpunan-lain")
    if row["source_url"].startswith(COPY):
        return SetAside("kepercayaan")
    measure = MEASURES.get(row["kategori"], "laporan diterima")
    return {
        "periode": row["tahun"], "ukuran": measure, "jumlah": row["jumlah"], "persen": row["persen"], "source_url": row["source_url"],
        "status": "B" if (row["tahun"], measure) == ("2025", "laporan diterima") else "",
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("jumlah", number="id", kind="integer", unit="laporan", minimum=0, status=StatusColumn("status")),
        Series("jumlah_en", number="en", kind="integer", unit="laporan", minimum=0),
        Series(
            "persen",
            number="id",
            kind="decimal",
            unit="persen",
            minimum=0,
            maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/persen-laporan-diselesaikan-ombudsman")},
        ),
    ),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
