"""Placements of migrant workers by destination, from partial lists (a top ten, a top five, single countries)."""

from kg.mapping import Country, Cube, Document, Fixed, Period, RawRow, Series


def intake(row: RawRow) -> dict[str, str]:
    """A row of the agency's columns in ours."""
    cells = {"periode": row["periode"], "negara_tujuan": row["negara_penempatan"]}
    return {**cells, "jumlah": row["jumlah_pmi"], "source_url": row["source_url"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/penempatan-pekerja-migran"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:destinationCountry": Country(column="negara_tujuan"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="penempatan", minimum=0),),
    attributes={"ham:listComplete": Fixed(False)},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
