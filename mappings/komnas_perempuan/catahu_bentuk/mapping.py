"""Forms of violence in CATAHU. Forms are counted, not cases and not victims: one victim may suffer several."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside

SOURCES = {"2019": "lembaga layanan", "2020": "Komnas Perempuan", "2024": "semua"}  # of the figures of each year


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One form of violence; kinds by relation belong to `komnas_perempuan/catahu_jenis`."""
    if (row["tahun_data"], row["ranah"]) == ("2020", "personal"):
        return SetAside("himpunan-lain")
    cells = {name: row[name] for name in ("tahun_data", "ranah", "jumlah", "persen", "source_url")}
    return {**cells, "sumber": SOURCES[row["tahun_data"]], "bentuk": row["bentuk_atau_jenis"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/bentuk-kekerasan-terhadap-perempuan"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("tahun_data"),
        "ham:caseSource": Code("sumber", scheme="sumber-catahu"),
        "ham:violenceDomain": Code("ranah", scheme="ranah-catahu"),
        "ham:violenceForm": Code("bentuk", scheme="bentuk-catahu"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("jumlah", number="id", kind="integer", unit="bentuk", minimum=5),
        Series(
            "persen",
            number="id",
            kind="decimal",
            unit="persen",
            minimum=0,
            maximum=100,
            dimensions={"ham:indicator": Fixed("indikator/persen-bentuk-kekerasan-terhadap-perempuan")},
        ),
    ),
    attributes={"ham:classificationVersion": Code("tahun_data", scheme="versi-klasifikasi"), "ham:listComplete": Fixed(False)},
)
