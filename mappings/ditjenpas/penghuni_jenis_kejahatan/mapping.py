"""Prison population by offence, from three pages whose classes differ."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/penghuni-menurut-tindak-pidana"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:offence": Code("tindak_pidana", scheme="tindak-pidana-pemidanaan"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("penghuni", number="id", kind="integer", unit="narapidana-tahanan", minimum=5),),
    attributes={"ham:listComplete": Fixed(False)},
)
