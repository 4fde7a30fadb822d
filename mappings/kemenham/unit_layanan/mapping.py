"""Complaint posts and units awarded for human-rights-based public service: national figures, and figures of a regional office's area."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series, Thing

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
