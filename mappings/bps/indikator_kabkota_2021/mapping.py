"""Welfare of regencies and cities, 2021: no codes, decimal comma in most rows and decimal point in seventy."""

from kg.mapping import Area, Cube, Document, Fixed, Period, RawRow, Series

SOURCE = "https://github.com/Ami90/Klasifikasi_Kemiskinan/blob/cbeddd2136992bcbff20566e5ad90ff52b92d6f5/Klasifikasi%20Tingkat%20Kemiskinan%20di%20Indonesia.csv"
RAW_COLUMNS = {
    "miskin_persen": "Persentase Penduduk Miskin (P0) Menurut Kabupaten/Kota (Persen)",
    "lama_sekolah_15_tahun": "Rata-rata Lama Sekolah Penduduk 15+ (Tahun)",
    "pengeluaran_disesuaikan_ribu_rp": "Pengeluaran per Kapita Disesuaikan (Ribu Rupiah/Orang/Tahun)",
    "ipm": "Indeks Pembangunan Manusia",
    "umur_harapan_hidup": "Umur Harapan Hidup (Tahun)",
    "sanitasi_persen": "Persentase rumah tangga yang memiliki akses terhadap sanitasi layak",
    "air_minum_persen": "Persentase rumah tangga yang memiliki akses terhadap air minum layak",
    "tpt_persen": "Tingkat Pengangguran Terbuka",
    "tpak_persen": "Tingkat Partisipasi Angkatan Kerja",
}
IPM = {"ham:index": Fixed("indeks/indeks-pembangunan-manusia")}


def intake(row: RawRow) -> dict[str, str]:
    """One row of the raw table. ``Bogor`` is the regency, ``Kota Bogor`` the city, ``Kota Baru`` a regency: the resolver tells
    names with Kota apart. ``Nduga *`` carries the mark of a footnote.
    """
    name = row["Kab/Kota"].rstrip("* ")
    return {
        "tahun": "2021", "provinsi": row["Provinsi"], "wilayah": name, "jenis": "" if name.startswith("Kota ") else "kabupaten",
        "source_url": SOURCE, **{ours: row[theirs] for ours, theirs in RAW_COLUMNS.items()},
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Area("wilayah", kind_column="jenis", province_column="provinsi", vintage="2021"),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "miskin_persen", number="either", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/persentase-penduduk-miskin")},
        ),
        Series(
            "lama_sekolah_15_tahun", number="either", kind="decimal", unit="tahun", minimum=0, maximum=25,
            dimensions={"ham:indicator": Fixed("indikator/rata-rata-lama-sekolah-15")},
        ),
        Series(
            "pengeluaran_disesuaikan_ribu_rp", number="either", kind="decimal", unit="ribu-rupiah-per-kapita-per-tahun", minimum=1000,
            dimensions={"ham:indicator": Fixed("indikator/pengeluaran-disesuaikan")},
        ),
        Series(
            "ipm", number="either", kind="decimal", unit="skor", minimum=20, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/ipm-seri-tak-disebut")}, attributes=IPM,
        ),
        Series(
            "umur_harapan_hidup", number="either", kind="decimal", unit="tahun", minimum=30, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/umur-harapan-hidup")},
        ),
        Series(
            "sanitasi_persen", number="either", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/akses-sanitasi-layak")},
        ),
        Series(
            "air_minum_persen", number="either", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/akses-air-minum-layak")},
        ),
        Series(
            "tpt_persen", number="either", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/tpt")},
        ),
        Series(
            "tpak_persen", number="either", kind="decimal", unit="persen", minimum=0, maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/tpak")},
        ),
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
)  # fmt: skip
