"""Poverty and inequality by province and area of residence, March and September 2016–2021."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series, SetAside

SOURCE = "https://github.com/ratihrdlyh/dashboard-kemiskinan-dan-ketimpangan-Provinsi-Indonesia/blob/103e7da1dfc3d7b18c9266eeceb272b87db6f53a/kemiskinan.xlsx"
RAW_COLUMNS = {
    "garis_bukan_makanan_rp": "Garis Kemiskinan Non-Makanan (Rupiah/Kapita/Bulan)",
    "garis_makanan_rp": "Garis Kemiskinan Makanan (Rupiah/Kapita/Bulan)",
    "garis_kemiskinan_rp": "Garis Kemiskinan (Rupiah/Kapita/Bulan)",
    "persen_miskin": "Persentase Penduduk Miskin %",
    "jumlah_miskin_ribu": "Jumlah Penduduk Miskin (Ribu Jiwa)",
    "kedalaman_kemiskinan": "Indeks Kedalaman Kemiskinan",
    "gini": "Gini Ratio",
}
MONTHS = {"Semester 1 (Maret)": "03", "Semester 2 (September)": "09"}
# rural rows of Aceh that stand twice with other figures, while those of September are missing: the labels are mixed up
CONTRADICTORY = {("ACEH", year, "Semester 1 (Maret)", "Perdesaan") for year in ("2016", "2018")}


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One row of the raw table. A formula is what the copyist calculated, and no figure."""
    area, year, half, residence = row["Provinsi"], row["Tahun"], row["Periode"], row["Daerah"]
    if (area, residence) == ("DKI JAKARTA", "Perdesaan"):
        return SetAside("isian-penyalin")
    if (area, year, half, residence) in CONTRADICTORY:
        return SetAside("bertentangan")
    if half not in MONTHS:
        raise row.fail("Periode", "is no half-year that the mapping knows")
    figures = {ours: row[theirs] for ours, theirs in RAW_COLUMNS.items() if not row[theirs].startswith("=")}
    return {"tahun": year, "bulan": MONTHS[half], "wilayah": area, "daerah": residence, "source_url": SOURCE, **figures}


MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", vintage="34-provinsi"),
        "sdmx-dimension:refPeriod": Period(template="{tahun}-{bulan}"),
        "ham:urbanRural": Code("daerah", scheme="daerah-tempat-tinggal"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "garis_bukan_makanan_rp", number="plain", kind="decimal", unit="rupiah-per-kapita-per-bulan", minimum=30000,
            dimensions={"ham:indicator": Fixed("indikator/garis-kemiskinan-bukan-makanan")},
        ),
        Series(
            "garis_makanan_rp", number="plain", kind="decimal", unit="rupiah-per-kapita-per-bulan", minimum=100000,
            dimensions={"ham:indicator": Fixed("indikator/garis-kemiskinan-makanan")},
        ),
        Series(
            "garis_kemiskinan_rp", number="plain", kind="decimal", unit="rupiah-per-kapita-per-bulan", minimum=150000,
            dimensions={"ham:indicator": Fixed("indikator/garis-kemiskinan")},
        ),
        Series(
            "persen_miskin", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/persentase-penduduk-miskin")},
        ),
        Series(
            "jumlah_miskin_ribu", number="plain", kind="decimal", unit="ribu-orang", minimum=0,
            dimensions={"ham:indicator": Fixed("indikator/jumlah-penduduk-miskin")},
        ),
        Series(
            "kedalaman_kemiskinan", number="plain", kind="decimal", unit="nilai", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/kedalaman-kemiskinan")},
        ),
        Series(
            "gini", number="plain", kind="decimal", unit="nilai", minimum=0, maximum=1,
            dimensions={"ham:indicator": Fixed("indikator/gini")},
        ),
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
)  # fmt: skip
