"""Series of Gapminder for ASEAN: one figure a row, what it measures in a column; codes of States in small letters."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, UnitColumn

SOURCE = "https://github.com/open-numbers/ddf--gapminder--systema_globalis/tree/c63631abeb62af6db3910f68be7c2b443beca50b"


def intake(row: RawRow) -> dict[str, str]:
    """The row with its source, and the indicator once more as the key of its unit. Children are counted in whole persons."""
    column = "orang" if row["indicator"] == "children_out_of_school_primary" else "nilai"
    shared = {"geo": row["geo"], "time": row["time"], "indicator": row["indicator"], "satuan": row["indicator"], "source_url": SOURCE}
    return {**shared, column: row["value"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("indicator", scheme="indikator"),
        "sdmx-dimension:refArea": Country(column="geo"),
        "sdmx-dimension:refPeriod": Period("time"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("nilai", number="plain", kind="decimal", unit=UnitColumn("satuan")),
        Series("orang", number="plain", kind="integer", unit="orang", minimum=0),
    ),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik")},
)
