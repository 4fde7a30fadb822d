"""Violence against women in CATAHU by source of data. Data years, not years of publication; cases and reports are different units."""

from kg.mapping import Code, Country, Cube, Document, Period, Series, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("tahun_data"),
        "ham:caseSource": Code("sumber", scheme="sumber-catahu"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=5),),
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
