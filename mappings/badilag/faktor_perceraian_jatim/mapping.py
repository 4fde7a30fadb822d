"""Marriages and causes of divorce in Jawa Timur, 2020–2024. The sheet prints ``Fakor`` for ``Faktor``."""

from collections.abc import Iterator

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series

SOURCE = "https://github.com/wildkqy-ux/Dashboard-Analisis-Perceraian-2020-2024/blob/0e7545a2b9bc017516c04f9890e16bade145b8d5/data.xlsx"
PREFIX = "Fakor Perceraian - "
MARKS = {"...": "M", "-": "M", "ditekan": "Q"}


def intake(row: RawRow) -> Iterator[dict[str, str]]:
    """Marriages, and one figure for each cause."""
    name = row["Kabupaten/Kota"]
    shared = {
        "tahun": row["Tahun"], "wilayah": name, "provinsi": "Jawa Timur", "jenis": "kota" if name.startswith("Kota ") else "kabupaten",
        "source_url": SOURCE,
    }  # fmt: skip
    yield {**shared, "faktor": "nikah", "nikah": row["Nikah"]}
    for column in row:
        if column.startswith(PREFIX):
            yield {**shared, "faktor": column.removeprefix(PREFIX), "faktor_cerai": row[column]}


MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Area("wilayah", kind_column="jenis", province_column="provinsi"),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:divorceCause": Code("faktor", scheme="faktor-perceraian"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "faktor_cerai", number="plain", kind="integer", unit="faktor", minimum=0, marks=MARKS,
            dimensions={"ham:indicator": Fixed("indikator/faktor-perceraian")},
        ),
        Series(
            "nikah", number="plain", kind="integer", unit="pernikahan", minimum=0,
            dimensions={"ham:indicator": Fixed("indikator/nikah")},
        ),
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
)  # fmt: skip
