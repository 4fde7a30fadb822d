"""Reports to the Ombudsman by kind of intake; what a representative office received has the office's area, not a province."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series, StatusColumn, Thing

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:intakeKind": Code("cara", scheme="jenis-penerimaan-ombudsman"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("jumlah", number="id", kind="integer", unit="laporan", minimum=0, status=StatusColumn("status")),
        Series(
            "jumlah_kantor",
            number="id",
            kind="integer",
            unit="laporan",
            minimum=0,
            dimensions={"sdmx-dimension:refArea": Thing("kantor", family="wilayah/perwakilan-ombudsman", codes=True)},
            attributes={"ham:areaRole": Fixed("peran-wilayah/kantor-penerima")},
        ),
    ),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
)
