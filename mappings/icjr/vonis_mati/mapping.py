"""Death sentences by year: courts' sentences (Amnesty International), people and cases (ICJR). Three indicators, never one series."""

from kg.mapping import Code, Country, Cube, Document, Period, RawRow, Series, UnitColumn

# words of the page → what is counted, offence, sex
COUNTED = {
    "vonis mati": ("vonis mati", "semua", "total"),
    "vonis mati: narkoba": ("vonis mati", "narkoba", "total"),
    "vonis mati: pembunuhan": ("vonis mati", "pembunuhan", "total"),
    "laki-laki": ("vonis mati", "semua", "laki-laki"),
    "perempuan": ("vonis mati", "semua", "perempuan"),
    "divonis/dituntut mati (orang)": ("dituntut atau divonis mati", "semua", "total"),
    "kasus hukuman mati": ("kasus hukuman mati", "semua", "total"),
    "kasus: narkotika": ("kasus hukuman mati", "narkotika", "total"),
}
UNITS = {"vonis mati": "vonis", "dituntut atau divonis mati": "orang", "kasus hukuman mati": "kasus"}


def intake(row: RawRow) -> dict[str, str]:
    """One count with its unit: sentences, people or cases."""
    if row["uraian"] not in COUNTED:
        raise row.fail("uraian", "is not known: say in COUNTED what it counts")
    measure, offence, sex = COUNTED[row["uraian"]]
    return {
        "periode": row["tahun"].replace("2020 (s.d. Oktober)", "Januari-Oktober 2020"), "ukuran": measure, "tindak_pidana": offence,
        "jenis_kelamin": sex, "satuan": UNITS[measure], "jumlah": row["jumlah"], "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:offence": Code("tindak_pidana", scheme="tindak-pidana-pemidanaan"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=1),),
    ignore={"pencatat": "who counted, told by the indicator"},
)
