"""Regency and city governments awarded for caring for human rights, by year of award; governments are counted, not persons."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series, SetAside

MEASURES = {
    "peduli HAM": "kabupaten/kota peduli HAM", "pemerintah provinsi pembina penerima penghargaan": "pemerintah provinsi pembina",
}  # fmt: skip


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One count of governments by year of award."""
    if not row["tahun_penghargaan"]:
        return SetAside("tanpa-periode")
    cells = {name: row[name] for name in ("tahun_penghargaan", "wilayah", "jumlah", "source_url")}
    return {**cells, "ukuran": MEASURES.get(row["uraian"], row["uraian"])}


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", national=("INDONESIA",)),
        "sdmx-dimension:refPeriod": Period("tahun_penghargaan"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="pemerintah-daerah", minimum=0, maximum=514),),
    attributes={"ham:listComplete": Fixed(False)},
    ignore={"tahun_penilaian": "the year assessed, which many sources leave out; told in NOTES.md"},
)
