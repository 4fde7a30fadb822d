"""Requests of the SPARQL 1.1 Protocol, section 2.1: the three ways to send a query, and what each must be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.errors import HamError
from kg.nquads import iri

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
_ONCE = ("query", "format", "lang", "timeout", "query-id")
_ID = re.compile(r"[A-Za-z0-9._~-]{16,64}")


class ProtocolError(HamError):
    """The request is not one of the protocol's; `status` says in which way."""

    status = 400
    title = "Not a SPARQL protocol request"

    def __init__(self, detail: str, status: int = 400) -> None:
        super().__init__(detail)
        self.status = status


@dataclass(frozen=True, slots=True)
class ProtocolRequest:
    """A query (None: no query was sent), the graphs it is asked of, and the form wanted besides the Accept header."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    timeout: float | None = None
    query_id: str | None = None

    @property
    def names_dataset(self) -> bool:
        return bool(self.default_graphs or self.named_graphs)


def read_get(query_string: bytes) -> ProtocolRequest:
    """A query by GET. Raises ProtocolError."""
    return _request(_pairs(query_string))


def read_post(content_type: str | None, body: bytes, query_string: bytes) -> ProtocolRequest:
    """A query by POST, as a form or directly. Raises ProtocolError."""
    media_type, _, parameters = (content_type or "").partition(";")
    media_type = media_type.strip().lower()
    if media_type == UPDATE:
        raise ProtocolError("This endpoint is read-only; updates are not taken.", 403)
    if media_type not in (FORM, DIRECT):
        raise ProtocolError(f"Send the query as {FORM} or as {DIRECT}; this is {media_type or 'of no stated type'}.", 415)
    charset = dict(part.strip().lower().split("=", 1) for part in parameters.split(";") if "=" in part).get("charset", "utf-8").strip('"')
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise ProtocolError(f"Send the query in UTF-8, not in {charset}.", 415)
    if media_type == FORM:
        return _request(_pairs(body))
    pairs = _pairs(query_string)
    if any(name == "query" for name, _ in pairs):
        raise ProtocolError("The query stands both in the address and in the body; send it once.")
    return _request([*pairs, ("query", _utf8(body))])


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise ProtocolError("The query is not UTF-8.") from None


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise ProtocolError("The parameters are not percent-encoded UTF-8.") from None
    except ValueError:
        raise ProtocolError("There are more than 1,000 parameters.") from None


def _request(pairs: list[tuple[str, str]]) -> ProtocolRequest:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    for name in ("update", "using-graph-uri", "using-named-graph-uri"):
        if name in values:
            raise ProtocolError(f"This endpoint is read-only; {name} is not taken.", 403 if name == "update" else 400)
    for name in _ONCE:
        if len(values.get(name, ())) > 1:
            raise ProtocolError(f"The parameter {name} is given {len(values[name])} times; give it once.")
    for name in ("default-graph-uri", "named-graph-uri"):
        for address in values.get(name, ()):
            _check_graph(name, address)
    return ProtocolRequest(
        values["query"][0] if "query" in values else None,
        tuple(values.get("default-graph-uri", ())),
        tuple(values.get("named-graph-uri", ())),
        values.get("format", [None])[0],
        _seconds(values["timeout"][0]) if "timeout" in values else None,
        check_id(values["query-id"][0]) if "query-id" in values else None,
    )


def check_id(value: str) -> str:
    """The id that a client gives its query to end it by; long enough that nobody else guesses it. Raises ProtocolError."""
    if not _ID.fullmatch(value):
        raise ProtocolError("query-id must be 16 to 64 of the characters A-Z a-z 0-9 - . _ ~; take a random one.")
    return value


def _check_graph(name: str, address: str) -> None:
    try:
        iri(address)
    except HamError:
        raise ProtocolError(f"{name} is not an absolute IRI.") from None


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise ProtocolError("timeout is no number of seconds above 0.")
    return seconds
