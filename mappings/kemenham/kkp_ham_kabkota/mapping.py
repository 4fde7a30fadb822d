"""Regencies and cities named as caring for human rights, by year of award: one government a row, and the score where it is printed."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series


def intake(row: RawRow) -> dict[str, str]:
    """One government that is named. A space in the score is printed by the page; Solok is named beside Kota Solok."""
    score = row["nilai"]
    return {
        "tahun_penghargaan": row["tahun_penghargaan"], "provinsi": row["provinsi"], "jumlah": "1", "source_url": row["source_url"],
        "kabupaten_kota": "Kabupaten Solok" if row["kabupaten_kota"] == "Solok" else row["kabupaten_kota"],
        "predikat": row["predikat"].replace(" (5 terbaik nasional)", "").replace("Peduli", "peduli").replace("Cukup", "cukup"),
        "nilai": score.replace(" ", ""), "nilai_tercetak": score if " " in score else "",
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "sdmx-dimension:refArea": Area("kabupaten_kota", province_column="provinsi"),
        "sdmx-dimension:refPeriod": Period("tahun_penghargaan"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "jumlah", number="plain", kind="integer", unit="pemerintah-daerah", minimum=1, maximum=1,
            dimensions={"ham:indicator": Code("predikat", scheme="indikator")},
        ),
        Series(
            "nilai", number="id", kind="decimal", unit="skor", minimum=0, maximum=100, raw_column="nilai_tercetak",
            dimensions={"ham:indicator": Fixed("indikator/nilai-kkp-ham")},
            attributes={"ham:index": Fixed("indeks/penilaian-kkp-ham")},
        ),
    ),
    attributes={"ham:listComplete": Fixed(False)},
    ignore={
        "tahun_penilaian": "the year assessed, which many sources leave out; told in NOTES.md",
        "keterangan": "remarks of the transcriber, told in NOTES.md",
    },
)  # fmt: skip
