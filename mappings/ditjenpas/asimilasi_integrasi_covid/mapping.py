"""Prisoners and children released during the pandemic, by regulation, programme, age class and sex. Cells of one to four are not held."""

from kg.mapping import Code, Country, Cube, Document, Fixed, Period, Series

MAPPING = Cube(
    dimensions={
        "ham:indicator": Fixed("indikator/narapidana-anak-dikeluarkan"),
        "sdmx-dimension:refArea": Country("IDN"),
        "sdmx-dimension:refPeriod": Period("periode"),
        "ham:releaseRegulation": Code("dasar", scheme="dasar-pengeluaran"),
        "ham:releaseProgramme": Code("program", scheme="program-pengeluaran"),
        "ham:occupantAgeClass": Code("golongan_umur", scheme="golongan-umur-penghuni"),
        "ham:sex": Code("jenis_kelamin", scheme="jenis-kelamin"),
        "ham:sourceDocument": Document("source_url"),
    },
    series=(Series("jumlah", number="id", kind="integer", unit="narapidana-tahanan", minimum=0, marks={"ditekan": "Q"}),),
    attributes={"ham:periodComplete": Fixed(False)},
)
