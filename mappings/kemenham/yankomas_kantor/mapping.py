"""Complaints and reports to the Ministry of Human Rights by receiving office; the area is the office's, never a province."""

from kg.mapping import Code, Cube, Document, Fixed, Flag, Period, Series, Thing, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Thing("kantor", family="wilayah/kantor-ham", codes=True),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:areaRole": Code("peran", scheme="peran-wilayah"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=5),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga"), "ham:listComplete": Flag("daftar_lengkap")},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
