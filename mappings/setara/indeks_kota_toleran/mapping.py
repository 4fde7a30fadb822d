"""Tolerant City Index of SETARA: the ten best and ten worst cities of each edition. The English page has a column of its own."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series, StatusColumn

KINDS = {"Jakarta": "provinsi", "RATA-RATA NASIONAL": ""}  # everything else is a city


def intake(row: RawRow) -> dict[str, str]:
    """One score; those with a decimal point go to their own column. The edition of 2024 has another method: status B."""
    place = row["kota"]
    is_mean = place == "RATA-RATA NASIONAL"
    return {
        "tahun_indeks": row["tahun_indeks"], "wilayah": "Indonesia" if is_mean else place, "jenis": KINDS.get(place, "kota"),
        "ukuran": "rata-rata skor" if is_mean else "skor", "skor_titik" if "." in row["skor"] else "skor": row["skor"],
        "status": "B" if row["tahun_indeks"] == "2024" else "", "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:index": Fixed("indeks/indeks-kota-toleran"),
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Area("wilayah", kind_column="jenis", national=("Indonesia",)),
        "sdmx-dimension:refPeriod": Period("tahun_indeks"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("skor", number="id", kind="decimal", unit="skor", minimum=1, maximum=7, status=StatusColumn("status")),
        Series("skor_titik", number="plain", kind="decimal", unit="skor", minimum=1, maximum=7, status=StatusColumn("status")),
    ),
    attributes={"ham:listComplete": Fixed(False)},
    ignore={"peringkat": "the rank among the cities rated: told by the scores, and no quantity"},
)
