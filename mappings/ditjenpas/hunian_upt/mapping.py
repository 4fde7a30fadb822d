"""Occupants and capacity of single prisons and remand centres that sources name as overcrowded."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One facility on one day. The page of 2013 prints occupancy, the others the excess over capacity; one number is in English form."""
    if not row["tanggal_data"]:
        return SetAside("tanpa-periode")
    per_cent = "persen_hunian" if row["tanggal_data"].startswith("2013") else "persen_kelebihan"
    occupants = "penghuni_format_inggris" if "," in row["total_penghuni"] else "penghuni"
    return {
        "periode": row["tanggal_data"], "upt": row["upt"], "kapasitas": row["kapasitas"], "narapidana": row["jumlah_napi"],
        "tahanan": row["jumlah_tahanan"], occupants: row["total_penghuni"], per_cent: row["persen_over_kapasitas"],
        "source_url": row["source_url"],
    }  # fmt: skip


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
