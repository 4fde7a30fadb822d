"""Placements of migrant workers by province of origin: nearly all provinces in 2014, top lists since."""

from kg.mapping import Area, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/penempatan-pekerja-migran"),
        "sdmx-dimension:refArea": Area("provinsi", kind="provinsi", vintage_column="cakupan"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="penempatan", minimum=5, raw_column="tercetak"),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/asal-pekerja-migran"), "ham:listComplete": Fixed(False)},
)
