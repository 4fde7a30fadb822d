"""Gender Inequality Index of BPS: the country, some provinces, and two regencies of Jawa Barat."""

from kg.mapping import Area, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:index": Fixed("indeks/indeks-ketimpangan-gender"),
        "ham:indicator": Fixed("indikator/skor-indeks-ketimpangan-gender"),
        "sdmx-dimension:refArea": Area("wilayah", kind_column="jenis", vintage="34-provinsi", national=("Indonesia",)),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("skor", number="id", kind="decimal", unit="skor", minimum=0, maximum=1),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik"), "ham:listComplete": Fixed(False)},
)
