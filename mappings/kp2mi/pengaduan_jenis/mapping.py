"""Complaints of migrant workers: in all, by kind of problem, sex or procedure of departure, and how many were settled."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:migrantCaseKind": Code("jenis", scheme="kasus-pmi"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:migrantProcedure": Code("prosedur", scheme="prosedur-pmi"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="aduan", minimum=5),),
    attributes={"ham:listComplete": Fixed(False), "ham:allegationStatus": Fixed("status-dugaan/diduga")},
)
