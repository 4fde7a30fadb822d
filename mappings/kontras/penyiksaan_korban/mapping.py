"""Victims of torture recorded by KontraS: in all, injured, killed, and by class. Persons, alleged."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="korban", minimum=5, marks={"ditekan": "Q"}),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
    ignore={"wilayah": "always Indonesia"},
)
