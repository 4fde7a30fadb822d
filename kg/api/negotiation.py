"""Content negotiation (RFC 9110, section 12.5.1): the one table of media types, and how one of them is chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import HamError


@dataclass(frozen=True, slots=True)
class Representation:
    """A form in which something is sent: the suffix of its own address, its media type, other names, and the engine's format."""

    suffix: str
    media_type: str
    aliases: tuple[str, ...] = ()
    rdf: ox.RdfFormat | None = None
    results: ox.QueryResultsFormat | None = None
    charset: bool = False

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type

    @property
    def names(self) -> tuple[str, ...]:
        return (self.media_type, *self.aliases)


_R = ox.RdfFormat
_Q = ox.QueryResultsFormat
HTML = Representation("html", "text/html", ("application/xhtml+xml",), charset=True)
TURTLE = Representation("ttl", "text/turtle", ("application/x-turtle", "text/n3", "text/rdf+n3"), rdf=_R.TURTLE, charset=True)
JSON_LD = Representation("jsonld", "application/ld+json", ("application/json",), rdf=_R.JSON_LD)
N_TRIPLES = Representation("nt", "application/n-triples", ("text/plain",), rdf=_R.N_TRIPLES)
RDF_XML = Representation("rdf", "application/rdf+xml", ("application/xml", "text/xml"), rdf=_R.RDF_XML)
RESULTS_JSON = Representation("json", "application/sparql-results+json", ("application/json",), results=_Q.JSON)
RESULTS_XML = Representation("xml", "application/sparql-results+xml", ("application/xml", "text/xml"), results=_Q.XML)
RESULTS_CSV = Representation("csv", "text/csv", (), results=_Q.CSV, charset=True)
RESULTS_TSV = Representation("tsv", "text/tab-separated-values", (), results=_Q.TSV, charset=True)
CSV = Representation("csv", "text/csv", (), charset=True)
XLSX = Representation("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")

RDF = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
DOCUMENT = (HTML, *RDF)
RESULTS = (RESULTS_JSON, RESULTS_XML, RESULTS_CSV, RESULTS_TSV)


class NotAcceptable(HamError):
    """None of the forms that there are is one that the client takes."""

    status = 406
    title = "Not acceptable"


_ENTRY = re.compile(r"^\s*([!#$%&'*+.^_`|~\w-]+)/([!#$%&'*+.^_`|~\w-]+)\s*(;.*)?$", re.ASCII)
_QUALITY = re.compile(r"^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$", re.ASCII)


def choose(accept: str | None, offered: Sequence[Representation]) -> Representation:
    """The best of what is offered, in the order of the server's preference among equals. Raises NotAcceptable.

    The most specific entry that fits a media type gives its quality; no header, or an empty one, takes anything.

    >>> choose("text/html;q=0.4, text/*;q=0.8, */*;q=0.1", (HTML, TURTLE)).suffix
    'ttl'
    """
    entries = list(_entries(accept or ""))
    if not entries:
        if accept and accept.strip():
            raise _refused(accept, offered)
        return offered[0]
    best, best_quality = None, 0.0
    for representation in offered:
        quality = _quality(representation, entries)
        if quality > best_quality:
            best, best_quality = representation, quality
    if best is None:
        raise _refused(accept or "", offered)
    return best


def by_suffix(suffix: str, offered: Sequence[Representation]) -> Representation | None:
    return next((representation for representation in offered if representation.suffix == suffix), None)


def _refused(accept: str, offered: Sequence[Representation]) -> NotAcceptable:
    kinds = ", ".join(representation.media_type for representation in offered)
    return NotAcceptable(f"This can be sent as {kinds}; the Accept header takes none of them.")


def _entries(accept: str) -> list[tuple[str, str, float]]:
    found = []
    for part in _split(accept):
        if match := _ENTRY.match(part):
            quality = 1.0
            for parameter in (match[3] or "").split(";"):
                name, _, value = parameter.partition("=")
                if name.strip().lower() == "q":
                    quality = float(value.strip()) if _QUALITY.match(value.strip()) else 0.0
            found.append((match[1].lower(), match[2].lower(), quality))
    return found


def _split(accept: str) -> list[str]:
    """Cut at commas that do not stand in a quoted parameter."""
    return re.findall(r'(?:[^,"]|"(?:[^"\\]|\\.)*+"?)++', accept)


def _quality(representation: Representation, entries: list[tuple[str, str, float]]) -> float:
    best: tuple[int, float] | None = None
    for position, name in enumerate(representation.names):
        kind, _, subtype = name.partition("/")
        for entry_kind, entry_subtype, quality in entries:
            if (entry_kind, entry_subtype) == (kind, subtype):
                rank = 3 if position == 0 else 2
            elif position == 0 and (entry_kind, entry_subtype) == (kind, "*"):
                rank = 1
            elif position == 0 and (entry_kind, entry_subtype) == ("*", "*"):
                rank = 0
            else:
                continue
            if best is None or rank > best[0] or (rank == best[0] and quality > best[1]):
                best = (rank, quality)
    return best[1] if best else 0.0


def language_of(accept_language: str | None, languages: Sequence[str] = ("id", "en")) -> str:
    """The best of the languages that pages are written in; the first of them if the header names none.

    >>> language_of("fr, en-GB;q=0.8, id;q=0.3"), language_of(None)
    ('en', 'id')
    """
    best, best_quality = languages[0], 0.0
    for part in (accept_language or "").split(","):
        tag, _, parameter = part.partition(";")
        name, _, value = parameter.partition("=")
        quality = 1.0 if name.strip().lower() != "q" else float(value) if _QUALITY.match(value.strip()) else 0.0
        primary = tag.strip().lower().split("-")[0]
        if primary in languages and quality > best_quality:
            best, best_quality = primary, quality
    return best
