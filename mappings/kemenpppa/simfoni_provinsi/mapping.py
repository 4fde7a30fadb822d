"""Violence recorded in SIMFONI PPA by province, partial lists. A count of one to four is not held: its mark is ``ditekan``."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series, SetAside, UnitColumn

PROVINCES = {"Sumatra Selatan": "Sumatera Selatan", "Nusa Tenggara Timur (NTT)": "Nusa Tenggara Timur"}


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One province, and types of violence in Banten from the national table (``nasional.csv``)."""
    if row.file == "nasional.csv":
        province, _, kind = row["uraian"].partition(": ")
        if province != "Banten":
            return SetAside("himpunan-lain")
        kind, measure = kind.removeprefix("kekerasan "), "kasus kekerasan"
        count, unit = row["jumlah"], "kasus"
    else:
        if row["periode"].startswith("2018"):
            return SetAside("tanpa-periode")
        if row["provinsi"] == "Papua Barat":
            return SetAside("wilayah-tidak-jelas")
        province, kind = PROVINCES.get(row["provinsi"], row["provinsi"]), "semua"
        of_three = row["cakupan"] == "perempuan, tiga lembaga"
        measure = "perempuan korban kekerasan (tiga lembaga)" if of_three else "kasus kekerasan"
        count, unit = (row["jumlah_korban"], "korban") if of_three else (row["jumlah_kasus"], "kasus")
    return {
        "periode": row["periode"], "provinsi": province, "ukuran": measure, "jenis_kekerasan": kind, "satuan": unit,
        "jumlah": count, "source_url": row["source_url"],
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Area("provinsi", kind="provinsi"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:violenceType": Code("jenis_kekerasan", scheme="jenis-kekerasan-simfoni"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=5, marks={"ditekan": "Q"}),),
    attributes={"ham:listComplete": Fixed(False)},
)
