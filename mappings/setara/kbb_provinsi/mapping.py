"""Events of violation of freedom of religion or belief recorded by SETARA, by province: top lists only."""

from kg.mapping import Area, Cube, Document, Fixed, Flag, Period, RawRow, Series, SetAside


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One province. Releases that do not print their months are set aside; 2014-2019 was released before the end of 2019."""
    if "rilis" in row["periode"]:
        return SetAside("tanpa-periode")
    is_whole = row["periode"].isdigit()
    cells = {name: row[name] for name in ("periode", "provinsi", "source_url")}
    return {**cells, "jumlah": row["jumlah_peristiwa"], "periode_lengkap": "ya" if is_whole else "tidak"}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/peristiwa-pelanggaran-kbb"),
        "sdmx-dimension:refArea": Area("provinsi", kind="provinsi"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    # no province had so many events in five years
    series=(Series("jumlah", number="id", kind="integer", unit="peristiwa", minimum=1, maximum=200),),
    attributes={
        "ham:allegationStatus": Fixed("status-dugaan/diduga"),
        "ham:areaRole": Fixed("peran-wilayah/tempat-kejadian"),
        "ham:listComplete": Fixed(False),
        "ham:periodComplete": Flag("periode_lengkap"),
    },
)
