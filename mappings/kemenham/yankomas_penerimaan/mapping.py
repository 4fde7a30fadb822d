"""Complaints to the Directorate General (2021) and reports to the Ministry of Human Rights (2025) by office and way of submission."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series, StatusColumn, UnitColumn

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:complaintChannel": Code("kantor", scheme="jalur-pengaduan"),
        "ham:submissionMode": Code("cara", scheme="cara-penyampaian"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=5, status=StatusColumn("status")),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
