"""Events of violation of freedom of religion or belief recorded by SETARA, by province: top lists only."""

from kg.mapping import Area, Cube, Document, Fixed, Flag, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/peristiwa-pelanggaran-kbb"),
        "sdmx-dimension:refArea": Area("provinsi", kind="provinsi"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="peristiwa", minimum=1),),
    attributes={
        "ham:allegationStatus": Fixed("status-dugaan/diduga"),
        "ham:areaRole": Fixed("peran-wilayah/tempat-kejadian"),
        "ham:listComplete": Fixed(False),
        "ham:periodComplete": Flag("periode_lengkap"),
    },
)
