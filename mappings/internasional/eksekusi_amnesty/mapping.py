"""Executions by State and year; a lower bound such as ``>1000`` is no figure and stays unmapped."""

from kg.mapping import Country, Cube, Fixed, Period, RawRow, Series, SetAside

COLUMN = "Number of executions (Amnesty International)"


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """The row, or, for a lower bound, the reason why it gives no figure."""
    if row[COLUMN][:1] in (">", "+") or row[COLUMN].endswith("+"):
        return SetAside("bukan-angka")
    return {"Entity": row["Entity"], "Year": row["Year"], "eksekusi": row[COLUMN]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/eksekusi-hukuman-mati"),
        "sdmx-dimension:refArea": Country(column="Entity"),
        "sdmx-dimension:refPeriod": Period("Year"),
    },
    series=(Series("eksekusi", number="plain", kind="integer", unit="eksekusi", minimum=0),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/tempat-kejadian")},
)
