"""Violence against women in CATAHU by source of data. Data years, not years of publication; cases and reports are different units."""

from kg.mapping import Code, Country, Cube, Document, Period, RawRow, Series, SetAside, UnitColumn

VIOLENCE, REPORTS, GENDER = "kekerasan terhadap perempuan", "pelaporan kekerasan terhadap perempuan", "kekerasan berbasis gender"
# words of the page → measure, source of cases
COUNTED = {
    "total kasus KtP": (VIOLENCE, "semua"),
    "kasus lembaga mitra pengada layanan (239 lembaga, 33 provinsi)": (VIOLENCE, "lembaga layanan"),
    "kasus/perkara Pengadilan Agama": (VIOLENCE, "pengadilan agama"),
    "pengaduan langsung ke Komnas Perempuan": (VIOLENCE, "Komnas Perempuan"),
    "pengaduan ke Komnas Perempuan": (VIOLENCE, "Komnas Perempuan"),
    "total pelaporan": (REPORTS, "semua"),
    "kekerasan berbasis gender (KBG)": (GENDER, "semua"),
    "KBG": (GENDER, "semua"),
    "KBGtP": (GENDER, "semua"),
    "KBG terhadap perempuan (judul halaman)": (GENDER, "semua"),
    "KBG diadukan ke Komnas Perempuan": (GENDER, "Komnas Perempuan"),
    "KBG diadukan ke Komnas Perempuan (terverifikasi)": (GENDER, "Komnas Perempuan"),
    "KBG dilaporkan ke lembaga layanan": (GENDER, "lembaga layanan"),
    "KBG Badan Peradilan Agama": (GENDER, "pengadilan agama"),
    "KBGtP putusan pengadilan": (GENDER, "putusan pengadilan"),
    "KBGtP pelaporan": (GENDER, "pelaporan"),
    "KBGtP penuntutan": (GENDER, "penuntutan"),
}


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One total. The text of one page lost a digit that its title has; sexual violence of 2024 is of no known source."""
    if row["uraian"] == "KBG terhadap perempuan (isi halaman)":
        return SetAside("keliru")
    if row["uraian"] == "kekerasan seksual":
        return SetAside("tanpa-definisi")
    if row["uraian"] not in COUNTED:
        raise row.fail("uraian", "is not known: say in COUNTED what it counts")
    measure, source = COUNTED[row["uraian"]]
    cells = {name: row[name] for name in ("tahun_data", "jumlah", "source_url")}
    return {**cells, "ukuran": measure, "sumber": source, "satuan": "laporan" if measure == REPORTS else "kasus"}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("tahun_data"),
        "ham:caseSource": Code("sumber", scheme="sumber-catahu"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=5),),
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
