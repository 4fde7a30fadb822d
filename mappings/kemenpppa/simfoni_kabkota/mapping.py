"""Violence recorded in SIMFONI PPA by regency and city, partial lists. Counts of one to four hold the mark ``ditekan``."""

from kg.mapping import Area, Cube, Document, Fixed, Period, Series

MARKS = {"belum ada data": "M", "ditekan": "Q"}

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/kasus-kekerasan-simfoni"),
        "sdmx-dimension:refArea": Area("kabupaten_kota", province_column="provinsi"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="kasus", minimum=5, marks=MARKS),),
    attributes={"ham:listComplete": Fixed(False)},
)
