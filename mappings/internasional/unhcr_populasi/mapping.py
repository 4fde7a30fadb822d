"""People of concern to UNHCR by year, country of origin and of asylum: a column for each group."""

from kg.mapping import Country, Cube, Fixed, Period, Series

# column: what it measures
INDICATORS = {
    "refugees": "pengungsi",
    "asylum_seekers": "pencari-suaka",
    "returned_refugees": "pengungsi-kembali",
    "idps": "pengungsi-internal",
    "returned_idps": "pengungsi-internal-kembali",
    "stateless": "tanpa-kewarganegaraan",
}

MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Country(column="coa_iso"),
        "ham:originCountry": Country(column="coo_iso"),
        "sdmx-dimension:refPeriod": Period("year"),
    },
    series=tuple(
        Series(
            column, number="plain", kind="integer", unit="orang", minimum=0,
            dimensions={"ham:indicator": Fixed(f"indikator/{notation}")},
        )
        for column, notation in INDICATORS.items()
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/negara-suaka")},
    ignore={
        **dict.fromkeys(("coo_name", "coo", "coa_name", "coa"), "the ISO code beside it tells the State"),
        **dict.fromkeys(("ooc", "oip", "hst"), "the source that was read does not define these groups"),
    },
)  # fmt: skip
