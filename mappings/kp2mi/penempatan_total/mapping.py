"""Placements of migrant workers, nationwide, by sector or by sex."""

from kg.mapping import Code, Country, Cube, Document, Period, RawRow, Series

PERIODS = {
    "2014 (Januari-September)": "Januari-September 2014", "2015 (Januari s.d Mei)": "Januari-Mei 2015",
    "2016 (Januari s.d Mei)": "Januari-Mei 2016",
}  # fmt: skip
SEXES = {"perempuan": "perempuan", "wanita": "perempuan", "laki-laki": "laki-laki", "pria": "laki-laki"}


def intake(row: RawRow) -> dict[str, str]:
    """One count. The booklet of BNP2TKI counts workers served (``TKI``), the pages placements."""
    words = row["uraian"]
    sector = next((name for name in ("informal", "formal") if words.lower().endswith(name)), "total")
    return {
        "periode": PERIODS.get(row["periode"], row["periode"]), "ukuran": "TKI yang dilayani" if "TKI" in words else "penempatan",
        "sektor": sector, "jenis_kelamin": SEXES.get(words, "total"), "jumlah": row["jumlah"], "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:employmentSector": Code("sektor", scheme="sektor-kerja-pmi"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="penempatan", minimum=0),),
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
