"""Complaints to KPAI by province, top ten of 2022."""

from kg.mapping import Area, Cube, Document, Fixed, Period, RawRow, Series


def intake(row: RawRow) -> dict[str, str]:
    """One province: the columns are the same as ours."""
    return {name: row[name] for name in ("periode", "provinsi", "jumlah", "source_url")}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/pengaduan-kpai"),
        "sdmx-dimension:refArea": Area("provinsi", kind="provinsi"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="aduan", minimum=5),),
    attributes={
        "ham:areaRole": Fixed("peran-wilayah/wilayah-aduan"),
        "ham:allegationStatus": Fixed("status-dugaan/diduga"),
        "ham:listComplete": Fixed(False),
    },
)
