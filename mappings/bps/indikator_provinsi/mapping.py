"""Indicators of welfare by province from five yearbooks. Two HDI series and two concepts of access are indicators of their own."""

from kg.mapping import Area, Cube, Document, Fixed, Period, RawRow, Series, SetAside

COLUMNS = {
    "tpt_aug_pct": "tpt_agustus_persen",
    "tpak_aug_pct": "tpak_agustus_persen",
    "pdrb_pc_adhk2010_thousand_rp": "pdrb_per_kapita_adhk_ribu_rp",
    "pdrb_growth_pct": "pertumbuhan_pdrb_persen",
    "pdrb_pc_growth_pct": "pertumbuhan_pdrb_per_kapita_persen",
    "food_exp_pc_month_rp": "pengeluaran_makanan_rp",
    "nonfood_exp_pc_month_rp": "pengeluaran_bukan_makanan_rp",
    "total_exp_pc_month_rp": "pengeluaran_rp",
}
FIRST_YEAR_OF_38 = {"hdi": "2022", "pdrb_growth_pct": "2023", "pdrb_pc_growth_pct": "2023", "pdrb_pc_adhk2010_thousand_rp": "2023"}
IPM = {"ham:index": Fixed("indeks/indeks-pembangunan-manusia")}
YEAR, MARCH, AUGUST = Period("tahun"), Period(template="{tahun}-03"), Period(template="{tahun}-08")


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One figure of the raw table, in its own column. The share of food was calculated by who extracted the figures."""
    variable, year = row["variable_code"], row["year"]
    if variable == "food_share_pct":
        return SetAside("isian-penyalin")
    return {
        "tahun": year, "wilayah": row["province"], "source_url": row["source_url"],
        "cakupan": "38-provinsi" if year >= FIRST_YEAR_OF_38.get(variable, "2024") else "34-provinsi",
        column_of(row, variable, year): row["value"],
    }  # fmt: skip


def column_of(row: RawRow, variable: str, year: str) -> str:
    """Where a figure belongs: series and concepts that changed have a column for each."""
    if variable == "hdi":
        return "ipm_lama" if year < "2021" else "ipm_revisi"
    if variable in ("sanitation_access_pct", "drinking_water_access_pct"):
        name = "sanitasi_layak_persen" if variable.startswith("sanitation") else "air_minum_layak_persen"
        return f"{name}_konsep_lama" if year < "2016" else name
    if variable not in COLUMNS:
        raise row.fail("variable_code", "is a variable that the mapping does not know")
    return COLUMNS[variable]


MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", vintage_column="cakupan", hold_absent=True),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "tpt_agustus_persen", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/tpt-agustus"), "sdmx-dimension:refPeriod": AUGUST},
        ),
        Series(
            "tpak_agustus_persen", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/tpak-agustus"), "sdmx-dimension:refPeriod": AUGUST},
        ),
        Series(
            "ipm_lama", number="plain", kind="decimal", unit="skor", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/ipm-lama"), "sdmx-dimension:refPeriod": YEAR}, attributes=IPM,
        ),
        Series(
            "ipm_revisi", number="plain", kind="decimal", unit="skor", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/ipm-revisi"), "sdmx-dimension:refPeriod": YEAR}, attributes=IPM,
        ),
        Series(
            "pdrb_per_kapita_adhk_ribu_rp", number="plain", kind="decimal", unit="ribu-rupiah-per-kapita-per-tahun", minimum=1000,
            dimensions={"ham:indicator": Fixed("indikator/pdrb-per-kapita-adhk"), "sdmx-dimension:refPeriod": YEAR},
        ),
        Series(
            "pertumbuhan_pdrb_persen", number="plain", kind="decimal", unit="persen", minimum=-50, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/pertumbuhan-pdrb"), "sdmx-dimension:refPeriod": YEAR},
        ),
        Series(
            "pertumbuhan_pdrb_per_kapita_persen", number="plain", kind="decimal", unit="persen", minimum=-50, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/pertumbuhan-pdrb-per-kapita"), "sdmx-dimension:refPeriod": YEAR},
        ),
        Series(
            "sanitasi_layak_persen_konsep_lama", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/akses-sanitasi-layak-konsep-lama"), "sdmx-dimension:refPeriod": YEAR},
        ),
        Series(
            "sanitasi_layak_persen", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/akses-sanitasi-layak"), "sdmx-dimension:refPeriod": YEAR},
        ),
        Series(
            "air_minum_layak_persen_konsep_lama", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/akses-air-minum-layak-konsep-lama"), "sdmx-dimension:refPeriod": YEAR},
        ),
        Series(
            "air_minum_layak_persen", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/akses-air-minum-layak"), "sdmx-dimension:refPeriod": YEAR},
        ),
        Series(
            "pengeluaran_makanan_rp", number="plain", kind="decimal", unit="rupiah-per-kapita-per-bulan", minimum=50000,
            dimensions={"ham:indicator": Fixed("indikator/pengeluaran-makanan"), "sdmx-dimension:refPeriod": MARCH},
        ),
        Series(
            "pengeluaran_bukan_makanan_rp", number="plain", kind="decimal", unit="rupiah-per-kapita-per-bulan", minimum=50000,
            dimensions={"ham:indicator": Fixed("indikator/pengeluaran-bukan-makanan"), "sdmx-dimension:refPeriod": MARCH},
        ),
        Series(
            "pengeluaran_rp", number="plain", kind="decimal", unit="rupiah-per-kapita-per-bulan", minimum=100000,
            dimensions={"ham:indicator": Fixed("indikator/pengeluaran-total"), "sdmx-dimension:refPeriod": MARCH},
        ),
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
)  # fmt: skip
