"""The benchmark table as our engine maps it: months, region codes, respondents through ``codes.csv``, Indonesian numbers."""

from __future__ import annotations

from kg.mapping import Code, Cube, Fixed, Period, Series, Thing

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/uji"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "sdmx-dimension:refArea": Thing("wilayah", family="wilayah/kemendagri"),
        "ham:respondent": Code("pihak_teradu", scheme="pihak-teradu"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="aduan", minimum=0),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
)
