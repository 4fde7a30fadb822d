"""Poverty by province, March and September: head count, rate and poverty line of the national socio-economic survey."""

from collections.abc import Iterator

from kg.mapping import Area, Cube, Document, Fixed, Period, RawRow, Series

MARKS = {"...": "M"}  # BPS's mark for a figure that is not available
SOURCE = "https://github.com/akbaralqahri/Kemiskinan-Indonesia/tree/e7cd3abdc0145105ff9bfdce6d2f467943bfc78b/data/raw/poverty"
RAW_COLUMNS = {
    "jumlah_miskin_ribu": "Jumlah Penduduk Miskin - {} (ribu) (Ribu)",
    "persen_miskin": "Persentase Penduduk Miskin - {}",
    "garis_kemiskinan_rp": "Garis Kemiskinan - {} (Rp)",
}
# half-year of the first survey after the law that made each new province
FIRST_HALF_YEAR = {
    "Papua Selatan": "2022-09", "Papua Tengah": "2022-09", "Papua Pegunungan": "2022-09", "Papua Barat Daya": "2023-03",
}  # fmt: skip


def intake(row: RawRow) -> Iterator[dict[str, str]]:
    """The two half-years of one row of a yearly table (``raw_2018.csv``). Tables of 2015 and 2016 have no poverty line."""
    year, area = row.file.removeprefix("raw_").removesuffix(".csv"), row["Provinsi"]
    for month, name in (("03", "Maret"), ("09", "September")):
        exists = area not in FIRST_HALF_YEAR or FIRST_HALF_YEAR[area] <= f"{year}-{month}"
        is_of_new_list = year > "2023" or (area in FIRST_HALF_YEAR and exists)
        yield {
            "tahun": year, "bulan": month, "wilayah": area, "source_url": SOURCE,
            "cakupan": "38-provinsi" if is_of_new_list else "34-provinsi",
            **{column: row[raw.format(name)] for column, raw in RAW_COLUMNS.items() if row.has(raw.format(name))},
        }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", vintage_column="cakupan", hold_absent=True, national=("Indonesia",)),
        "sdmx-dimension:refPeriod": Period(template="{tahun}-{bulan}"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "jumlah_miskin_ribu", number="plain", kind="decimal", unit="ribu-orang", minimum=0, marks=MARKS,
            dimensions={"ham:indicator": Fixed("indikator/jumlah-penduduk-miskin")},
        ),
        Series(
            "persen_miskin", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100, marks=MARKS,
            dimensions={"ham:indicator": Fixed("indikator/persentase-penduduk-miskin")},
        ),
        Series(
            "garis_kemiskinan_rp", number="plain", kind="integer", unit="rupiah-per-kapita-per-bulan", minimum=100_000, marks=MARKS,
            dimensions={"ham:indicator": Fixed("indikator/garis-kemiskinan")},
        ),
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)  # fmt: skip
