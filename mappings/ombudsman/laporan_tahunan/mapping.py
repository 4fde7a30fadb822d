"""Reports to the Ombudsman by year. The total of 2025 counts consultations and copies: a series break."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series, StatusColumn

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
