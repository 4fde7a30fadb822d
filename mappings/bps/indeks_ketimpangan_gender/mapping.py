"""Gender Inequality Index of BPS: the country, some provinces, and two regencies of Jawa Barat."""

from kg.mapping import Area, Cube, Document, Fixed, Period, RawRow, Series, SetAside

AREAS = {
    "JAWA BARAT": ("Jawa Barat", "provinsi"), "Bogor": ("Kabupaten Bogor", "kabupaten"),
    "Sukabumi": ("Kabupaten Sukabumi", "kabupaten"), "INDONESIA": ("Indonesia", ""),
}  # fmt: skip


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """A score of the index; its parts belong to `bps/komponen_ketimpangan_gender`. The code tells that Bogor is the regency."""
    if row["indikator"] != "IKG":
        return SetAside("himpunan-lain")
    area, kind = AREAS.get(row["wilayah"], (row["wilayah"], "provinsi"))
    return {"tahun": row["tahun"], "wilayah": area, "jenis": kind, "skor": row["nilai"], "source_url": row["source_url"]}


MAPPING = Cube(
    dimensions={
        "ham:index": Fixed("indeks/indeks-ketimpangan-gender"),
        "ham:indicator": Fixed("indikator/skor-indeks-ketimpangan-gender"),
        "sdmx-dimension:refArea": Area("wilayah", kind_column="jenis", vintage="34-provinsi", national=("Indonesia",)),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("skor", number="id", kind="decimal", unit="skor", minimum=0, maximum=1),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik"), "ham:listComplete": Fixed(False)},
)
