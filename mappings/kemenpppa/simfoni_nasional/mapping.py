"""Violence recorded in SIMFONI PPA, nationwide: cases and victims are indicators of their own, each with its unit."""

from kg.mapping import Code, Country, Cube, Document, Period, RawRow, Series, SetAside, UnitColumn

# words of the page → measure, sex, kind of violence
COUNTED = {
    "kasus kekerasan": ("kasus kekerasan", "total", "semua"),
    "kekerasan seksual": ("kasus kekerasan", "total", "seksual"),
    "korban": ("korban kekerasan", "total", "semua"),
    "korban perempuan": ("korban kekerasan", "perempuan", "semua"),
    "korban laki-laki": ("korban kekerasan", "laki-laki", "semua"),
    "kekerasan dalam rumah tangga": ("kasus kekerasan di rumah tangga", "total", "semua"),
    "korban kekerasan dalam rumah tangga": ("korban kekerasan di rumah tangga", "total", "semua"),
    "kasus kekerasan terhadap anak": ("kasus kekerasan terhadap anak", "total", "semua"),
    "kekerasan terhadap anak perempuan": ("kasus kekerasan terhadap anak", "perempuan", "semua"),
    "kekerasan terhadap anak laki-laki": ("kasus kekerasan terhadap anak", "laki-laki", "semua"),
    "perempuan korban kekerasan (tiga lembaga)": ("perempuan korban kekerasan (tiga lembaga)", "perempuan", "semua"),
}


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One national count. Island groups have no period; women by type of 2023 are of no known body; Banten is a province."""
    if not row["periode"]:
        return SetAside("tanpa-periode")
    if row["uraian"].startswith("Banten:"):
        return SetAside("himpunan-lain")
    if row["uraian"].endswith("(korban perempuan)"):
        return SetAside("tanpa-definisi")
    if row["uraian"] not in COUNTED:
        raise row.fail("uraian", "is not known: say in COUNTED what it counts")
    measure, sex, kind = COUNTED[row["uraian"]]
    return {
        "periode": row["periode"], "ukuran": measure, "jenis_kelamin": sex, "jenis_kekerasan": kind,
        "satuan": "kasus" if row["satuan"] == "kasus" else "korban", "jumlah": row["jumlah"], "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:violenceType": Code("jenis_kekerasan", scheme="jenis-kekerasan-simfoni"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=5),),
)
