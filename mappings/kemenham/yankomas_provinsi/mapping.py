"""Reports to the Ministry of Human Rights in 2025 by area."""

from kg.mapping import Area, Cube, Document, Fixed, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """Complaints by province of origin."""
    if row["dimensi"] != "daerah asal":
        return SetAside("himpunan-lain")
    return {**{name: row[name] for name in ("periode", "jumlah", "source_url")}, "provinsi": row["kategori"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/laporan-diterima-kementerian-ham"),
        "sdmx-dimension:refArea": Area("provinsi", kind="provinsi"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:areaRole": Fixed("peran-wilayah/wilayah-aduan"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="laporan", minimum=5),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga"), "ham:listComplete": Fixed(False)},
)
