"""Social indicators of the 34 provinces in 2021, one column each. The HDI is of the old series."""

from kg.mapping import Area, Cube, Document, Fixed, Period, RawRow, Series

SOURCE = "https://github.com/sainsdataid/dataset/blob/b341d21d43746c27f1cb022744537f56fdaa7da1/Data%2034%20Provinsi%202021.csv"
RAW_COLUMNS = {
    "pdrb_per_kapita_ribu_rp": "PDRB_KAPITA",
    "ipm": "IPM",
    "pengangguran_persen": "TPT",
    "miskin_persen": "PST_KEMISKINAN",
    "harapan_hidup_laki_laki": "AHH_L",
    "harapan_hidup_perempuan": "AHH_P",
    "sekolah_7_12": "APS_07_12",
    "sekolah_13_15": "APS_13_15",
    "sekolah_16_18": "APS_16_18",
    "sekolah_19_23": "APS_19_23",
    "perokok_persen": "PST_PEROKOK",
}
IPM = {"ham:index": Fixed("indeks/indeks-pembangunan-manusia")}


def intake(row: RawRow) -> dict[str, str]:
    """One row of the raw table under our own names of columns."""
    return {
        "tahun": "2021",
        "wilayah": row["Provinsi"],
        "source_url": SOURCE,
        **{ours: row[theirs] for ours, theirs in RAW_COLUMNS.items()},
    }


MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", vintage="34-provinsi"),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:sex": Fixed("jenis-kelamin/total"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "pdrb_per_kapita_ribu_rp", number="plain", kind="decimal", unit="ribu-rupiah-per-kapita-per-tahun", minimum=1000,
            dimensions={"ham:indicator": Fixed("indikator/pdrb-per-kapita")},
        ),
        Series(
            "ipm", number="plain", kind="decimal", unit="skor", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/ipm-lama")}, attributes=IPM,
        ),
        Series(
            "pengangguran_persen", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/tpt")},
        ),
        Series(
            "miskin_persen", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/persentase-penduduk-miskin")},
        ),
        Series(
            "harapan_hidup_laki_laki", number="plain", kind="decimal", unit="tahun", minimum=30, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/angka-harapan-hidup"), "ham:sex": Fixed("jenis-kelamin/laki-laki")},
        ),
        Series(
            "harapan_hidup_perempuan", number="plain", kind="decimal", unit="tahun", minimum=30, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/angka-harapan-hidup"), "ham:sex": Fixed("jenis-kelamin/perempuan")},
        ),
        Series(
            "sekolah_7_12", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/aps-7-12")},
        ),
        Series(
            "sekolah_13_15", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/aps-13-15")},
        ),
        Series(
            "sekolah_16_18", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/aps-16-18")},
        ),
        Series(
            "sekolah_19_23", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/aps-19-23")},
        ),
        Series(
            "perokok_persen", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/persentase-perokok")},
        ),
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
)  # fmt: skip
