"""Which columns hold periods, and which periods stand in the names of columns, in titles or in the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.draft.words import MONTH_NAME, PERIOD_NAME, YEAR, YEAR_IN_WORDS
from kg.errors import InputError
from kg.mapping.periods import ParsedPeriod, parse_period

_MONTHS = (
    "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|"
    "january|february|march|may|june|july|august|october|december"
)
_MONTH = re.compile(rf"(?<![a-z])({_MONTHS})(?![a-z])", re.I)
_PART = re.compile(r"(?<![a-z])(semester|triwulan)\s+(iv|i{1,3}|[1-4])(?![a-z0-9])", re.I)
_HALF = re.compile(r"(?:semester\s*)?(1|2|i|ii)", re.I)
_QUARTER = re.compile(r"(?:triwulan\s*)?([1-4]|i{1,3}|iv)", re.I)


def period_or_none(cell: str) -> ParsedPeriod | None:
    try:
        return parse_period(cell)
    except InputError:
        return None


def is_period_column(name: str, cells: list[str]) -> bool:
    """Whether a column holds years or other periods, by its name and at least some of its cells, or by almost all of its cells.

    >>> is_period_column("Tahun", ["2019", "2020"]), is_period_column("jumlah", ["2019", "2020"]), is_period_column("x", ["Mei 2020"])
    (True, False, True)
    """
    if not cells:
        return False
    share = sum(_is_period(cell) for cell in cells) / len(cells)
    if PERIOD_NAME.fullmatch(name.strip()):
        return share >= 0.3
    return share >= 0.9 and not all(YEAR.fullmatch(cell) for cell in cells)


def _is_period(cell: str) -> bool:
    """Whether a cell is a period; of mere digits, years of the last and this century only (``3201`` is a code)."""
    return YEAR.fullmatch(cell) is not None if cell.isdigit() else period_or_none(cell) is not None


def is_part_of_year(name: str, cells: list[str]) -> str | None:
    """What part of a year the cells of a column tell (``month``, ``half``, ``quarter``), for a column beside that of the year."""
    if not cells or not PERIOD_NAME.fullmatch(name.strip()):
        return None
    if all(_MONTH.fullmatch(cell) for cell in cells):
        return "month"
    if "semester" in name.lower() and all(_HALF.fullmatch(cell) for cell in cells):
        return "half"
    if "triwulan" in name.lower() and all(_QUARTER.fullmatch(cell) for cell in cells):
        return "quarter"
    if MONTH_NAME.fullmatch(name.strip()) and all(re.fullmatch(r"0[1-9]|1[0-2]", cell) for cell in cells):
        return "month-number"
    return None


def template(part: str, year: str, other: str) -> str:
    """The template of a period from the column of the year and that of its part."""
    patterns = {"month": "{%o} {%y}", "half": "Semester {%o} {%y}", "quarter": "Triwulan {%o} {%y}", "month-number": "{%y}-{%o}"}
    return patterns[part].replace("%o", other).replace("%y", year)


def period_in_words(text: str) -> tuple[str, str] | None:
    """(period as a mapping writes it, the text without it) of words that name one year, with a month or a part of it perhaps.

    >>> period_in_words("Persentase - Maret 2019"), period_in_words("2023 Agustus"), period_in_words("APM SD 2017"), period_in_words("SD")
    (('2019-03', 'Persentase'), ('2023-08', ''), ('2017', 'APM SD'), None)
    """
    years = set(YEAR_IN_WORDS.findall(text))
    if len(years) != 1:
        return None
    year = years.pop()
    rest = YEAR_IN_WORDS.sub(" ", text)
    written = year
    if (month := _MONTH.findall(rest)) and len(set(month)) == 1:
        period = period_or_none(f"{month[0]} {year}")
        written, rest = (period.key if period else year), _MONTH.sub(" ", rest)
    elif part := _PART.search(rest):
        period = period_or_none(f"{part[1]} {part[2]} {year}")
        written, rest = (period.key if period else year), _PART.sub(" ", rest)
    return written, tidied(rest)


def month_in_words(text: str) -> tuple[str, str] | None:
    """(number of the month, the text without it) of words that name one month and no year: the year stands elsewhere."""
    found = {month.lower() for month in _MONTH.findall(text)}
    if len(found) != 1 or YEAR_IN_WORDS.search(text):
        return None
    period = period_or_none(f"{found.pop()} 2000")
    return (period.key[-2:], tidied(_MONTH.sub(" ", text))) if period else None


def tidied(text: str) -> str:
    """Words without the signs and brackets that a part taken out leaves behind."""
    return re.sub(r"\s+", " ", re.sub(r"\(\s*\)|\[\s*\]", " ", text)).strip(" -–,:;/_.")


def only_year(texts: Iterable[str]) -> str | None:
    """The one year that all texts together name, if they name one and no other."""
    years = {year for text in texts for year in YEAR_IN_WORDS.findall(text)}
    return years.pop() if len(years) == 1 else None
