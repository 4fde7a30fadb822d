"""Violence against women in CATAHU by domain. From data of 2022 on domestic workers belong to the public domain: a series break."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, StatusColumn

SOURCES = {"pengaduan langsung Komnas Perempuan": "Komnas Perempuan", "semua sumber": "semua"}


def intake(row: RawRow) -> dict[str, str]:
    """One domain of violence. In 2022 domestic workers moved to the public domain: status B."""
    cells = {name: row[name] for name in ("tahun_data", "ranah", "jumlah", "persen", "source_url")}
    return {**cells, "sumber": SOURCES[row["sumber_data"]], "status": "B" if row["tahun_data"] == "2022" else ""}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/kasus-kekerasan-berbasis-gender"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("tahun_data"),
        "ham:caseSource": Code("sumber", scheme="sumber-catahu"),
        "ham:violenceDomain": Code("ranah", scheme="ranah-catahu"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("jumlah", number="id", kind="integer", unit="kasus", minimum=5, status=StatusColumn("status")),
        Series(
            "persen",
            number="id",
            kind="decimal",
            unit="persen",
            minimum=0,
            maximum=100,
            status=StatusColumn("status"),
            dimensions={"ham:indicator": Fixed("indikator/persen-kekerasan-berbasis-gender")},
        ),
    ),
    attributes={"ham:classificationVersion": Code("tahun_data", scheme="versi-klasifikasi"), "ham:listComplete": Fixed(False)},
)
