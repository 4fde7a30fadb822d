"""What kind of file this is, how its text is encoded and delimited. What is no table is refused in a sentence that says what to do."""

from __future__ import annotations

import codecs
import csv
import io
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Literal

from kg.errors import InputError

Kind = Literal["csv", "xlsx", "json"]
Encoding = Literal["utf-8", "utf-8-sig", "cp1252", "latin-1"]
DELIMITERS = ("\t", ";", "|", ",")
_HTML = ("<!doctype", "<html", "<table", "<head", "<body", "<?xml")
_BINARY = {
    b"%PDF": ("PDF: ketik atau ekspor tabelnya ke CSV atau XLSX", "a PDF: type or export its table to CSV or XLSX"),
    b"\xd0\xcf\x11\xe0": ("buku kerja Excel lama (.xls): simpan sebagai .xlsx", "an old Excel workbook (.xls): save it as .xlsx"),
    b"\x1f\x8b": ("arsip gzip: buka dahulu", "a gzip archive: unpack it first"),
}


def kind_of(path: Path, display: str, max_bytes: int) -> Kind:
    """The kind of a file by its content, whatever its name says. Raises InputError for a file that is no table."""
    if path.is_dir():
        raise _refused(display, "folder, bukan berkas: sebut satu berkas", "a folder: name one file")
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= max_bytes else b""
    except FileNotFoundError:
        raise InputError("tidak ada / does not exist", file=display) from None
    except OSError as error:
        raise InputError(f"tidak dapat dibaca / cannot be read ({type(error).__name__})", file=display) from None
    if size > max_bytes:
        raise InputError(f"berukuran / is {size:,} bytes, batasnya / the limit is {max_bytes:,} (HAM_MAX_SOURCE_BYTES)", file=display)
    if not data.strip():
        raise InputError("kosong / is empty", file=display)
    for start, (told_id, told_en) in _BINARY.items():
        if data.startswith(start):
            raise _refused(display, told_id, told_en)
    if data.startswith(b"PK\x03\x04"):
        return _of_archive(path, display)
    return _of_text(data, display)


def _refused(display: str, told_id: str, told_en: str) -> InputError:
    return InputError(f"ini {told_id} / this is {told_en}", file=display)


def _of_archive(path: Path, display: str) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.xml" in archive.namelist():
                return "xlsx"
    except zipfile.BadZipFile:
        raise _refused(display, "arsip ZIP yang rusak atau terpotong", "a damaged or truncated ZIP archive") from None
    raise _refused(display, "arsip ZIP, bukan buku kerja XLSX: buka dahulu", "a ZIP archive and no XLSX workbook: unpack it first")


def _of_text(data: bytes, display: str) -> Kind:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _looks_like_utf16(data):
        raise _refused(display, "teks UTF-16: simpan sebagai CSV UTF-8", "UTF-16 text: save it as CSV UTF-8")
    if b"\x00" in data or sum(byte < 9 or 13 < byte < 32 for byte in data[:4096]) > len(data[:4096]) // 100:
        raise _refused(display, "berkas biner, bukan tabel teks", "a binary file and no table of text")
    start = data.removeprefix(codecs.BOM_UTF8).lstrip()[:200].lower()
    if start.startswith(tuple(text.encode() for text in _HTML)):
        what = "halaman web atau XML, apa pun nama berkasnya: unduh tabelnya sendiri sebagai CSV atau XLSX"
        raise _refused(display, what, "a web page or XML, whatever its name says: download the table itself as CSV or XLSX")
    return "json" if start[:1] in (b"{", b"[") and _is_json(data) else "csv"


def _looks_like_utf16(data: bytes) -> bool:
    """Text without byte-order mark in which every second byte is zero."""
    sample = data[:400]
    return len(sample) > 3 and max(sample[0::2].count(0), sample[1::2].count(0)) > len(sample) // 5


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError):
        return False
    return True


def encoding_of(data: bytes) -> Encoding:
    """The encoding of text. UTF-8 shows itself; what is not UTF-8 is taken for Windows' Western one where its bytes allow.

    >>> encoding_of("Jumlah".encode()), encoding_of("é".encode("cp1252")), encoding_of(b"\\xef\\xbb\\xbfa")
    ('utf-8', 'cp1252', 'utf-8-sig')
    """
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    candidates: tuple[Encoding, ...] = ("utf-8", "cp1252")
    for encoding in candidates:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"


def delimiter_of(text: str) -> str:
    """The delimiter that cuts most lines into equally many cells; commas, which stand in numbers and sentences, last.

    >>> delimiter_of("a;b\\n1,5;2,5\\n"), delimiter_of("a,b\\n1;2,3\\n1,2\\n")
    (';', ',')
    """
    shares = {delimiter: _share_of_equal_rows(text, delimiter) for delimiter in DELIMITERS}
    best = max(shares.values())
    return next(delimiter for delimiter in DELIMITERS if shares[delimiter] >= min(best, 0.5) and shares[delimiter] >= best - 0.3)


def _share_of_equal_rows(text: str, delimiter: str) -> float:
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(cell.strip() for cell in row)]
    except csv.Error:
        return 0.0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths.values(), default=0) / max(len(rows), 1)
