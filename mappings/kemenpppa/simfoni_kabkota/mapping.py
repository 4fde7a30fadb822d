"""Violence recorded in SIMFONI PPA by regency and city, partial lists. Counts of one to four hold the mark ``ditekan``."""

from kg.mapping import Area, Cube, Document, Fixed, Period, RawRow, Series, SetAside

UNCLEAR = {"Kota Karawang", "Magelang", "Semarang"}  # no city of that name; a regency and a city of one name


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One regency or city. Of 2018 the last day is not told, and the page counts victims."""
    if row["periode"].startswith("2018"):
        return SetAside("tanpa-periode")
    if row["kabupaten_kota"] in UNCLEAR:
        return SetAside("wilayah-tidak-jelas")
    cells = {name: row[name] for name in ("periode", "provinsi", "kabupaten_kota", "source_url")}
    return {**cells, "jumlah": row["jumlah_kasus"]}


MARKS = {"belum ada data": "M", "ditekan": "Q"}

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/kasus-kekerasan-simfoni"),
        "sdmx-dimension:refArea": Area("kabupaten_kota", province_column="provinsi"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="kasus", minimum=5, marks=MARKS),),
    attributes={"ham:listComplete": Fixed(False)},
)
