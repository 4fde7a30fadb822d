"""Human rights protection score by State and year."""

from kg.mapping import Country, Cube, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/skor-perlindungan-ham"),
        "sdmx-dimension:refArea": Country(column="Entity"),
        "sdmx-dimension:refPeriod": Period("Year"),
    },
    series=(Series("Human rights protection", number="plain", kind="decimal", unit="skor", minimum=-10, maximum=10),),
    attributes={
        "ham:areaRole": Fixed("peran-wilayah/wilayah-statistik"),
        "ham:index": Fixed("indeks/skor-perlindungan-ham"),
    },
)
