"""Tolerant City Index of SETARA: the ten best and ten worst cities of each edition. The English page has a column of its own."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, Series, StatusColumn

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
