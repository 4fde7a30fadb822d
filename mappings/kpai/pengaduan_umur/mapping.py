"""Cases of child victims at KPAI by age band, 2024; the bands do not add up to the complaints of the year."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/kasus-anak-korban-kpai"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:victimAgeBand": Code("umur", scheme="kelompok-umur-kpai"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="kasus", minimum=5),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
)
