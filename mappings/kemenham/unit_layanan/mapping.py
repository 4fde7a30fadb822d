"""Complaint posts and units awarded for human-rights-based public service: national figures, and figures of a regional office's area."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside, Thing

MEASURES = {
    "unit kerja Kemenkumham dinilai": "unit kerja Kemenkumham", "unit kerja berpredikat P2HAM": "berpredikat P2HAM",
    "UPT penerima penghargaan P2HAM": "penerima penghargaan P2HAM",
}  # fmt: skip


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """Units of the table of awards (``data.csv``), and complaint posts of the table of complaints (``yankomas.csv``)."""
    if row.file == "yankomas.csv":
        if row["dimensi"] != "layanan":
            return SetAside("himpunan-lain")
        return {"periode": row["periode"], "ukuran": row["kategori"], "jumlah_nasional": row["jumlah"], "source_url": row["source_url"]}
    cells = {"periode": row["tahun"], "ukuran": MEASURES[row["uraian"]], "source_url": row["source_url"]}
    if row["wilayah"] == "INDONESIA":
        return {**cells, "jumlah_nasional": row["jumlah"]}
    return {**cells, "kantor": row["wilayah"], "jumlah_kantor": row["jumlah"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("jumlah_nasional", number="id", kind="integer", unit="unit-layanan", minimum=0),
        Series(
            "jumlah_kantor",
            number="id",
            kind="integer",
            unit="unit-layanan",
            minimum=0,
            dimensions={"sdmx-dimension:refArea": Thing("kantor", family="wilayah/kantor-ham", codes=True)},
            attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-kerja"), "ham:listComplete": Fixed(False)},
        ),
    ),
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
