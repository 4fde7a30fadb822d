"""Constants of a query as terms of the columns, in the form in which the engine keeps them."""

from __future__ import annotations

import re

from kg.cube.terms import DECIMAL, INTEGER, IRI, LANG, STRING, XSD_DECIMAL, XSD_INTEGER, XSD_STRING, Term
from kg.cube.unsupported import Unsupported

_DIGITS = 18  # of a whole number, and of a decimal in all: far from where the engine's arithmetic ends
_DOTS = re.compile(r"/\.{1,2}(?=[/?#]|$)")
_IRI = re.compile(
    r"""[A-Za-z][A-Za-z0-9+.\-]*:(?://[A-Za-z0-9.\-]+(?::\d+)?(?=[/?\#]|$))?(?!//)
    (?:[\w\-.~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*(?:\#(?:[\w\-.~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)?""",
    re.VERBOSE,
)


def iri(text: str) -> Term:
    """An absolute IRI of the usual kind; one with dot segments would change when it is resolved, and an odd one may be no IRI."""
    if not _IRI.fullmatch(text) or _DOTS.search(text):
        raise Unsupported("an IRI that is relative, has dot segments, or is an odd one")
    return IRI, b"", text.encode()


def string(text: str) -> Term:
    return STRING, XSD_STRING, text.encode()


def in_language(text: str, tag: str) -> Term:
    return LANG, tag.lower().encode(), text.encode()


def number(text: str, *, negative: bool = False) -> Term:
    """A number without an exponent.

    >>> number("007.50", negative=True)
    (4, b'http://www.w3.org/2001/XMLSchema#decimal', b'-7.5')
    """
    whole, point, part = text.partition(".")
    whole, part = whole.lstrip("0") or "0", part.rstrip("0")
    if len(whole) + len(part) > _DIGITS:
        raise Unsupported("a long number")
    plain = whole + ("." + part if part else "")
    signed = f"-{plain}" if negative and plain != "0" else plain
    return (DECIMAL, XSD_DECIMAL, signed.encode()) if point else (INTEGER, XSD_INTEGER, signed.encode())
