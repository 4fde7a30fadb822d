"""From the path of a request to an IRI of the graph, and from an IRI to the address of its document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote_to_bytes

from starlette.requests import Request

from kg.namespaces import Namespaces

_ESCAPED_NON_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_STRUCTURAL = re.compile(rb"[/?#%\x00-\x20]")  # decoded, these would make another address
_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def whole_number(text: str | None, most: int = 10**9) -> int | None:
    """A number from 1 to `most` in plain digits; None for anything else, however long.

    >>> whole_number("12"), whole_number("0"), whole_number("٣"), whole_number("9" * 5000)
    (12, None, None, None)
    """
    if not text or len(text) > len(str(most)) or not (text.isascii() and text.isdigit()):
        return None
    return int(text) if 0 < int(text) <= most else None


def raw_path(request: Request) -> str:
    """The path exactly as it was sent, percent-encoding included."""
    raw: bytes = request.scope.get("raw_path") or quote(request.scope["path"]).encode()
    return raw.split(b"?", 1)[0].decode("latin-1")


def candidates(base: str, path: str) -> Iterator[str]:
    """IRIs that a sent path (below the base) may mean: as sent, with non-ASCII characters decoded, and with all decoded but structure.

    A client must percent-encode what lies outside ASCII, and may encode more, although the stored IRI holds it plainly. What would make
    another address when decoded (a slash, a space, a percent sign) stays as it was sent.

    >>> list(candidates("http://x/", "id/caf%C3%A9%20a%28b%29%2Fc"))
    ['http://x/id/caf%C3%A9%20a%28b%29%2Fc', 'http://x/id/café%20a%28b%29%2Fc', 'http://x/id/café%20a(b)%2Fc']
    """
    decoded = _ESCAPED_NON_ASCII.sub(_decode, path)
    plain = _ESCAPED.sub(_decode_all_but_structure, path)
    for form in dict.fromkeys((path, decoded, plain)):
        if not _FORBIDDEN.search(form):
            yield base + form


def _decode(match: re.Match[str]) -> str:
    return _utf8(unquote_to_bytes(match.group())) or match.group()


def _decode_all_but_structure(match: re.Match[str]) -> str:
    data = unquote_to_bytes(match.group())
    kept = _STRUCTURAL.sub(lambda found: b"%" + found.group().hex().upper().encode(), data)
    return _utf8(kept) or match.group()


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def encoded(path: str) -> str:
    """An IRI's path as it may stand in a header or a link: ASCII only, what is encoded already left as it is."""
    return quote(path, safe="/-._~!$&'()*+,;=:@%#?")


def local_link(address: str, ns: Namespaces) -> str:
    """Where this service shows an IRI: things at their document, other own addresses as they are, foreign ones by parameter.

    Links between pages are local, so that a copy under any host works.

    >>> local_link("https://w3id.org/satudataham/id/instansi/polri", Namespaces())
    '/doc/instansi/polri'
    >>> local_link("http://example.org/a b", Namespaces())
    '/doc?iri=http%3A%2F%2Fexample.org%2Fa%20b'
    """
    if not address.startswith(ns.base):
        return f"/doc?iri={quote(address, safe='')}"
    path = address.removeprefix(ns.base)
    if path.startswith("id/"):
        return "/doc/" + encoded(path.removeprefix("id/"))
    if path.startswith(("ontology/", "ontology#")):
        return "/doc/" + encoded(path)
    if path.startswith("source/") and "#row=" in path:
        file, _, number = path.partition("#row=")
        return f"/{encoded(file)}?row={number}#row={number}"
    if path.startswith(("source/", "graph/", "ontology")) or not path:
        return "/" + encoded(path)
    return "/doc/" + encoded(path)
