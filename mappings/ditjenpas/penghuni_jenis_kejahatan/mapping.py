"""Prison population by offence, from three pages whose classes differ."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series


def intake(row: RawRow) -> dict[str, str]:
    """A row of the agency's columns in ours."""
    cells = {"periode": row["tanggal_data"], "tindak_pidana": row["jenis_kejahatan"]}
    return {**cells, "penghuni": row["jumlah_penghuni"], "source_url": row["source_url"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/penghuni-menurut-tindak-pidana"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:offence": Code("tindak_pidana", scheme="tindak-pidana-pemidanaan"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("penghuni", number="id", kind="integer", unit="narapidana-tahanan", minimum=5),),
    attributes={"ham:listComplete": Fixed(False)},
)
