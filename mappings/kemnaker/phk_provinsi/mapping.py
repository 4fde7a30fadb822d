"""Workers laid off by province in 2023, and the sum of cumulative monthly figures that was published as a number of workers, kept apart."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", national=("Indonesia",)),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="orang", minimum=5, marks={"ditekan": "Q"}),),
    attributes={"ham:listComplete": Fixed(False)},
)
