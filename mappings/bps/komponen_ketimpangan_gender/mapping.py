"""Two parts of the Gender Inequality Index, Jawa Barat: labour force participation by sex, women in the legislature."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Area("wilayah", kind_column="jenis"),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("persen", number="id", kind="decimal", unit="persen", minimum=0, maximum=100),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik"), "ham:listComplete": Fixed(False)},
)
