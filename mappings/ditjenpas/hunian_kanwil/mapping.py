"""Occupants and capacity of prisons by service area of the regional office, which need not be a province."""

from kg.mapping import Cube, Document, Fixed, Period, Series, Thing

MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Thing("kanwil", family="wilayah/kanwil-pemasyarakatan", codes=True),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "kapasitas", number="id", kind="integer", unit="tempat", minimum=0,
            dimensions={"ham:indicator": Fixed("indikator/kapasitas-lapas-rutan")},
        ),
        Series(
            "penghuni", number="id", kind="integer", unit="narapidana-tahanan", minimum=0,
            dimensions={"ham:indicator": Fixed("indikator/penghuni-lapas-rutan")},
        ),
        Series(
            "persen_kelebihan", number="id", kind="decimal", unit="persen", minimum=0,
            dimensions={"ham:indicator": Fixed("indikator/persen-kelebihan-hunian")},
        ),
        Series(
            "kelebihan_orang", number="id", kind="integer", unit="narapidana-tahanan", minimum=0,
            dimensions={"ham:indicator": Fixed("indikator/kelebihan-penghuni")},
        ),
        Series(
            "sisa_tempat", number="id", kind="integer", unit="tempat", minimum=0,
            dimensions={"ham:indicator": Fixed("indikator/sisa-tempat-hunian")},
        ),
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-kerja"), "ham:listComplete": Fixed(False)},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)  # fmt: skip
