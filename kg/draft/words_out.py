"""Questions of a draft, in Indonesian and in English; each is a value that starts with the mark of an open question."""

from __future__ import annotations

from kg.mapping.agency import KINDS
from kg.mapping.open_questions import MARK

UNITS = "orang, korban, kasus, aduan, laporan, berkas, peristiwa, persen, skor, …"
ROLES = "tempat-kejadian, asal-pengadu, wilayah-aduan, kantor-penerima, wilayah-statistik, …"
DOCUMENT_KINDS = "situs-resmi, berita, portal-data, laporan, repositori, unggahan, salinan"


def ask(told_id: str, told_en: str) -> str:
    """A question.

    >>> ask("judul", "title")
    'TODO: judul / title'
    """
    return f"{MARK}: {told_id} / {told_en}"


TITLE_ID = f"{MARK}: judul dalam bahasa Indonesia"
TITLE_EN = f"{MARK}: title in English"
DESCRIPTION_ID = f"{MARK}: apa yang dihitung, untuk siapa, kapan (satu kalimat bahasa Indonesia)"
DESCRIPTION_EN = f"{MARK}: what is counted, of whom, when (one sentence in English)"
PRODUCER = ask("kunci lembaga yang menghasilkan angka (mappings/instansi/organisasi/source.csv)", "key of the body that makes the figures")
PAGE = ask("alamat halaman tempat tabel ini diterbitkan", "address of the page where the table is published")
LICENCE = ask("alamat lisensi, atau null bila tidak dinyatakan", "address of the licence, or null if none is stated")
RIGHTS_ID = f"{MARK}: apa yang diketahui tentang hak penggunaannya (bahasa Indonesia)"
RIGHTS_EN = f"{MARK}: what is known of the right to use it (in English)"
REUSE = ask("boleh diapakan", "what may be done with it") + ": open, quote, share-alike, non-commercial, unclear-copy"
FREQUENCY = ask("seberapa sering terbit", "how often it appears") + ": annual, semiannual, quarterly, monthly, irregular, once"
PERIOD = ask(
    "hari pertama dan terakhir data (YYYY-MM-DD), atau ganti `period` dengan null", "first and last day of the data, or `period: null`"
)
THRESHOLD = ask(
    "5 bila tabel menghitung orang (korban, pengadu, …); bila tidak, hapus bagian `disclosure`",
    "5 if the table counts persons (victims, complainants, …); if not, delete `disclosure`",
)
AGENCY_KIND = ask("jenis lembaga", "kind of body") + ": " + ", ".join(KINDS)
AGENCY_SOURCE = ask("alamat halaman yang menerangkan lembaga ini", "address of a page that tells of this body")
DOCUMENT_URL = ask("alamat dokumen; kosongkan bila tidak ada", "address of the document; leave empty if there is none")
DOCUMENT_PUBLISHER = ask("penerbit dokumen", "publisher of the document")
DOCUMENT_KIND = ask("jenis", "kind") + f": {DOCUMENT_KINDS}"
CONFIDENCE = ask("keyakinan", "confidence") + ": tinggi, sedang, rendah"
AREA = ask(
    "kode negara (IDN) bila semua angka tentang seluruh Indonesia; bila tidak, di mana?",
    "IDN if all figures are of all Indonesia; if not, where?",
)
ROLE = ask("apa arti wilayah", "what the area means") + f": peran-wilayah/… ({ROLES})"
VINTAGE = ask(
    "34-provinsi (sebelum pemekaran Papua 2022) atau 38-provinsi; bila beda per tahun: vintage_column=…, extents=BPS_EXTENTS",
    "34-provinsi (before the split of Papua in 2022) or 38-provinsi; if it depends on the year: vintage_column=…, extents=BPS_EXTENTS",
)
COMPLETE = ask(
    "daftar wilayah atau kelas sebagian saja? ganti teks ini dengan False; bila lengkap, hapus baris ini",
    "is the list of areas or classes partial? put False for this text; if it is complete, delete this line",
)
DIMENSION = ask("dimensi ontologi untuk kolom ini (ham:…)", "dimension of the ontology for this column (ham:…)")
ALLEGATION = ask(
    "status-dugaan/diduga bila angka menghitung aduan; bila tidak, hapus baris ini",
    "status-dugaan/diduga if complaints are counted; if not, delete this line",
)
UNIT = ask("satuan hitung", "counting unit") + f": {UNITS}"
NUMBER = ask("format angka: id (1.234,5), en (1,234.5), plain (1234.5)", "number format: id, en, plain")
MARKED = ask(
    '"M" (tidak ada angka) atau "Q" (ditekan); bila berarti nol, tulis 0 di tabel',
    '"M" (no figure) or "Q" (suppressed); if it means zero, write 0',
)
CODE = ask("notasi dalam skema", "notation in the scheme")
NAME_ID = f"{MARK}: nama dalam bahasa Indonesia"
NAME_EN = f"{MARK}: name in English"
DEFINITION_ID = f"{MARK}: definisi, satu kalimat lengkap (bahasa Indonesia)"
DEFINITION_EN = f"{MARK}: definition, a whole sentence (in English)"
CONCEPT_ID = f"{MARK}: konsep statistik dasarnya (bahasa Indonesia)"
CONCEPT_EN = f"{MARK}: its basic statistical concept (in English)"
INDICATOR_KIND = ask("jenis indikator", "kind of indicator") + ": struktur, proses, hasil"
MEASURE = ask("ukuran", "kind of measure") + ": jumlah, persentase, skor, nilai-uang, laju, rata-rata, …"
PLACE_REASON = ask("mengapa wilayah itu", "why that region")
