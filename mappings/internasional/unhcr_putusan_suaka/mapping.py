"""Asylum decisions of UNHCR's tables: a column for each outcome; counted by person or by case."""

from kg.mapping import Code, Country, Cube, Fixed, Period, Series, SumOf

# column: what it measures
INDICATORS = {
    "dec_recognized": "suaka-diakui",
    "dec_other": "suaka-perlindungan-lain",
    "dec_rejected": "suaka-ditolak",
    "dec_closed": "suaka-ditutup",
    "dec_total": "suaka-diputus",
}
TOTAL = SumOf(("dec_recognized", "dec_other", "dec_rejected", "dec_closed"))

MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Country(column="coa_iso"),
        "ham:originCountry": Country(column="coo_iso"),
        "sdmx-dimension:refPeriod": Period("year"),
        "ham:asylumProcedure": Code("procedure_type", scheme="jenis-prosedur-suaka"),
        "ham:decisionLevel": Code("dec_level", scheme="tingkat-putusan-suaka"),
        "ham:decisionUnit": Code("dec_pc", scheme="satuan-permohonan-suaka"),
    },
    series=tuple(
        Series(
            column, number="plain", kind="integer", unit="putusan", minimum=0,
            dimensions={"ham:indicator": Fixed(f"indikator/{notation}")}, follows=TOTAL if column == "dec_total" else None,
        )
        for column, notation in INDICATORS.items()
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/negara-suaka")},
    ignore=dict.fromkeys(("coo_name", "coo", "coa_name", "coa"), "the ISO code beside it tells the State"),
)  # fmt: skip
