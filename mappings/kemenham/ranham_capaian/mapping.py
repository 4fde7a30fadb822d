"""Achievement of the actions of RANHAM. One page writes the decimal point, the others the decimal comma: each format has its own column."""

from kg.mapping import Area, Code, Cube, Document, Period, Series, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", national=("INDONESIA",)),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:implementingLevel": Code("pelaksana", scheme="pelaksana-ranham"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("jumlah", number="plain", kind="integer", unit=UnitColumn("satuan"), minimum=0),
        Series("nilai", number="id", kind="decimal", unit=UnitColumn("satuan"), minimum=0, maximum=100),
        Series("nilai_titik", number="plain", kind="decimal", unit=UnitColumn("satuan"), minimum=0, maximum=100),
    ),
    ignore={"laporan": "name of the report (B04, B08), told by the period"},
)
