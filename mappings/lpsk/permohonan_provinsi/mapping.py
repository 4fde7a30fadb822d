"""Requests for protection and protected persons by province of origin, from top lists."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, Series, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Area("provinsi", kind="provinsi"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:crime": Code("tindak_pidana", scheme="tindak-pidana-lpsk"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=5),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/asal-pengadu"), "ham:listComplete": Fixed(False)},
)
