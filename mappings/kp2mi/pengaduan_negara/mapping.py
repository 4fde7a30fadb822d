"""Complaints of migrant workers by country, from partial lists; one list of unclear time coverage is an indicator of its own."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:destinationCountry": Country(column="negara"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="aduan", minimum=0),),
    attributes={"ham:listComplete": Fixed(False), "ham:allegationStatus": Fixed("status-dugaan/diduga")},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
