"""Children with a birth certificate: the country, and the provinces that two pages name."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series


def intake(row: RawRow) -> dict[str, str]:
    """A row of the agency's columns in ours."""
    columns = {name: row[name] for name in ("tahun", "wilayah", "daerah", "source_url")}
    return {**columns, "persen_berakta": row["persen_memiliki_akta"]}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/persentase-anak-berakta-kelahiran"),
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", vintage="34-provinsi", national=("Indonesia",)),
        "sdmx-dimension:refPeriod": Period("tahun"),
        "ham:urbanRural": Code("daerah", scheme="daerah-tempat-tinggal"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("persen_berakta", number="id", kind="decimal", unit="persen", minimum=0, maximum=100),),
    attributes={"ham:areaRole": Fixed("peran-wilayah/wilayah-statistik"), "ham:listComplete": Fixed(False)},
)
