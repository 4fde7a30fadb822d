"""Numbers, dates and lists as people write them in each language (CLDR, by Babel)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

_LOCALES = {"id": "id_ID", "en": "en_GB"}
_DAY, _MONTH = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d{4}-\d{2}")


def number_words(value: float, language: str) -> str:
    """A computed number or a tick of an axis; figures of sources keep their own digits instead.

    >>> number_words(1234.5, "id"), number_words(200.0, "en")
    ('1.234,5', '200')
    """
    return format_decimal(value, format="#,##0.###", locale=_LOCALES[language])


def percent_words(share: float, language: str) -> str:
    """A computed change in per cent, to one decimal.

    >>> percent_words(0.1266, "id"), percent_words(0.5, "en")
    ('12,7', '50')
    """
    return format_decimal(round(share * 100, 1), format="#,##0.#", locale=_LOCALES[language])


def date_words(day: date, language: str) -> str:
    """
    >>> date_words(date(2026, 11, 25), "id"), date_words(date(2026, 11, 25), "en")
    ('25 November 2026', '25 November 2026')
    """
    return format_date(day, "d MMMM y", locale=_LOCALES[language])


def day_words(value: str, language: str) -> str:
    """A day or month as sources write it (ISO 8601), in words; anything else as it is.

    >>> day_words("2022-07-25", "id"), day_words("2025-05", "en"), day_words("1999", "id"), day_words("2022-13-01", "id")
    ('25 Juli 2022', 'May 2025', '1999', '2022-13-01')
    """
    try:
        if _MONTH.fullmatch(value):
            return format_date(date.fromisoformat(f"{value}-01"), "MMMM y", locale=_LOCALES[language])
        return date_words(date.fromisoformat(value), language) if _DAY.fullmatch(value) else value
    except ValueError:
        return value


def list_words(parts: Sequence[str], language: str) -> str:
    """
    >>> list_words(["A", "B", "C"], "id"), list_words(["A", "B"], "en")
    ('A, B, dan C', 'A and B')
    """
    return format_list(list(parts), locale=_LOCALES[language])


def capital(sentence: str) -> str:
    """First letter in upper case, the rest as it is.

    >>> capital("aduan yang diterima Komnas HAM")
    'Aduan yang diterima Komnas HAM'
    """
    return sentence[:1].upper() + sentence[1:]


def unit_words(unit: str, value: str, language: str) -> str:
    """A unit's name beside a figure: English wants the plural, Indonesian has none.

    >>> unit_words("complaint", "661", "en"), unit_words("form of violence", "4", "en"), unit_words("rupiah per head per month", "5", "en")
    ('complaints', 'forms of violence', 'rupiah per head per month')
    >>> unit_words("treaty", "8", "en"), unit_words("prisoner or detainee", "9", "en"), unit_words("case", "1", "en")
    ('treaties', 'prisoners or detainees', 'case')
    """
    if language != "en" or value == "1" or " per " in f" {unit} ":
        return unit
    head, of, rest = unit.partition(" of ")
    return " or ".join(_plural(part) for part in head.split(" or ")) + of + rest


def _plural(noun: str) -> str:
    if noun.endswith("s"):
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"
