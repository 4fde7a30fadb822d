"""Prison population rate by State, names in English."""

from kg.mapping import Country, Cube, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/penghuni-penjara-per-100000"),
        "sdmx-dimension:refArea": Country(column="Entity"),
        "sdmx-dimension:refPeriod": Period("Year"),
    },
    series=(
        Series(
            "Prison population rate (World Prison Brief 2018)",
            number="plain", kind="decimal", unit="per-100000-penduduk", minimum=0, maximum=2000,
        ),
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
)  # fmt: skip
