"""Protection services of LPSK by kind; services are counted, not persons."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/layanan-diberikan-lpsk"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:protectionService": Code("layanan", scheme="layanan-lpsk"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="layanan", minimum=5),),
    attributes={"ham:listComplete": Fixed(False)},
)
