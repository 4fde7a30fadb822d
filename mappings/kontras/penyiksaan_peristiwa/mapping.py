"""Events of torture recorded by KontraS: in all, by alleged perpetrator, setting, alleged motive, or province. Events, not persons."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/peristiwa-penyiksaan-kontras"),
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", national=("Indonesia",)),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:allegedActor": Code("terduga_pelaku", scheme="terduga-pelaku"),
        "ham:eventSetting": Code("tempat", scheme="tempat-penyiksaan"),
        "ham:allegedMotive": Code("motif", scheme="motif-penyiksaan"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="peristiwa", minimum=1),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
)
