"""Services of protection given to migrant workers in 2024: persons, each service an indicator of its own."""

from kg.mapping import Code, Country, Cube, Document, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("layanan", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="orang", minimum=5),),
)
