"""Prisoners on death row: in all, by offence, sex, citizenship or prison, and by province of detention."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series

UNDIVIDED = {"wilayah": "Indonesia", "tindak_pidana": "semua", "jenis_kelamin": "total", "kewarganegaraan": "semua", "lapas": "semua"}
DIVIDED_BY = {
    "provinsi": "wilayah", "kasus": "tindak_pidana", "jenis kelamin": "jenis_kelamin", "kewarganegaraan": "kewarganegaraan",
    "lapas": "lapas",
}  # fmt: skip


def intake(row: RawRow) -> dict[str, str]:
    """One count, divided by one thing at most. Provinces with one to four persons come suppressed."""
    cells = {**UNDIVIDED, "periode": row["tanggal_data"], "ukuran": "terpidana mati", "source_url": row["source_url"]}
    kind, name, count = row["dimensi"], row["kategori"], row["jumlah"]
    if kind in DIVIDED_BY:
        cells[DIVIDED_BY[kind]] = name
    elif name == "WNA":
        cells["kewarganegaraan"] = name
    elif name.startswith("menunggu"):
        cells["ukuran"] = "menunggu lebih dari 10 tahun"
    if kind == "provinsi":
        return {**cells, "jumlah_provinsi": count}
    return {**cells, "jumlah_nasional": count}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", national=("Indonesia",)),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:offence": Code("tindak_pidana", scheme="tindak-pidana-pemidanaan"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:convictCitizenship": Code("kewarganegaraan", scheme="kewarganegaraan-terpidana"),
        "ham:prisonFacility": Code("lapas", scheme="upt-pemasyarakatan"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("jumlah_nasional", number="id", kind="integer", unit="orang", minimum=1),
        Series(
            "jumlah_provinsi", number="id", kind="integer", unit="orang", minimum=5, marks={"ditekan": "Q"},
            attributes={"ham:areaRole": Fixed("peran-wilayah/tempat-penahanan"), "ham:listComplete": Fixed(False)},
        ),
    ),
)  # fmt: skip
