"""Occupants and capacity of prisons by service area of the regional office, which need not be a province."""

from kg.mapping import Cube, Document, Fixed, PercentOf, Period, RawRow, Series, SetAside, Thing


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One regional office on one day; two remarks of the table of July 2019 hold figures of their own."""
    if not row["tanggal_data"]:
        return SetAside("tanpa-periode")
    if row["kanwil"] == "INDONESIA":
        return SetAside("himpunan-lain")
    cells = {name: row[name] for name in ("kanwil", "kapasitas", "penghuni", "source_url")}
    cells |= {"periode": row["tanggal_data"], "persen_kelebihan": row["persen_over_kapasitas"]}
    remark = row["keterangan"]
    if remark.startswith("masih dapat dihuni "):
        cells["sisa_tempat"] = remark.split()[3]
    elif remark.startswith("kelebihan "):
        cells["kelebihan_orang"] = remark.split()[1]
    return cells


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
            follows=PercentOf("penghuni", "kapasitas", is_excess=True),
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
