"""Occupants and capacity of prisons, nationwide, from several sources that disagree; all kept."""

from kg.mapping import Code, Country, Cube, Document, Period, RawRow, Series, SetAside, StatusColumn, UnitColumn

# words of the page → indicator, sex, age class, unit
COUNTED = {
    "total penghuni": ("penghuni", "total", "total", "orang"),
    "penghuni laki-laki": ("penghuni", "laki-laki", "total", "orang"),
    "penghuni perempuan": ("penghuni", "perempuan", "total", "orang"),
    "penghuni dewasa": ("penghuni", "total", "dewasa", "orang"),
    "penghuni anak": ("penghuni", "total", "anak", "orang"),
    "total penghuni (puncak)": ("penghuni tertinggi", "total", "total", "orang"),
    "kapasitas hunian": ("kapasitas", "total", "total", "tempat"),
    "total kapasitas": ("kapasitas", "total", "total", "tempat"),
    "napi": ("napi", "total", "total", "orang"),
    "tahanan": ("tahanan", "total", "total", "orang"),
    "jumlah narapidana (World Prison Brief)": ("penghuni menurut World Prison Brief", "total", "total", "ribu orang"),
    "tingkat keterisian lapas (World Prison Brief)": ("tingkat hunian menurut World Prison Brief", "total", "total", ""),
    "persentase tahanan perempuan": ("persentase perempuan", "total", "total", ""),
    "persentase anak/tahanan muda": ("persentase anak atau tahanan muda", "total", "total", ""),
    "persentase tahanan asing": ("persentase warga negara asing", "total", "total", ""),
}
ENGLISH = ("https://www.prison-insider.com/", "https://www.thejakartapost.com/")  # pages with a comma for thousands
ROUNDED = {("2023-10-25", "140.000"), ("2023-10-25", "274.000")}  # by the official who names them


def intake(row: RawRow) -> list[dict[str, str]] | SetAside:
    """One figure of the national table, or the up to three of a row on Indonesia in the table of offices (``kanwil.csv``)."""
    if row.file == "kanwil.csv":
        return _of_offices(row)
    if not row["tahun"]:
        return SetAside("tanpa-periode")
    if row["uraian"] not in COUNTED:
        raise row.fail("uraian", "is not known: say in COUNTED what it counts")
    indicator, sex, age, unit = COUNTED[row["uraian"]]
    return [_figure(row["tahun"], indicator, row["jumlah"], unit, row["source_url"], jenis_kelamin=sex, golongan_umur=age)]


def _of_offices(row: RawRow) -> list[dict[str, str]] | SetAside:
    if not row["tanggal_data"]:
        return SetAside("tanpa-periode")
    if row["kanwil"] != "INDONESIA":
        return SetAside("himpunan-lain")
    if row["tanggal_data"] == "2023-11":  # the same page and figures as in the national table
        return SetAside("ulangan")
    excess = "kelebihan hunian lapas saja" if row["keterangan"] == "lapas saja" else "kelebihan hunian"
    figures = (
        ("kapasitas", row["kapasitas"], "tempat"),
        ("penghuni", row["penghuni"], "orang"),
        (excess, row["persen_over_kapasitas"], ""),
    )
    return [_figure(row["tanggal_data"], name, cell, unit, row["source_url"]) for name, cell, unit in figures if cell]


def _figure(period: str, indicator: str, printed: str, unit: str, source: str, **classes: str) -> dict[str, str]:
    """One row of ours: the plain number, and the text as printed. A figure without unit is a percentage."""
    is_rounded = printed.endswith(" ribu") or (period, printed) in ROUNDED
    count = printed.removesuffix(" ribu")
    count = count.replace(",", "") if source.startswith(ENGLISH) else count.replace(".", "").replace(",", ".")
    return {
        "periode": period, "indikator": indicator, "jenis_kelamin": "total", "golongan_umur": "total", **classes,
        "jumlah" if unit else "persen": count, "satuan": unit, "tercetak": printed, "status": "E" if is_rounded else "A",
        "source_url": source,
    }  # fmt: skip


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("indikator", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:occupantAgeClass": Code("golongan_umur", scheme="golongan-umur-penghuni"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series(
            "jumlah", number="plain", kind="integer", unit=UnitColumn("satuan"),
            status=StatusColumn("status"), raw_column="tercetak", minimum=0,
        ),
        Series("persen", number="plain", kind="decimal", unit="persen", status=StatusColumn("status"), raw_column="tercetak", minimum=0),
    ),
    ignore={"keterangan": "remarks of the transcriber, told in NOTES.md"},
)  # fmt: skip
