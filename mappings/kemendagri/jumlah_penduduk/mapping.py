"""Population by region and sex, read as the ministry's table stands: a column for each sex and the total."""

from kg.mapping import Area, Cube, Fixed, Period, Series, SumOf

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/jumlah-penduduk"),
        "sdmx-dimension:refArea": Area("kode", code_list="kemendagri-2025", national=("0",)),
        "sdmx-dimension:refPeriod": Period(template="2024/2025"),
    },
    series=(
        Series("pria", number="plain", kind="integer", unit="orang", minimum=1, dimensions={"ham:sex": Fixed("jenis-kelamin/laki-laki")}),
        Series("wanita", number="plain", kind="integer", unit="orang", minimum=1, dimensions={"ham:sex": Fixed("jenis-kelamin/perempuan")}),
        Series(
            "total", number="plain", kind="integer", unit="orang", minimum=1, follows=SumOf(("pria", "wanita")),
            dimensions={"ham:sex": Fixed("jenis-kelamin/total")},
        ),
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
    ignore={"nama": "the code tells the region; its names stand in kemendagri/wilayah"},
)  # fmt: skip
