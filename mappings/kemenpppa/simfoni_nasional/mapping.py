"""Violence recorded in SIMFONI PPA, nationwide: cases and victims are indicators of their own, each with its unit."""

from kg.mapping import Code, Country, Cube, Document, Period, Series, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:violenceType": Code("jenis_kekerasan", scheme="jenis-kekerasan-simfoni"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=5),),
)
