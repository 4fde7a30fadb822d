"""Area by region. Codes went through a number: where one lost its zeros, the name beside it must agree."""

from kg.mapping import Area, Cube, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/luas-wilayah"),
        "sdmx-dimension:refArea": Area("kode", code_list="kemendagri-2025", name_column="nama", vintage="38-provinsi"),
        "sdmx-dimension:refPeriod": Period(template="2024/2025"),
    },
    series=(Series("luas", number="plain", kind="decimal", unit="kilometer-persegi", minimum=1),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
)
