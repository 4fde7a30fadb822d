"""Violence in the personal domain by relation of victim and perpetrator, direct complaints of 2020. Two cells hold the mark ``ditekan``."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One kind of violence by relation; forms belong to `komnas_perempuan/catahu_bentuk`."""
    if (row["tahun_data"], row["ranah"]) != ("2020", "personal"):
        return SetAside("himpunan-lain")
    kind = row["bentuk_atau_jenis"]
    return {"tahun_data": row["tahun_data"], "jenis": kind, "jumlah": row["jumlah"], "source_url": row["source_url"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/kasus-kekerasan-berbasis-gender"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("tahun_data"),
        "ham:caseSource": Fixed("sumber-catahu/komnas-perempuan"),
        "ham:violenceDomain": Fixed("ranah-catahu/personal"),
        "ham:violenceRelation": Code("jenis", scheme="jenis-catahu"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="kasus", minimum=5, marks={"ditekan": "Q"}),),
    attributes={"ham:classificationVersion": Fixed("versi-klasifikasi/catahu-sebelum-2023")},
)
