"""Child marriage: women aged 20 to 24 who married before 18 or 15. The page with decimal points has a column of its own."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series


def intake(row: RawRow) -> dict[str, str]:
    """One percentage; those with a decimal point go to their own column."""
    column = "persen_titik" if "." in row["persen"] else "persen"
    cells = {"tahun": row["tahun"], "wilayah": row["provinsi"], "ukuran": row["indikator"], "source_url": row["source_url"]}
    return {**cells, column: row["persen"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", vintage="34-provinsi", national=("Indonesia",)),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("persen", number="id", kind="decimal", unit="persen", minimum=0, maximum=100),
        Series("persen_titik", number="plain", kind="decimal", unit="persen", minimum=0, maximum=100),
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik"), "ham:listComplete": Fixed(False)},
)
