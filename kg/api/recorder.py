"""What goes out: headers that every answer carries, compression, and a copy of what may be sent again."""

from __future__ import annotations

import zlib
from typing import NamedTuple

from starlette.types import Message, Send

Headers = list[tuple[bytes, bytes]]
ALWAYS: Headers = [
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"ETag, Link, Location, Content-Language, Content-Location, Retry-After, Query-Id, Server-Timing",
    ),
    (b"x-content-type-options", b"nosniff"),
]
_NAMES = {name for name, _ in ALWAYS}
_KNOWN_VARY = {b"accept", b"accept-language", b"accept-encoding"}
_TEXT = (b"text/", b"application/json", b"application/ld+json", b"application/n-", b"application/rdf+xml", b"application/sparql",
         b"image/svg", b"application/problem", b"application/xml", b"application/trig", b"application/geo")  # fmt: skip
WORTH = 1024  # bytes below which compression is no gain
_FIRST = 2**20  # bytes that are compressed at once


class Sent(NamedTuple):
    """An answer that may be sent again: with its body, or as 304. Heads are headers as they stand on the wire."""

    status: int
    head: bytes
    unchanged_head: bytes
    body: bytes
    tag: bytes

    @classmethod
    def of(cls, status: int, headers: Headers, body: bytes) -> Sent:
        tag = next((value for name, value in headers if name == b"etag"), b"")
        unchanged = [pair for pair in headers if not pair[0].startswith(b"content-") or pair[0] == b"content-location"]
        return cls(status, _wire(headers), _wire(unchanged), body, tag)

    @property
    def headers(self) -> Headers:
        return _unwired(self.head)

    @property
    def unchanged(self) -> Headers:
        return _unwired(self.unchanged_head)

    @property
    def size(self) -> int:
        return len(self.body) + len(self.head) + len(self.unchanged_head)


def _wire(headers: Headers) -> bytes:
    return b"".join(name + b": " + value + b"\r\n" for name, value in headers) + b"\r\n"


def _unwired(head: bytes) -> Headers:
    return [(name, value) for name, _, value in (line.partition(b": ") for line in head.split(b"\r\n")[:-2])]


class Recorder:
    """The `send` of one request. Adds what every answer carries, compresses for who takes it, and keeps whole answers."""

    def __init__(self, send: Send, *, gzip: bool, keep_up_to: int) -> None:
        self._send, self._gzip, self._keep_up_to = send, gzip, keep_up_to
        self._start: Message | None = None
        self._packer: zlib._Compress | None = None
        self.status = 0
        self.bytes = 0
        self.begun = self.complete = False  # whether any of it was passed on, and whether all of it was
        self.kept: Sent | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start, self.status = message, message["status"]
            headers = [pair for pair in message.get("headers", ()) if pair[0] not in _NAMES]
            message["headers"] = [*headers, *ALWAYS]
        else:
            await self._body(message)
            self.complete = not message.get("more_body", False)

    async def _body(self, message: Message) -> None:
        if self._start is not None:
            start, self._start = self._start, None
            self.begun = True
            await self._first(start, message)
        elif self._packer is not None:
            await self._pack(message)
        else:
            self.bytes += len(message.get("body", b""))
            await self._send(message)

    async def _first(self, start: Message, message: Message) -> None:
        """The first part of a body; most often it is the whole."""
        headers: Headers = start["headers"]
        known = dict(headers)
        body, more = message.get("body", b""), message.get("more_body", False)
        packable = known.get(b"content-type", b"").startswith(_TEXT) and b"content-encoding" not in known and b"content-range" not in known
        if packable or start["status"] == 304:  # which has the Vary that the answer with a body would have
            headers = varied(headers)
        if self._gzip and packable and (more or len(body) >= WORTH) and start["status"] == 200:
            headers = tagged([pair for pair in headers if pair[0] not in (b"content-length",)])
            headers.append((b"content-encoding", b"gzip"))
            if more:
                self._packer = zlib.compressobj(1, zlib.DEFLATED, 31)
                await self._send({**start, "headers": headers})
                await self._pack(message)
                return
            body = zlib.compress(body, 6, wbits=31)
            headers.append((b"content-length", str(len(body)).encode()))
        elif self._gzip and start["status"] == 304:
            headers = tagged(headers)
        self.bytes += len(body)
        if not more and len(body) <= self._keep_up_to:
            self._keep(start["status"], headers, body)
        await self._send({**start, "headers": headers})
        await self._send({**message, "body": body})

    async def _pack(self, message: Message) -> None:
        assert self._packer is not None
        more = message.get("more_body", False)
        data = self._packer.compress(message.get("body", b"")) + self._packer.flush(zlib.Z_SYNC_FLUSH if more else zlib.Z_FINISH)
        self.bytes += len(data)
        await self._send({"type": "http.response.body", "body": data, "more_body": more})

    def _keep(self, status: int, headers: Headers, body: bytes) -> None:
        known = dict(headers)
        control, vary = known.get(b"cache-control", b""), known.get(b"vary", b"").lower()
        if status not in (200, 303) or b"no-store" in control or b"private" in control or b"set-cookie" in known:
            return
        if not {part.strip() for part in vary.split(b",") if part.strip()} <= _KNOWN_VARY:
            return
        if b"etag" not in known and b"public" not in control:
            return
        self.kept = Sent.of(status, headers, body)


def varied(headers: Headers) -> Headers:
    """With Accept-Encoding among what the answer varies by."""
    vary = next((value for name, value in headers if name == b"vary"), b"")
    if b"accept-encoding" in vary.lower():
        return headers
    return [pair for pair in headers if pair[0] != b"vary"] + [(b"vary", vary + b", Accept-Encoding" if vary else b"Accept-Encoding")]


def tagged(headers: Headers) -> Headers:
    """A compressed form is another representation, and a strong validator must tell it from the plain one."""
    return [(name, value[:-1] + b'.gz"' if name == b"etag" and not value.endswith(b'.gz"') else value) for name, value in headers]
