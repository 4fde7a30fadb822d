"""Poverty by province, March and September: head count, rate and poverty line of the national socio-economic survey."""

from kg.mapping import Area, Cube, Document, Fixed, Period, Series

# "..." is BPS's mark for a figure that is not available; "karantina" stands for an impossible cell, told in karantina.csv
MARKS = {"...": "M", "karantina": "M"}

MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", vintage_column="cakupan", national=("Indonesia",)),
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
