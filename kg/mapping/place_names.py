"""Names of regions as agencies write them, taken apart: the kind that the first words declare, and a key that spelling does not change."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

KINDS = ("provinsi", "kabupaten", "kota")

_WORD = re.compile(r"[A-Z0-9]+")
_SAME_WORD = {"KEP": "KEPULAUAN", "SUMATRA": "SUMATERA"}
_FIRST_WORDS: dict[tuple[str, ...], str] = {
    ("PROVINSI",): "provinsi",
    ("PROPINSI",): "provinsi",
    ("PROV",): "provinsi",
    ("DAERAH", "KHUSUS", "IBUKOTA"): "provinsi",
    ("DAERAH", "KHUSUS", "IBU", "KOTA"): "provinsi",
    ("DAERAH", "KHUSUS"): "provinsi",
    ("DAERAH", "ISTIMEWA"): "provinsi",
    ("DKI",): "provinsi",
    ("DK",): "provinsi",
    ("DI",): "provinsi",
    **{
        (first, *second): kind
        for firsts, kind in ((("KABUPATEN", "KAB"), "kabupaten"), (("KOTA",), "kota"))
        for first in firsts
        for second in ((), ("ADMINISTRASI",), ("ADM",))
    },
}
_LONGEST = max(map(len, _FIRST_WORDS))


class Reading(NamedTuple):
    """One way to read a name: its key, and the kind that its first words declare (None: they declare none)."""

    key: str
    kind: str | None


def read_name(name: str) -> list[Reading]:
    """Every way to read a name, the whole name first. Empty for a name without letters.

    Both ways are needed: ``KOTA BOGOR`` is a city, ``KOTA BARU`` a regency.

    >>> read_name("Kab. Adm. Kep. Seribu")
    [Reading(key='KABADMKEPULAUANSERIBU', kind=None), Reading(key='KEPULAUANSERIBU', kind='kabupaten')]
    >>> read_name("S I A K")
    [Reading(key='SIAK', kind=None)]
    >>> read_name("Provinsi D.I. Yogyakarta")[-1]
    Reading(key='YOGYAKARTA', kind='provinsi')
    """
    words = _words(name)
    readings = [Reading("".join(words), None)] if words else []
    kind: str | None = None
    while (found := _first_words(words)) and kind in (None, found[1]):
        count, kind = found
        words = words[count:]
        readings.append(Reading("".join(words), kind))
    return readings


def read_kind(text: str) -> str | None:
    """The kind that a word such as ``Kabupaten``, ``KAB.`` or ``kota`` means, or None."""
    return _FIRST_WORDS.get(tuple(_words(text)))


def _words(name: str) -> list[str]:
    """Words in capitals without marks; letters set apart (``S I A K``, ``D.I.``) are one word again."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").upper()
    words: list[str] = []
    letters = ""
    for word in _WORD.findall(plain):
        if len(word) == 1:
            letters += word
            continue
        if letters:
            words.append(letters)
            letters = ""
        words.append(_SAME_WORD.get(word, word))
    return [*words, letters] if letters else words


def _first_words(words: list[str]) -> tuple[int, str] | None:
    """How many first words declare a kind, and which; something must be left to be the name."""
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        if kind := _FIRST_WORDS.get(tuple(words[:count])):
            return count, kind
    return None
