"""Violence recorded in SIMFONI PPA by province, partial lists. A count of one to four is not held: its mark is ``ditekan``."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, Series, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Area("provinsi", kind="provinsi"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:violenceType": Code("jenis_kekerasan", scheme="jenis-kekerasan-simfoni"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=5, marks={"ditekan": "Q"}),),
    attributes={"ham:listComplete": Fixed(False)},
)
