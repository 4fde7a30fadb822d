"""Occupants and capacity of single prisons and remand centres that sources name as overcrowded."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:prisonFacility": Code("upt", scheme="upt-pemasyarakatan"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "kapasitas", number="id", kind="integer", unit="tempat", minimum=1,
            dimensions={"ham:indicator": Fixed("indikator/kapasitas-upt")},
        ),
        Series(
            "penghuni", number="id", kind="integer", unit="narapidana-tahanan", minimum=5,
            dimensions={"ham:indicator": Fixed("indikator/penghuni-upt")},
        ),
        Series(
            "penghuni_format_inggris", number="en", kind="integer", unit="narapidana-tahanan", minimum=5,
            dimensions={"ham:indicator": Fixed("indikator/penghuni-upt")},
        ),
        Series(
            "narapidana", number="id", kind="integer", unit="narapidana-tahanan", minimum=5,
            dimensions={"ham:indicator": Fixed("indikator/narapidana-upt")},
        ),
        Series(
            "tahanan", number="id", kind="integer", unit="narapidana-tahanan", minimum=5,
            dimensions={"ham:indicator": Fixed("indikator/tahanan-upt")},
        ),
        Series(
            "persen_kelebihan", number="id", kind="decimal", unit="persen", minimum=0,
            dimensions={"ham:indicator": Fixed("indikator/persen-kelebihan-upt")},
        ),
        Series(
            "persen_hunian", number="id", kind="decimal", unit="persen", minimum=0,
            dimensions={"ham:indicator": Fixed("indikator/tingkat-hunian-upt")},
        ),
    ),
    attributes={"ham:listComplete": Fixed(False)},
    ignore={"keterangan": "regional office that the source names, told in NOTES.md"},
)  # fmt: skip
