"""V-Dem for ASEAN: a column for each variable."""

from kg.mapping import Country, Cube, Fixed, Period, Series

# indices run from 0 to 1, scores of the measurement model about zero
LOWEST, HIGHEST = {"v2x": 0, "v2c": -6, "v2m": -6, "v2e": -6}, {"v2x": 1, "v2c": 6, "v2m": 6, "v2e": 6}
# column: what it measures
INDICATORS = {
    "v2x_polyarchy": "vdem-demokrasi-elektoral",
    "v2x_suffr": "vdem-hak-pilih",
    "v2x_elecoff": "vdem-pejabat-terpilih",
    "v2cldiscm": "vdem-kebebasan-diskusi-laki-laki",
    "v2cldiscw": "vdem-kebebasan-diskusi-perempuan",
    "v2clacfree": "vdem-kebebasan-akademik",
    "v2cseeorgs": "vdem-kemunculan-organisasi",
    "v2csreprss": "vdem-represi-organisasi",
    "v2mecenefm": "vdem-sensor-media",
    "v2meharjrn": "vdem-pelecehan-wartawan",
    "v2meslfcen": "vdem-sensor-diri-media",
    "v2elintim": "vdem-intimidasi-pemilu",
    "v2elpeace": "vdem-kekerasan-pemilu",
    "v2elfrfair": "vdem-pemilu-bebas-adil",
}

MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Country(column="country_text_id"),
        "sdmx-dimension:refPeriod": Period("year"),
    },
    series=tuple(
        Series(
            column, number="plain", kind="decimal", unit="nilai", minimum=LOWEST[column[:3]], maximum=HIGHEST[column[:3]],
            dimensions={"ham:indicator": Fixed(f"indikator/{notation}")},
        )
        for column, notation in INDICATORS.items()
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
    ignore={"country_name": "the code beside it tells the State"},
)  # fmt: skip
