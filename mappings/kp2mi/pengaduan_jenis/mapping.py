"""Complaints of migrant workers: in all, by kind of problem, sex or procedure of departure, and how many were settled."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside

# words of the page → measure, kind, sex, procedure; the other words name a kind of complaint
COUNTED = {
    "total": ("pengaduan", "semua", "total", "semua"),
    "diselesaikan": ("pengaduan selesai", "semua", "total", "semua"),
    "masih dalam proses": ("pengaduan diproses", "semua", "total", "semua"),
    "perempuan": ("pengaduan", "semua", "perempuan", "semua"),
    "laki-laki": ("pengaduan", "semua", "laki-laki", "semua"),
    "PMI nonprosedural": ("pengaduan", "semua", "total", "nonprosedural"),
    "non prosedural": ("pengaduan", "semua", "total", "nonprosedural"),
    "PMI prosedural": ("pengaduan", "semua", "total", "prosedural"),
    "prosedural": ("pengaduan", "semua", "total", "prosedural"),
    "lainnya": ("pengaduan", "semua", "total", "lainnya"),
}


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One count of complaints; services belong to `kp2mi/layanan_pelindungan`."""
    if row["jenis"].startswith(("layanan: ", "deportasi/")):
        return SetAside("himpunan-lain")
    measure, kind, sex, procedure = COUNTED.get(row["jenis"], ("pengaduan", row["jenis"], "total", "semua"))
    cells = {name: row[name] for name in ("periode", "jumlah", "source_url")}
    return {**cells, "ukuran": measure, "jenis": kind, "jenis_kelamin": sex, "prosedur": procedure}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:migrantCaseKind": Code("jenis", scheme="kasus-pmi"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:migrantProcedure": Code("prosedur", scheme="prosedur-pmi"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="aduan", minimum=5),),
    attributes={"ham:listComplete": Fixed(False), "ham:allegationStatus": Fixed("status-dugaan/diduga")},
)
