"""Gross enrolment ratio in Jawa Barat, 2017–2019: three header lines with merged cells."""

from collections.abc import Iterator

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series

SOURCE = "https://github.com/rizqrama/Viz_OpenDataJabar/blob/c492837d30bfcc35980f54b80d7224837f6bcc9b/data_raw/pendidikan/Angka%20Partisipasi%20Kasar.xlsx"
LEVELS = ("SD/MI/Paket A", "SMP/MTS/Paket B", "SMA/MA/Paket C", "Perguruan Tinggi")
YEARS = ("2017", "2018", "2019")


def intake(row: RawRow) -> Iterator[dict[str, str]]:
    """Twelve figures of one row: four levels of education, three years. ``Bogor`` is the regency, ``Kota Bogor`` the city."""
    name = row["Wilayah Jawa Barat"]
    kind = "provinsi" if name.startswith("Provinsi ") else "kota" if name.startswith("Kota ") else "kabupaten"
    for level in LEVELS:
        for year in YEARS:
            yield {
                "tahun": year, "jenjang": level, "wilayah": name, "jenis": kind, "provinsi": "Jawa Barat", "source_url": SOURCE,
                "persen": row[f"Angka Partisipasi Kasar {level} {year}"],
            }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/apk"),
        "sdmx-dimension:refArea": Area("wilayah", kind_column="jenis", province_column="provinsi"),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:educationLevel": Code("jenjang", scheme="jenjang-pendidikan"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("persen", number="plain", kind="decimal", unit="persen", minimum=0, maximum=200),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
)
