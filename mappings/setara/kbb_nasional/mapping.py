"""Violations of freedom of religion or belief recorded by SETARA: events, acts, by alleged perpetrator or place of worship."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, RawRow, Series, SetAside, UnitColumn

# words of the page → measure and unit; the other words name an actor or a place of worship
COUNTED = {
    "peristiwa": ("peristiwa", "peristiwa"), "peristiwa (rilis 31 Desember 2021)": ("peristiwa", "peristiwa"),
    "tindakan": ("tindakan", "tindakan"), "tindakan (rilis 31 Desember 2021)": ("tindakan", "tindakan"),
    "tindakan intoleransi masyarakat": ("intoleransi masyarakat", "tindakan"), "penodaan agama": ("penodaan agama", "tindakan"),
    "tindakan diskriminatif negara": ("diskriminasi negara", "tindakan"),
    "gangguan tempat ibadah": ("gangguan rumah ibadah", "peristiwa"),
}  # fmt: skip


def intake(row: RawRow) -> dict[str, str] | SetAside:
    """One count. Releases that do not print their months are set aside."""
    if "rilis" in row["periode"]:
        return SetAside("tanpa-periode")
    words = row["uraian"]
    measure, unit = COUNTED.get(words, ("tindakan", "tindakan"))
    cells = {"periode": row["periode"], "jumlah": row["jumlah"], "source_url": row["source_url"]}
    cells |= {"ukuran": measure, "satuan": unit, "terduga_pelaku": "semua", "rumah_ibadah": "semua"}
    if words.startswith("tindakan aktor "):
        return {**cells, "terduga_pelaku": "aktor non-negara" if "non" in words else "aktor negara"}
    head, _, name = words.partition(": ")
    if head == "gangguan rumah ibadah":
        return {**cells, "ukuran": head, "satuan": "peristiwa", "rumah_ibadah": name.lower()}
    if head in ("aktor negara", "aktor non-negara"):
        return {**cells, "terduga_pelaku": name}
    if words not in COUNTED:
        raise row.fail("uraian", "is not known: say in COUNTED what it counts")
    return cells


MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:allegedActor": Code("terduga_pelaku", scheme="terduga-pelaku"),
        "ham:placeOfWorship": Code("rumah_ibadah", scheme="rumah-ibadah"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit=UnitColumn("satuan"), minimum=1),),
    attributes={"ham:allegationStatus": Fixed("status-dugaan/diduga"), "ham:listComplete": Fixed(False)},
)
