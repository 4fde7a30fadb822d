"""Complaints and reports to the Ministry of Human Rights by receiving office; the area is the office's, never a province."""

from kg.mapping import Code, Cube, Document, Fixed, Flag, Period, RawRow, Series, SetAside, Thing, UnitColumn


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """Complaints by working area or receiving office."""
    kind, office = row["dimensi"], row["kategori"]
    if kind not in ("wilayah kerja", "kanwil", "kanwil penerima"):
        return SetAside("himpunan-lain")
    unit = "laporan" if kind == "kanwil penerima" else "aduan"
    return {
        "periode": row["periode"].replace("2023 (s.d. 18 September)", "1 Januari - 18 September 2023"), "satuan": unit,
        "kantor": f"{office} (Kemenkumham)" if kind == "kanwil" else office, "ukuran": f"{unit} diterima", "jumlah": row["jumlah"],
        "peran": "wilayah kerja" if kind == "wilayah kerja" else "kantor penerima", "source_url": row["source_url"],
        "daftar_lengkap": "ya" if office.startswith("wilayah ") else "tidak",
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Thing("kantor", family="wilayah/kantor-ham", codes=True),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:areaRole": Code("peran", scheme="peran-wilayah"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=5),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga"), "ham:listComplete": Flag("daftar_lengkap")},
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)
