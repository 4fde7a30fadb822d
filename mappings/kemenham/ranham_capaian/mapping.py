"""Achievement of the actions of RANHAM. One page writes the decimal point, the others the decimal comma: each format has its own column."""

from kg.mapping import Area, Code, Cube, Document, Period, RawRow, Series, UnitColumn

PERIODS = {"B04 2022": "Januari-April 2022", "B08 2022": "Mei-Agustus 2022", "B08 2025": "Mei-Agustus 2025"}
# words of the page and unit → measure of ours, where they differ
MEASURES = {
    ("aksi HAM ditugaskan", "aksi"): "aksi ditugaskan", ("aksi HAM tercapai", "aksi"): "aksi tercapai",
    ("capaian", "persen"): "persen tercapai", ("target laporan capaian", "persen"): "target persen",
    ("target", "nilai"): "target capaian", ("capaian rata-rata", "persen"): "rata-rata persen capaian",
}  # fmt: skip


def intake(row: RawRow) -> dict[str, str]:
    """One figure. Counts, scores with a decimal comma, and those of the page of 2021 with a decimal point have a column each."""
    body, area = row["pelaksana"], "INDONESIA"
    if body == "Provinsi Jawa Tengah":
        body, area = "Provinsi", "Jawa Tengah"
    decimal = "nilai_titik" if row["periode_pelaporan"] == "2021" else "nilai"
    return {
        "periode": PERIODS.get(row["periode_pelaporan"], row["periode_pelaporan"]), "pelaksana": body, "wilayah": area,
        "ukuran": MEASURES.get((row["uraian"], row["satuan"]), row["uraian"]), "satuan": row["satuan"],
        "jumlah" if row["satuan"] in ("aksi", "provinsi") else decimal: row["nilai"], "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", national=("INDONESIA",)),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:implementingLevel": Code("pelaksana", scheme="pelaksana-ranham"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("jumlah", number="plain", kind="integer", unit=UnitColumn("satuan"), minimum=0),
        Series("nilai", number="id", kind="decimal", unit=UnitColumn("satuan"), minimum=0, maximum=100),
        Series("nilai_titik", number="plain", kind="decimal", unit=UnitColumn("satuan"), minimum=0, maximum=100),
    ),
    ignore={"laporan": "name of the report (B04, B08), told by the period"},
)
