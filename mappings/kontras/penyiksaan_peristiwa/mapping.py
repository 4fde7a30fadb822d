"""Events of torture recorded by KontraS: in all, by alleged perpetrator, setting, alleged motive, or province. Events, not persons."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, RawRow, Series, SetAside

UNDIVIDED = {"wilayah": "Indonesia", "terduga_pelaku": "semua", "tempat": "semua", "motif": "semua"}
DIVIDED_BY = {
    "pelaku": "terduga_pelaku", "tingkat kepolisian": "terduga_pelaku", "lokasi": "tempat", "motif": "motif", "provinsi": "wilayah",
}  # fmt: skip


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """A count of events, divided by one thing at most; victims belong to `kontras/penyiksaan_korban`."""
    kind, name = row["dimensi"], row["kategori"]
    if kind not in DIVIDED_BY and (kind, name) != ("total", "peristiwa"):
        return SetAside("himpunan-lain")
    if (kind, name) == ("provinsi", "Papua"):
        return SetAside("wilayah-tidak-jelas")
    cells = {**UNDIVIDED, **{column: row[column] for column in ("periode", "jumlah", "source_url")}}
    return {**cells, DIVIDED_BY[kind]: name} if kind in DIVIDED_BY else cells


MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/peristiwa-penyiksaan-kontras"),
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", national=("Indonesia",)),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:allegedActor": Code("terduga_pelaku", scheme="terduga-pelaku"),
        "ham:eventSetting": Code("tempat", scheme="tempat-penyiksaan"),
        "ham:allegedMotive": Code("motif", scheme="motif-penyiksaan"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="peristiwa", minimum=1),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga")},
)
