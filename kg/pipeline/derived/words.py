"""Figures and lists as people read them, in Indonesian and English."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

_AND = {"id": "dan", "en": "and"}


def number(value: Decimal, language: str) -> str:
    """With the marks of the language.

    >>> number(Decimal("170210.9"), "id"), number(Decimal("170210.9"), "en")
    ('170.210,9', '170,210.9')
    """
    plain = f"{value:,f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.translate(str.maketrans(",.", ".,")) if language == "id" else plain


def listed(parts: Sequence[str], language: str) -> str:
    """
    >>> listed(["a", "b", "c"], "id"), listed(["a"], "en")
    ('a, b dan c', 'a')
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {_AND[language]} {parts[-1]}"
