"""Two parts of the Gender Inequality Index, Jawa Barat: labour force participation by sex, women in the legislature."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series, SetAside

AREAS = {
    "JAWA BARAT": ("Jawa Barat", "provinsi"), "Bogor": ("Kabupaten Bogor", "kabupaten"),
    "Sukabumi": ("Kabupaten Sukabumi", "kabupaten"),
}  # fmt: skip


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """A part of the index; the head of its column tells measure and sex."""
    if row["indikator"] == "IKG":
        return SetAside("himpunan-lain")
    area, kind = AREAS.get(row["wilayah"], (row["wilayah"], "provinsi"))
    measure = "partisipasi angkatan kerja" if row["indikator"].startswith("TPAK") else "keterwakilan di legislatif"
    return {
        "tahun": row["tahun"], "wilayah": area, "jenis": kind, "ukuran": measure, "persen": row["nilai"], "source_url": row["source_url"],
        "jenis_kelamin": "laki-laki" if "Laki-laki" in row["indikator"] else "perempuan",
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Area("wilayah", kind_column="jenis"),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("persen", number="id", kind="decimal", unit="persen", minimum=0, maximum=100),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik"), "ham:listComplete": Fixed(False)},
)
