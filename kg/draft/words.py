"""Words and patterns by which tables of agencies tell what their rows and columns are."""

from __future__ import annotations

import re

FIGURE = re.compile(r"[-+]?\d[\d.,]*(?:\s*%)?|[-+]?\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)?", re.ASCII)
"""A cell that is meant as one number, in whatever format."""
YEAR = re.compile(r"(?:19|20)\d\d")
YEAR_IN_WORDS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
NUMBERING = re.compile(r"\(?\d{1,2}\)?")
TOTAL = re.compile(
    r"(?:sub\s*|grand\s*)?(?:jumlah|total)(?:\s*/\s*total)?(?:\s+(?:seluruh|keseluruhan|total|umum).*)?|rata\s*-?\s*rata.*|average", re.I
)
NOTE = re.compile(r"(?:keterangan|catatan|sumber|source|notes?|ket)\b.*", re.I | re.S)
NATIONAL = re.compile(r"indonesia|nasional|national", re.I)

MISSING = {
    "...",
    "…",
    "..",
    "n.a.",
    "n.a",
    "na",
    "n/a",
    "nan",
    "null",
    "none",
    "tad",
    "t.a.d",
    "tidak ada data",
    "belum ada data",
    "no data",
}
"""Marks that mean "no figure" wherever they stand, without case."""
UNCLEAR_MARKS = {"-", "–", "—", "--", "*", "x"}
"""Marks that mean "zero" with some publishers and "no figure" with others."""

ROW_NUMBER = re.compile(r"(?:no\.?|nomor|nomer|id|#|index|unnamed.*|kolom \d+)", re.I)
PERIOD_NAME = re.compile(
    r"(?:.*[\s_])?(?:tahun|thn|year|periode|period|bulan|month|triwulan|quarter|semester|tanggal|tgl|waktu|date)(?:[\s_].*)?", re.I
)
MONTH_NAME = re.compile(r"(?:.*[\s_])?(?:bulan|month)(?:[\s_].*)?", re.I)
DOCUMENT_NAME = re.compile(r"source_?url|url|tautan|link|sumber(?:_url)?", re.I)
REMARK_NAME = re.compile(r"keterangan|catatan|remarks?|notes?|ket", re.I)
FLOAT_YEAR = re.compile(r"(?:19|20)\d\d\.0")
UNIT_NAME = re.compile(r"satuan|unit", re.I)
CODE_NAME = re.compile(r"(?:.*[\s_])?(?:kode|code|kd|id)(?:[\s_].*)?", re.I)
PLACE_NAME = re.compile(r".*(?:provinsi|prov\b|kabupaten|kab[\s./_]|kota|wilayah|daerah|lokasi|region|province|regency|city).*", re.I)

PERSONS = re.compile(
    r"korban|victim|pelapor|pengadu|aduan|complain|penyintas|survivor|kekerasan|violence|saksi|tersangka|terdakwa|pelaku|perkosaan|"
    r"pelecehan|trafik|tppo|difabel|disabilitas|hiv|klien|pasien", re.I
)  # fmt: skip
"""Words of tables that may count victims, complainants or others who must not be recognised."""
PERCENT = re.compile(r"persen|percent|%", re.I)
UNITS = {
    "persen": r"persen\w*|percent\w*|%", "orang": r"orang|jiwa|persons?|people", "ribu-orang": r"ribu (?:orang|jiwa)",
    "kasus": r"kasus|cases?",
    "aduan": r"p?e?n?g?aduan|complaints?", "laporan": r"laporan", "berkas": r"berkas", "hektare": r"ha|hektare?", "tahun": r"tahun|years?",
    "kilometer-persegi": r"km2|km²|kilometer persegi", "korban": r"korban", "peristiwa": r"peristiwa", "permohonan": r"permohonan",
    "kk": r"kk|keluarga",
}  # fmt: skip
"""Counting unit → how tables write it between brackets or in a column of units."""
PERSON_NAME = re.compile(r"(?:[A-Z][a-z'’.-]+|[A-Z]\.)(?: (?:[A-Z][a-z'’-]+|[A-Z]\.|bin|binti|al|van|de)){1,4}")


def unit_in(text: str) -> str | None:
    """The counting unit that a whole text names.

    >>> unit_in("Ribu Jiwa"), unit_in("ORANG"), unit_in("Persen"), unit_in("zak")
    ('ribu-orang', 'orang', 'persen', None)
    """
    return next((unit for unit, pattern in UNITS.items() if re.fullmatch(pattern, text.strip(), re.I)), None)


def is_mark(cell: str) -> bool:
    """Whether a cell is a mark that stands for no figure, or may.

    >>> is_mark("N.A."), is_mark("-"), is_mark("7"), is_mark("")
    (True, True, False, False)
    """
    return cell.strip().lower() in MISSING | UNCLEAR_MARKS
