"""Prisoners and children released during the pandemic, by regulation, programme, age class and sex. Cells of one to four are not held."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series

PROGRAMMES = {
    "PB": "pembebasan bersyarat", "CB": "cuti bersyarat", "CMB": "cuti menjelang bebas", "CMK": "cuti mengunjungi keluarga",
    "Integrasi": "integrasi", "Asimilasi di Rumah": "asimilasi di rumah",
}  # fmt: skip


def intake(row: RawRow) -> dict[str, str]:
    """One count, or the mark of a suppressed one."""
    return {
        "periode": "2020-2021", "dasar": row["dasar"], "program": PROGRAMMES[row["jenis"] or row["program"]],
        "golongan_umur": row["kelompok_umur"].lower(), "jenis_kelamin": row["jenis_kelamin"].lower(),
        "jumlah": row["jumlah"], "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/narapidana-anak-dikeluarkan"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:releaseRegulation": Code("dasar", scheme="dasar-pengeluaran"),
        "ham:releaseProgramme": Code("program", scheme="program-pengeluaran"),
        "ham:occupantAgeClass": Code("golongan_umur", scheme="golongan-umur-penghuni"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="narapidana-tahanan", minimum=0, marks={"ditekan": "Q"}),),
    attributes={"ham:periodComplete": Fixed(False)},
)
