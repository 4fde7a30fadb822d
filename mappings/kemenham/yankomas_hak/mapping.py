"""Complaints of one work region of the Directorate General of Human Rights by right of Act 39/1999."""

from kg.mapping import Code, Cube, Document, Fixed, Period, RawRow, Series, SetAside, Thing


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """Complaints of one working area by right."""
    if row["dimensi"] != "hak (Wilayah II)":
        return SetAside("himpunan-lain")
    cells = {name: row[name] for name in ("periode", "jumlah", "source_url")}
    return {**cells, "kantor": "Subdit Yankomas Wilayah II", "hak": row["kategori"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/aduan-diterima-ditjen-ham"),
        "sdmx-dimension:refArea": Thing("kantor", family="wilayah/kantor-ham", codes=True),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:right": Code("hak", scheme="hak-uu39"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="aduan", minimum=5),),
    attributes={
        "ham:areaRole": Fixed("peran-wilayah/wilayah-kerja"),
        "ham:allegationStatus": Fixed("status-dugaan/diduga"),
        "ham:listComplete": Fixed(False),
    },
)
