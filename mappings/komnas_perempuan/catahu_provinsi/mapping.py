"""Violence against women in CATAHU by province and domain. Counts of one to four are not in the table: it holds the mark ``ditekan``."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series

MEASURES = {"2019": ("kekerasan terhadap perempuan", "lembaga layanan"), "2020": ("kekerasan berbasis gender", "Komnas Perempuan")}


def intake(row: RawRow) -> dict[str, str]:
    """One province: cases of service bodies in 2019, of the State's domain reported to the commission in 2020."""
    measure, source = MEASURES[row["tahun_data"]]
    cells = {name: row[name] for name in ("tahun_data", "ranah", "provinsi", "source_url")}
    return {**cells, "ukuran": measure, "sumber": source, "jumlah": row["jumlah"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Area("provinsi", kind="provinsi", vintage="34-provinsi"),
        "sdmx-dimension:refPeriod": Period("tahun_data"),
        "ham:caseSource": Code("sumber", scheme="sumber-catahu"),
        "ham:violenceDomain": Code("ranah", scheme="ranah-catahu"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="kasus", minimum=5, marks={"ditekan": "Q"}),),
    attributes={
        "ham:classificationVersion": Code("tahun_data", scheme="versi-klasifikasi"),
        "ham:areaRole": Fixed("peran-wilayah/wilayah-aduan"),
        "ham:listComplete": Fixed(False),
    },
)
