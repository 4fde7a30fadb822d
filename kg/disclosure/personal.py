"""Marks of persons in tables: columns, cells and file names that must never come in. What is found is told by place, never by value.

A name alone cannot be told from other words. What keeps names out of protected tables is the list of allowed values of each column;
these patterns are the second net, for every table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from kg.errors import InputError

_NIK = re.compile(r"(?<!\d)(\d{2})\d{2}\d{2}(\d{2})(\d{2})\d{2}(\d{4})(?!\d)")
_MOBILE = re.compile(r"(?<![\d.,+/=_-])(?:\+62|62|0)8\d{7,11}(?!\d)")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_NAME = re.compile(
    r"\b(?:bin|binti|als|alias|sdr|sdri|tn|ny|an\.?|a\.n\.)\.?\s+[A-Z][a-z'-]+|^(?:[A-Z][a-z'-]+\s+){1,3}(?:bin|binti)\s+[A-Z]",
    re.MULTILINE,
)
_SEPARATORS = re.compile(r"(?<=\d)[ .-](?=\d)")
_WEB = re.compile(r"https?://\S+")

# columns that only tables of persons have; compared without case, with every separator as one underscore
_PERSONAL_COLUMNS = re.compile(
    r"(?:^|_)(?:nik|no_?ktp|nkk|no_?kk|ktp|paspor|passport|npwp|nisn|sim)(?:_|$)"
    r"|^(?:nama|name|nama_lengkap|full_name|inisial|alias)$"
    r"|^nama_(?:korban|pelapor|pelaku|pengadu|saksi|anak|ibu|ayah|orang_tua|wali|klien|terlapor|pasien)"
    r"|(?:tanggal|tgl|tempat)_?lahir|birth_?date|date_of_birth|^alamat|_alamat|^address"
    r"|telepon|(?:^|_)(?:telp|hp|handphone|phone|whatsapp|wa)(?:_|$)|surel|e_?mail"
    r"|no(?:mor)?_?(?:lp|laporan|perkara|registrasi|register|pengaduan|aduan|kasus|rekam_medis)(?:_|$)|kronologi|narasi|foto(?:_|$)"
)
_NUMBERS_OF_PEOPLE = 10
_PLAIN_WORDS = {"alias", "nama", "name"}  # files of spellings of places have such names


@dataclass(frozen=True, slots=True)
class Finding:
    """A mark of a person: what kind (in both languages), and where. It holds nothing of what was found."""

    kind_id: str
    kind_en: str
    row: int | None = None
    column: int | None = None


_KINDS = {
    "nik": ("nomor induk kependudukan", "a personal identity number"),
    "mobile": ("nomor telepon seluler", "a mobile telephone number"),
    "email": ("alamat surel", "an e-mail address"),
    "name": ("nama orang", "a name of a person"),
    "column": ("kolom data pribadi", "a column of personal data"),
    "rows": ("satu baris per orang", "one row per person"),
}


def kinds_in(text: str) -> set[str]:
    """Which marks of persons a text holds. Addresses of web pages are looked at for e-mail addresses only.

    >>> sorted(kinds_in("hubungi 0812 3456 7890")), kinds_in("3.201.000 orang"), kinds_in("Kabupaten Bogor")
    (['mobile'], set(), set())
    """
    without_web = _WEB.sub(" ", text)
    plain = _SEPARATORS.sub("", without_web)
    found = {"email"} if _EMAIL.search(text) else set()
    if any(_is_nik(match) for match in _NIK.finditer(plain)):
        found.add("nik")
    if _MOBILE.search(plain):
        found.add("mobile")
    if _NAME.search(without_web):
        found.add("name")
    return found


def is_personal_column(name: str) -> bool:
    """Whether a column of this name holds data of single persons.

    >>> [is_personal_column(n) for n in ("NIK", "Tgl. Lahir", "nama_korban", "nama_kabupaten_kota", "kategori_usia")]
    [True, True, True, False, False]
    """
    return _PERSONAL_COLUMNS.search(re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_")) is not None


def _is_nik(match: re.Match[str]) -> bool:
    """Province, district, sub-district, day (+ 40 for women), month, year, number: other runs of 16 digits are no NIK."""
    province, day, month, serial = (int(part) for part in match.groups())
    return 11 <= province <= 96 and (1 <= day <= 31 or 41 <= day <= 71) and 1 <= month <= 12 and serial > 0


def findings_in_file_name(name: str) -> list[Finding]:
    """Marks of persons in the name of a file, read with separators as spaces too."""
    stem = PurePath(name).stem
    words = re.sub(r"[_-]+", " ", stem)
    kinds = kinds_in(name) | kinds_in(words)
    if stem.lower() not in _PLAIN_WORDS and is_personal_column(stem):
        kinds.add("column")
    return [Finding(*_KINDS[kind]) for kind in sorted(kinds)]


HIDDEN_NAME = "(nama berkas tidak ditampilkan: memuat data pribadi / file name not shown: it holds personal data)"


def told_path(path: str) -> str:
    """A path as it may be told: each part that holds marks of a person is replaced by words that say so.

    >>> told_path("a/b/data.csv")
    'a/b/data.csv'
    """
    return "/".join(HIDDEN_NAME if findings_in_file_name(part) else part for part in path.split("/"))


def findings_in_header(header: Sequence[str]) -> list[Finding]:
    found = []
    for position, name in enumerate(header, 1):
        kinds = kinds_in(name) | ({"column"} if is_personal_column(name) else set())
        found += [Finding(*_KINDS[kind], row=1, column=position) for kind in sorted(kinds)]
    return found


def findings_in_row(number: int, cells: Sequence[str], names: bool = True) -> list[Finding]:
    """Marks of persons in the cells of one row; `names` also looks for forms of names, which prose about institutions may hold too."""
    return [
        Finding(*_KINDS[kind], row=number, column=position)
        for position, cell in enumerate(cells, 1)
        if cell
        for kind in sorted(kinds_in(cell))
        if names or kind != "name"
    ]


_SUSPICIOUS = re.compile(r"@|\d(?:[ .-]?\d){8}")


def refuse_persons(number: int, cells: Sequence[str], file: str) -> None:
    """Raise InputError if a row of any table holds a number or address of a person. Quick for rows that cannot."""
    if _SUSPICIOUS.search("\n".join(cells)):
        refuse(findings_in_row(number, cells, names=False), file)


def is_one_row_per_person(counts: Iterable[Sequence[int]]) -> bool:
    """Whether the counts look like a list of persons: many rows, and each counts exactly one."""
    rows = [tuple(row) for row in counts]
    return len(rows) >= _NUMBERS_OF_PEOPLE and all(sum(row) == 1 for row in rows)


def row_per_person() -> Finding:
    return Finding(*_KINDS["rows"])


def refuse(findings: Sequence[Finding], file: str) -> None:
    """Raise InputError for the first of the findings, in words that hold none of what was found."""
    if not findings:
        return
    first = findings[0]
    place = f" (column {first.column})" if first.column else ""
    more = f"; {len(findings) - 1} more such places" if len(findings) > 1 else ""
    raise InputError(
        f"memuat {first.kind_id}, yang tidak pernah diterima / holds {first.kind_en}, which is never taken in{place}{more}",
        file=file, row=first.row,
    )  # fmt: skip
