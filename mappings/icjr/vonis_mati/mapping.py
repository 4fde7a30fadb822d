"""Death sentences by year: courts' sentences (Amnesty International), people and cases (ICJR). Three indicators, never one series."""

from kg.mapping import Code, Country, Cube, Document, Period, Series, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:offence": Code("tindak_pidana", scheme="tindak-pidana-pemidanaan"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=1),),
    ignore={"pencatat": "who counted, told by the indicator"},
)
