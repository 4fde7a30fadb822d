"""Occupants and capacity of prisons, nationwide, from several sources that disagree; all kept."""

from kg.mapping import Code, Country, Cube, Document, Period, Series, StatusColumn, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("indikator", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:occupantAgeClass": Code("golongan_umur", scheme="golongan-umur-penghuni"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "jumlah", number="plain", kind="integer", unit=UnitColumn("satuan"),
            status=StatusColumn("status"), raw_column="tercetak", minimum=0,
        ),
        Series("persen", number="plain", kind="decimal", unit="persen", status=StatusColumn("status"), raw_column="tercetak", minimum=0),
    ),
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)  # fmt: skip
