"""Periods of figures: years, half-years, quarters, months, days, parts of a year, several years. Anything else is refused."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.errors import InputError

_MONTHS_ID = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"]
_MONTHS_EN = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_MONTH_NUMBERS = {name.lower(): n for names in (_MONTHS_ID, _MONTHS_EN) for n, name in enumerate(names, 1)}
_MONTH = "(" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + ")"
_TO = r"\s*(?:-|–|s\.?d\.?|sampai|hingga)\s*"

KINDS = ("tahun", "semester", "triwulan", "bulan", "hari", "rentang", "multitahun")


@dataclass(frozen=True, slots=True)
class ParsedPeriod:
    """First and last day (both included), kind (a notation of ``jenis-periode``) and key for the IRI."""

    start: date
    end: date
    kind: str
    key: str

    @property
    def ref_year(self) -> int:
        """The data year: that of the last day."""
        return self.end.year

    @property
    def covers_whole_years(self) -> bool:
        return self.kind in ("tahun", "multitahun")

    def label(self, language: str) -> str:
        """Name of the period in ``id`` or ``en``."""
        months = _MONTHS_ID if language == "id" else _MONTHS_EN
        year = self.start.year
        match self.kind:
            case "tahun":
                return str(year)
            case "multitahun":
                return f"{year}–{self.end.year}"
            case "semester" | "triwulan":
                return self._part_label(language)
            case "bulan":
                return f"{months[self.start.month - 1]} {year}"
            case "hari":
                return _day(self.start, months)
            case _:
                return f"{_day(self.start, months)} – {_day(self.end, months)}"

    def _part_label(self, language: str) -> str:
        """Name of a half-year or a quarter."""
        year, month = self.start.year, self.start.month
        if self.kind == "semester":
            half = 1 if month == 1 else 2
            return f"Semester {half} {year}" if language == "id" else f"Half-year {half} of {year}"
        quarter = (month + 2) // 3
        return f"Triwulan {quarter} {year}" if language == "id" else f"Quarter {quarter} of {year}"


def _day(day: date, months: list[str]) -> str:
    return f"{day.day} {months[day.month - 1]} {day.year}"


def parse_period(cell: str) -> ParsedPeriod:
    """The period that a cell names.

    >>> parse_period("1 Januari - 15 Desember 2021").key
    '2021-01-01--2021-12-15'
    >>> parse_period("Januari-Juni 2023").key
    '2023-S1'
    """
    text = " ".join(cell.split()).lower()
    try:
        for pattern, read in _FORMS:
            if match := pattern.fullmatch(text):
                return read(*match.groups())
    except ValueError as error:
        raise InputError(f"is not a period of the calendar ({error})", value=cell) from None
    raise InputError("is not a period that can be read: write a year, half-year, quarter, month, day or range", value=cell)


def _year(year: str) -> ParsedPeriod:
    return ParsedPeriod(date(int(year), 1, 1), date(int(year), 12, 31), "tahun", year)


def _years(first: str, last: str) -> ParsedPeriod:
    if int(last) <= int(first):
        raise ValueError("the last year does not come after the first")
    return ParsedPeriod(date(int(first), 1, 1), date(int(last), 12, 31), "multitahun", f"{first}--{last}")


def _part(year: int, index: int, months: int, kind: str, letter: str) -> ParsedPeriod:
    first = (index - 1) * months + 1
    start, end = date(year, first, 1), _last_day(year, first + months - 1)
    return ParsedPeriod(start, end, kind, f"{year}-{letter}{index}")


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _half(half: str, year: str) -> ParsedPeriod:
    return _part(int(year), {"1": 1, "2": 2, "i": 1, "ii": 2}[half], 6, "semester", "S")


def _quarter(quarter: str, year: str) -> ParsedPeriod:
    return _part(int(year), {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}[quarter], 3, "triwulan", "Q")


def _month(month: str, year: str) -> ParsedPeriod:
    number = int(month) if month.isdigit() else _MONTH_NUMBERS[month]
    return ParsedPeriod(date(int(year), number, 1), _last_day(int(year), number), "bulan", f"{year}-{number:02d}")


def _single_day(day: str, month: str, year: str) -> ParsedPeriod:
    number = int(month) if month.isdigit() else _MONTH_NUMBERS[month]
    this = date(int(year), number, int(day))
    return ParsedPeriod(this, this, "hari", this.isoformat())


def _range(start: date, end: date) -> ParsedPeriod:
    if end < start:
        raise ValueError("it ends before it starts")
    same_year = start.year == end.year
    if start.day == 1 and end + timedelta(days=1) == date(end.year + (end.month == 12), end.month % 12 + 1, 1):
        if same_year and (start.month, end.month) in ((1, 6), (7, 12)):
            return _part(start.year, 1 if start.month == 1 else 2, 6, "semester", "S")
        if same_year and start.month % 3 == 1 and end.month == start.month + 2:
            return _part(start.year, (start.month + 2) // 3, 3, "triwulan", "Q")
        if same_year and (start.month, end.month) == (1, 12):
            return _year(str(start.year))
        if same_year and start.month == end.month:
            return _month(str(start.month), str(start.year))
    return ParsedPeriod(start, end, "rentang", f"{start.isoformat()}--{end.isoformat()}")


def _month_range(first: str, first_year: str | None, last: str, year: str) -> ParsedPeriod:
    start = date(int(first_year or year), _MONTH_NUMBERS[first], 1)
    return _range(start, _last_day(int(year), _MONTH_NUMBERS[last]))


def _day_range(
    day: str, last_day: str, last_month: str, year: str, *, month: str | None = None, first_year: str | None = None
) -> ParsedPeriod:
    """From a day, whose month and year are those of the last day where they are not told, to the last day."""
    start = date(int(first_year or year), _MONTH_NUMBERS[month or last_month], int(day))
    return _range(start, date(int(year), _MONTH_NUMBERS[last_month], int(last_day)))


def _iso_range(start: str, end: str) -> ParsedPeriod:
    return _range(date.fromisoformat(start), date.fromisoformat(end))


# pattern → what makes a period of its groups
_FORM_TABLE: list[tuple[str, Callable[..., ParsedPeriod]]] = [
    (r"(\d{4})", _year),
    (r"(\d{4})\s*(?:--|-|–|/)\s*(\d{4})", _years),
    (r"semester\s+(1|2|i|ii)\s+(\d{4})", _half),
    (r"(\d{4})-s(1|2)", lambda year, half: _half(half, year)),
    (r"triwulan\s+([1-4]|i{1,3}|iv)\s+(\d{4})", _quarter),
    (r"(\d{4})-q([1-4])", lambda year, quarter: _quarter(quarter, year)),
    (_MONTH + r"\s+(\d{4})", _month),
    (r"(\d{4})-(\d{2})", lambda year, month: _month(month, year)),
    (r"(\d{1,2})\s+" + _MONTH + r"\s+(\d{4})", _single_day),
    (r"(\d{4})-(\d{2})-(\d{2})", lambda year, month, day: _single_day(day, month, year)),
    (_MONTH + r"(?:\s+(\d{4}))?" + _TO + _MONTH + r"\s+(\d{4})", _month_range),
    (
        r"(\d{1,2})(?:\s+" + _MONTH + r")?(?:\s+(\d{4}))?" + _TO + r"(\d{1,2})\s+" + _MONTH + r"\s+(\d{4})",
        lambda day, month, first_year, *last: _day_range(day, *last, month=month, first_year=first_year),
    ),
    (r"(\d{4}-\d{2}-\d{2})\s*(?:/|--)\s*(\d{4}-\d{2}-\d{2})", _iso_range),
    (_MONTH + _TO + r"(\d{1,2})\s+" + _MONTH + r"\s+(\d{4})", lambda first, day, last, year: _day_range("1", day, last, year, month=first)),
]
# \d must not take the digits of other scripts
_FORMS = [(re.compile(pattern, re.ASCII), read) for pattern, read in _FORM_TABLE]
