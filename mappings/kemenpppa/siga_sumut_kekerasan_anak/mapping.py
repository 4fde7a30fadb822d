"""Child victims of violence in North Sumatra, a wide table: a series for each column; the protected table is read, never the raw one."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series

SOURCE = "https://github.com/audreyribkaa/Analisis-kekerasan-anak-di-Sumatera-Utara/blob/258e128b5e26d077dae52fafae8358bc5ebd4215/dataset%20siga.xlsx"
KEYS = ("Tahun", "Kabupaten/Kota", "Jenis Kelamin")
# column, counting unit, indicator, and the dimension that the column speaks of
COLUMNS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("Kekerasan Fisik", "korban", "korban-kekerasan-anak-simfoni", {"ham:violenceType": "jenis-kekerasan-simfoni/fisik"}),
    ("Kekerasan Psikis", "korban", "korban-kekerasan-anak-simfoni", {"ham:violenceType": "jenis-kekerasan-simfoni/psikis"}),
    ("Kekerasan Seksual", "korban", "korban-kekerasan-anak-simfoni", {"ham:violenceType": "jenis-kekerasan-simfoni/seksual"}),
    ("Eksploitasi", "korban", "korban-kekerasan-anak-simfoni", {"ham:violenceType": "jenis-kekerasan-simfoni/eksploitasi"}),
    ("Trafficking", "korban", "korban-kekerasan-anak-simfoni", {"ham:violenceType": "jenis-kekerasan-simfoni/trafficking"}),
    ("Penelantaran", "korban", "korban-kekerasan-anak-simfoni", {"ham:violenceType": "jenis-kekerasan-simfoni/penelantaran"}),
    ("Kekerasan Lainnya", "korban", "korban-kekerasan-anak-simfoni", {"ham:violenceType": "jenis-kekerasan-simfoni/lainnya"}),
    ("0-5 tahun", "korban", "korban-kekerasan-anak-simfoni", {"ham:victimAgeBand": "kelompok-umur-simfoni/0-5"}),
    ("6-12 tahun", "korban", "korban-kekerasan-anak-simfoni", {"ham:victimAgeBand": "kelompok-umur-simfoni/6-12"}),
    ("13-17 tahun", "korban", "korban-kekerasan-anak-simfoni", {"ham:victimAgeBand": "kelompok-umur-simfoni/13-17"}),
    ("Rumah", "kasus", "kasus-kekerasan-anak-simfoni", {"ham:eventSetting": "tempat-kejadian-simfoni/rumah-tangga"}),
    ("Tempat Bekerja", "kasus", "kasus-kekerasan-anak-simfoni", {"ham:eventSetting": "tempat-kejadian-simfoni/tempat-kerja"}),
    (
        "Lingkungan Masyarakat",
        "kasus",
        "kasus-kekerasan-anak-simfoni",
        {"ham:eventSetting": "tempat-kejadian-simfoni/lingkungan-masyarakat"},
    ),
    ("Sekolah", "kasus", "kasus-kekerasan-anak-simfoni", {"ham:eventSetting": "tempat-kejadian-simfoni/sekolah"}),
    ("Lainnya", "kasus", "kasus-kekerasan-anak-simfoni", {"ham:eventSetting": "tempat-kejadian-simfoni/lainnya"}),
    ("Fasilitas Umum", "kasus", "kasus-kekerasan-anak-simfoni", {"ham:eventSetting": "tempat-kejadian-simfoni/fasilitas-umum"}),
    ("Pengaduan", "layanan", "layanan-korban-anak-simfoni", {"ham:victimService": "layanan-korban-simfoni/pengaduan"}),
    ("Kesehatan", "layanan", "layanan-korban-anak-simfoni", {"ham:victimService": "layanan-korban-simfoni/kesehatan"}),
    (
        "Bantuan Hukum dan Penegakan",
        "layanan",
        "layanan-korban-anak-simfoni",
        {"ham:victimService": "layanan-korban-simfoni/bantuan-hukum"},
    ),
    ("Penegakan", "layanan", "layanan-korban-anak-simfoni", {"ham:victimService": "layanan-korban-simfoni/penegakan"}),
    ("Rehabilitasi Sosial", "layanan", "layanan-korban-anak-simfoni", {"ham:victimService": "layanan-korban-simfoni/rehabilitasi-sosial"}),
    (
        "Pemulangan dan Reintegrasi Sosial",
        "layanan",
        "layanan-korban-anak-simfoni",
        {"ham:victimService": "layanan-korban-simfoni/pemulangan-reintegrasi"},
    ),
    (
        "Pendampingan Tokoh Agama",
        "layanan",
        "layanan-korban-anak-simfoni",
        {"ham:victimService": "layanan-korban-simfoni/pendampingan-tokoh-agama"},
    ),
    ("Mediasi", "layanan", "layanan-korban-anak-simfoni", {"ham:victimService": "layanan-korban-simfoni/mediasi"}),
)
OFFENDERS = (
    "Orang Tua",
    "Keluarga",
    "Tetangga",
    "Petugas di sekolah (Guru dll)",
    "Teman dekat",
    "Lainnya (2)",
    "Na",
    "Suami/Istri",
    "Majikan",
    "Rekan Kerja",
)


def intake(row: RawRow) -> dict[str, str]:
    """The row, with the document that it comes from and the province that its places lie in."""
    cells = {column: row[column] for column in (*KEYS, *(column for column, *_ in COLUMNS))}
    return {"source_url": SOURCE, "provinsi": "Sumatera Utara", **cells}


MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Area("Kabupaten/Kota", province_column="provinsi"),
        "sdmx-dimension:refPeriod": Period("Tahun"),
        "ham:sex": Code("Jenis Kelamin", scheme="jenis-kelamin"),
        "ham:violenceType": Fixed("jenis-kekerasan-simfoni/semua"),
        "ham:victimAgeBand": Fixed("kelompok-umur-simfoni/semua"),
        "ham:eventSetting": Fixed("tempat-kejadian-simfoni/semua"),
        "ham:victimService": Fixed("layanan-korban-simfoni/semua"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=tuple(
        Series(
            column, number="plain", kind="integer", unit=unit, minimum=0, marks={"ditekan": "Q"},
            dimensions={"ham:indicator": Fixed(f"indikator/{indicator}"), **{name: Fixed(value) for name, value in dimension.items()}},
        )
        for column, unit, indicator, dimension in COLUMNS
    ),
)  # fmt: skip
