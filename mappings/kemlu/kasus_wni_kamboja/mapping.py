"""Cases of Indonesian citizens in Cambodia, without health data."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside, StatusColumn, UnitColumn

MEASURES = {
    "kasus terkait penipuan (scam) online": "kasus penipuan daring", "WNI di Kamboja (prediksi Kemlu)": "perkiraan WNI di Kamboja",
}  # fmt: skip


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One count; ``100 ribu`` is a hundred thousand persons, an estimate. Deaths by illness are about few people."""
    if row["uraian"].startswith("kematian: "):
        return SetAside("pribadi")
    if row["uraian"].startswith("WNI menetap"):
        return SetAside("kepercayaan")
    is_thousands = row["jumlah"].endswith(" ribu")
    return {
        "periode": row["periode"], "ukuran": MEASURES.get(row["uraian"], row["uraian"]), "jumlah": row["jumlah"].removesuffix(" ribu"),
        "tercetak": row["jumlah"], "satuan": "ribu orang" if is_thousands else "kasus", "status": "E" if is_thousands else "A",
        "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("KHM"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "jumlah", number="id", kind="integer", unit=UnitColumn("satuan"),
            status=StatusColumn("status"), raw_column="tercetak", minimum=5,
        ),
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/negara-kejadian")},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)  # fmt: skip
