"""Placements of migrant workers by province of origin: nearly all provinces in 2014, top lists since."""

from kg.mapping import Area, Cube, Document, Fixed, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One province of origin. A space in a number is printed by the page; Papua Barat 2023 may be the old or the new extent."""
    if (row["periode"], row["provinsi"]) == ("2023", "Papua Barat"):
        return SetAside("wilayah-tidak-jelas")
    count = row["jumlah_pmi"]
    return {
        "periode": row["periode"], "provinsi": row["provinsi"], "cakupan": "34-provinsi" if row["periode"].endswith("2014") else "",
        "jumlah": count.replace(" ", ""), "tercetak": count if " " in count else "", "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/penempatan-pekerja-migran"),
        "sdmx-dimension:refArea": Area("provinsi", kind="provinsi", vintage_column="cakupan"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="penempatan", minimum=5, raw_column="tercetak"),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/asal-pekerja-migran"), "ham:listComplete": Fixed(False)},
)
