"""Causes of divorce by province, 2024. The table prints ``Fakor`` for ``Faktor`` in each column."""

from collections.abc import Iterator

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series

SOURCE = (
    "https://github.com/Alfito1377/Clustering-Perceraian-Indonesia-Tahun-2024/blob/ea3a6dab3b7f7479308554c8dc6dafb403547512/Perceraian.csv"
)
PREFIX = "Fakor Perceraian - "


def intake(row: RawRow) -> Iterator[dict[str, str]]:
    """One figure for each cause. The footnotes say that Papua and Papua Barat include the new provinces: the old extents."""
    for column in row:
        if column.startswith(PREFIX):
            yield {
                "tahun": "2024", "wilayah": row["Provinsi"], "cakupan": "34-provinsi", "faktor": column.removeprefix(PREFIX),
                "jumlah": row[column], "source_url": SOURCE,
            }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/faktor-perceraian"),
        "sdmx-dimension:refArea": Area(
            "wilayah", kind="provinsi", vintage_column="cakupan", hold_absent=True, national=("Indonesia", "INDONESIA")
        ),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:divorceCause": Code("faktor", scheme="faktor-perceraian"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="plain", kind="integer", unit="faktor", minimum=0, marks={"...": "M", "-": "M", "ditekan": "Q"}),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
)
