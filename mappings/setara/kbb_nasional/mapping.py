"""Violations of freedom of religion or belief recorded by SETARA: events, acts, by alleged perpetrator or place of worship."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:allegedActor": Code("terduga_pelaku", scheme="terduga-pelaku"),
        "ham:placeOfWorship": Code("rumah_ibadah", scheme="rumah-ibadah"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=1),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga"), "ham:listComplete": Fixed(False)},
)
