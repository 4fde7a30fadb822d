"""Indonesian Democracy Index: two methods, two indicators. Pages with a decimal point have a column of their own."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series, SetAside, StatusColumn


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One score; those with a decimal point go to their own column. Papua 2024 may be the old or the new extent."""
    if (row["tahun"], row["provinsi"]) == ("2024", "Papua"):
        return SetAside("wilayah-tidak-jelas")
    return {
        "tahun": row["tahun"], "wilayah": row["provinsi"], "metode": row["metode"], "source_url": row["source_url"],
        "skor_titik" if "." in row["skor"] else "skor": row["skor"], "status": "B" if row["tahun"] == "2021" else "",
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:index": Fixed("indeks/indeks-demokrasi-indonesia"),
        "ham:indicator": Code("metode", scheme="indikator"),
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", vintage="34-provinsi", national=("INDONESIA",)),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("skor", number="id", kind="decimal", unit="skor", minimum=0, maximum=100, status=StatusColumn("status")),
        Series("skor_titik", number="plain", kind="decimal", unit="skor", minimum=0, maximum=100, status=StatusColumn("status")),
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik"), "ham:listComplete": Fixed(False)},
)
