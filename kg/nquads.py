"""Terms and statements as canonical N-Quads text (RDF Dataset Canonicalization, section 5: one blank, minimal escapes).

Text, not term objects: writing a million rows this way takes seconds and a few megabytes. The slow way with term objects is the
tests' oracle, which must give the same bytes.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from kg.errors import InputError
from kg.namespaces import PREFIXES

XSD = PREFIXES["xsd"]
RDF_TYPE = f"<{PREFIXES['rdf']}type>"

_IRI_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_IRI_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_TO_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\]')
_LANGUAGE = re.compile(r"^[a-z]{1,8}(-[a-z0-9]{1,8})*$")


def iri(value: str) -> str:
    """An IRI term. Raises InputError unless it is absolute and free of characters that N-Quads forbids.

    >>> iri("https://example.org/a")
    '<https://example.org/a>'
    """
    if not _IRI_SCHEME.match(value) or _IRI_FORBIDDEN.search(value):
        raise InputError("is not an absolute IRI", value=value)
    return f"<{value}>"


def escape(text: str) -> str:
    """Text with the escapes that canonical N-Quads wants, and no others.

    >>> escape('a"b\\tc')
    'a\\\\"b\\\\tc'
    """
    return _TO_ESCAPE.sub(_escape_one, text)


def _escape_one(match: re.Match[str]) -> str:
    character = match.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def string(value: str) -> str:
    """An xsd:string literal."""
    return f'"{escape(value)}"'


def text(value: str, language: str) -> str:
    """A literal with a language tag (lower case)."""
    if not _LANGUAGE.match(language):
        raise InputError("is not a lower-case language tag", value=language)
    return f'"{escape(value)}"@{language}'


def typed(value: str, datatype: str) -> str:
    """A literal of a datatype given as ``xsd:…`` or as a full IRI. The lexical form is the caller's responsibility."""
    full = XSD + datatype[4:] if datatype.startswith("xsd:") else datatype
    return f'"{escape(value)}"^^<{full}>'


def integer(value: int) -> str:
    return f'"{value}"^^<{XSD}integer>'


def decimal_lexical(value: str) -> str:
    """Shortest decimal form, as triple stores keep it: no trailing zeros, no exponent, no point without digits.

    >>> decimal_lexical("30.30"), decimal_lexical("8.0"), decimal_lexical("-0.50")
    ('30.3', '8', '-0.5')
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise InputError("is not a decimal number", value=value) from None
    if not number.is_finite():
        raise InputError("is not a finite number", value=value)
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in ("-0", "") else plain


def decimal(value: str) -> str:
    return f'"{decimal_lexical(value)}"^^<{XSD}decimal>'


def boolean(value: bool) -> str:
    return f'"{"true" if value else "false"}"^^<{XSD}boolean>'


def date_literal(value: str) -> str:
    """An xsd:date from an ISO date. Raises InputError for anything that is not a day of the calendar."""
    try:
        return f'"{date.fromisoformat(value).isoformat()}"^^<{XSD}date>'
    except ValueError:
        raise InputError("is not a date of the form YYYY-MM-DD", value=value) from None


def block(subject: str, predicate_objects: list[tuple[str, str]], graph: str) -> str:
    """All statements of one subject in one graph, sorted and without repeats: the unit that files are sorted by."""
    lines = {f"{subject} {predicate} {value} {graph} .\n" for predicate, value in predicate_objects}
    return "".join(sorted(lines))
