"""Cases of Indonesian citizens in Cambodia, without health data."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series, StatusColumn, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("KHM"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "jumlah", number="id", kind="integer", unit=UnitColumn("satuan"),
            status=StatusColumn("status"), raw_column="tercetak", minimum=5,
        ),
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/negara-kejadian")},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)  # fmt: skip
