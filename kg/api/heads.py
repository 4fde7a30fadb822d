"""Heads of answers that differ in little: made once with a mark where they differ, then filled in."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kg.api.caching import cacheable, etag
from kg.api.graph import ServedGraph
from kg.api.linked import links
from kg.api.negotiation import Representation
from kg.api.recorder import ALWAYS, Headers, Sent, varied

_NAME, _LENGTH = "0name0of0the0thing0", 987_654_321_987_654_321  # which stand in no header otherwise


class Heads(NamedTuple):
    """The head of every document of one release in one form, cut where the thing's name stands and the length of the body."""

    before: list[bytes]
    after: list[bytes]
    unchanged: list[bytes]
    tag: bytes

    def sent(self, name: bytes, body: bytes) -> Sent:
        """The document about ``{base}id/{name}``. The name must be one that stands in an address as it is."""
        head = b"%b%d%b" % (name.join(self.before), len(body), name.join(self.after))
        return Sent(200, head, name.join(self.unchanged), body, self.tag)


class AnswerHeads(NamedTuple):
    """The head of every answer of a query in one form, cut where its validator stands and the length of the body."""

    parts: tuple[bytes, bytes, bytes]
    unchanged: tuple[bytes, bytes]

    def sent(self, tag: bytes, body: bytes) -> Sent:
        before, between, after = self.parts
        return Sent(200, b"%b%b%b%d%b" % (before, tag, between, len(body), after), tag.join(self.unchanged), body, tag)


@lru_cache
def answer_heads(form: Representation, vary: str, control: str) -> AnswerHeads:
    example = ok(b"", form, {"Vary": vary, "Cache-Control": control, "ETag": _NAME}, _LENGTH)
    cut = _NAME.encode()
    before, rest = example.head.split(cut)
    between, after = rest.split(str(_LENGTH).encode())
    start, end = example.unchanged_head.split(cut)
    return AnswerHeads((before, between, after), (start, end))


def document_heads(graph: ServedGraph, form: Representation) -> Heads:
    headers = cacheable(etag(graph, form)) | links(graph, f"{graph.base}id/{_NAME}", form)
    example = ok(b"", form, headers, _LENGTH)
    before, after = example.head.split(str(_LENGTH).encode())
    cut = _NAME.encode()
    return Heads(before.split(cut), after.split(cut), example.unchanged_head.split(cut), example.tag)


def ok(body: bytes, form: Representation, headers: dict[str, str], length: int | None = None) -> Sent:
    """An answer as the routes send it: the same headers in the same order."""
    wire: Headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    size = len(body) if length is None else length
    wire += [(b"content-length", str(size).encode()), (b"content-type", _content_type(form)), *ALWAYS]
    return Sent.of(200, varied(wire), body)


def _content_type(form: Representation) -> bytes:
    kind = form.content_type
    return (f"{kind}; charset=utf-8" if kind.startswith("text/") and "charset=" not in kind else kind).encode()
