"""Names for addresses of others that the graph does not describe: what people call them, else the address without its scheme."""

from __future__ import annotations

import re

_FREQUENCY = "http://purl.org/cld/freq/"
# Dublin Core's collection description frequencies
_FREQUENCIES = {
    "annual": ("tahunan", "annual"), "semiannual": ("setengah tahunan", "half-yearly"), "quarterly": ("triwulanan", "quarterly"),
    "monthly": ("bulanan", "monthly"), "irregular": ("tidak teratur", "irregular"), "continuous": ("terus-menerus", "continuous"),
    "biennial": ("dua tahunan", "every two years"), "triennial": ("tiga tahunan", "every three years"), "weekly": ("mingguan", "weekly"),
    "daily": ("harian", "daily"),
}  # fmt: skip
_GOAL = re.compile(r"https?://metadata\.un\.org/sdg/(\d+(?:\.\w+){0,2})")


def foreign_name(address: str, language: str) -> str:
    """
    >>> foreign_name("http://purl.org/cld/freq/annual", "id"), foreign_name("http://metadata.un.org/sdg/16", "en")
    ('tahunan', 'SDG 16')
    >>> foreign_name("https://example.org/a", "id")
    'example.org/a'
    """
    if names := _FREQUENCIES.get(address.removeprefix(_FREQUENCY)):
        return names[0 if language == "id" else 1]
    if goal := _GOAL.fullmatch(address):
        return f"SDG {goal.group(1)}"
    return re.sub(r"^https?://", "", address)
