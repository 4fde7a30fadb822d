"""Prisoners on death row: in all, by offence, sex, citizenship or prison, and by province of detention."""

from kg.mapping import Area, Code, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Code("ukuran", scheme="indikator"),
        "sdmx-dimension:refArea": Area("wilayah", kind="provinsi", national=("Indonesia",)),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:offence": Code("tindak_pidana", scheme="tindak-pidana-pemidanaan"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:convictCitizenship": Code("kewarganegaraan", scheme="kewarganegaraan-terpidana"),
        "ham:prisonFacility": Code("lapas", scheme="upt-pemasyarakatan"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(
        Series("jumlah_nasional", number="id", kind="integer", unit="orang", minimum=1),
        Series(
            "jumlah_provinsi", number="id", kind="integer", unit="orang", minimum=5, marks={"ditekan": "Q"},
            attributes={"ham:areaRole": Fixed("peran-wilayah/tempat-penahanan"), "ham:listComplete": Fixed(False)},
        ),
    ),
)  # fmt: skip
