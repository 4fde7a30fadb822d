"""Placements of migrant workers, nationwide, by sector or by sex."""

from kg.mapping import Code, Country, Cube, Document, Period, Series

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
