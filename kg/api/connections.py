"""Connections within bounds: how many, how long a head or body may take to come, how large a head is, how long a reader may not read.

What was sent before is sent again from here: no task is started for it, and a request that came before in the very same bytes is not even
parsed.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from kg.api.front import Asked, Front
from kg.settings import Settings

_STALL_SECONDS = 30.0  # that a reader may take no byte of what was sent
_UNUSUAL = {b"content-length", b"transfer-encoding", b"upgrade", b"expect", b"range"}
_KNOWN_REQUESTS, _KNOWN_BYTES = 20_000, 1024
_STATUS = {408: b"408 Request Timeout", 431: b"431 Request Header Fields Too Large"}


def bounded_protocol(settings: Settings, front: Front) -> type[HttpToolsProtocol]:
    """The protocol class for one server; its counts are shared by its connections."""
    by_client: Counter[bytes] = Counter()
    known: dict[bytes, tuple[bytes, Asked]] = {}  # whole requests that one answer answered, with what was read from them

    class BoundedProtocol(HttpToolsProtocol):
        """Adds deadlines and sizes to the parser's connection."""

        _timer: asyncio.TimerHandle | None = None
        _stall: asyncio.TimerHandle | None = None
        _in_head = True
        _head_bytes = 0
        _name = b""
        _raw = b""
        _direct = False

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._name = front.clients.of_address(self.client[0] if self.client else "")
            by_client[self._name] += 1
            if by_client[self._name] > settings.max_connections_per_client or len(self.connections) > settings.max_connections:
                transport.abort()
                return
            self._begin(settings.header_seconds)

        def connection_lost(self, exc: Exception | None) -> None:
            by_client[self._name] -= 1
            if not by_client[self._name]:
                del by_client[self._name]
            self._end()
            if self._stall:
                self._stall.cancel()
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            if self._in_head and not self._head_bytes and (self.cycle is None or self.cycle.response_complete):
                if (seen := known.get(data)) and self._send_again(*seen):
                    return
                self._raw = data
            else:
                self._raw = b""
            if self._in_head:
                self._head_bytes += len(data)
                if self._head_bytes > settings.max_header_bytes and not self._body_follows(data):
                    self._refuse(431)
                    return
            super().data_received(data)

        def _body_follows(self, data: bytes) -> bool:
            """Whether the head ends within what came: then most of it is body, whose size others bound."""
            at = data.find(b"\r\n\r\n")
            return at >= 0 and self._head_bytes - len(data) + at <= settings.max_header_bytes

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._in_head = True
            if self._timer is None:
                self._begin(settings.header_seconds)

        def on_headers_complete(self) -> None:
            self._in_head, self._head_bytes = False, 0
            self._end()
            if self._answered_before():
                self._direct = True
                return
            super().on_headers_complete()
            if self.parser is not None:
                self._begin(settings.body_seconds)

        def on_message_complete(self) -> None:
            self._end()
            self._in_head = True
            if self._direct:
                self._direct = False
            else:
                super().on_message_complete()

        def on_body(self, body: bytes) -> None:
            if not self._direct:
                super().on_body(body)

        def _answered_before(self) -> bool:
            """Answer a plain request at once if its answer was sent before. Others, and those behind an unfinished one, go their way."""
            if (self.cycle is not None and not self.cycle.response_complete) or self.pipeline:
                return False
            method = self.parser.get_method()
            if method not in (b"GET", b"HEAD") or self.parser.get_http_version() != "1.1" or not self.parser.should_keep_alive():
                return False
            if any(name in _UNUSUAL for name, _ in self.headers):
                return False
            path, _, query = self.url.partition(b"?")
            asked = Asked(path, query.partition(b"#")[0], self.headers)
            if not self._send_again(method, asked):
                return False
            raw = self._raw
            if len(raw) <= _KNOWN_BYTES and raw.endswith(b"\r\n\r\n") and raw.find(b"\r\n\r\n") == len(raw) - 4 and raw.startswith(method):
                if len(known) >= _KNOWN_REQUESTS:
                    known.clear()
                known[raw] = (method, asked)
            return True

        def _send_again(self, method: bytes, asked: Asked) -> bool:
            found = front.again(asked, method)
            if found is None or self.transport.is_closing():
                return False
            status, head, body = found
            self._unset_keepalive_if_required()
            self._end()
            lines = [STATUS_LINE[status]]
            for name, value in self.server_state.default_headers:
                lines += (name, b": ", value, b"\r\n")
            self.transport.write(b"".join((*lines, head, body)))
            self.server_state.total_requests += 1
            self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)
            return True

        def pause_writing(self) -> None:
            super().pause_writing()
            self._stall = self.loop.call_later(_STALL_SECONDS, self.transport.abort)

        def resume_writing(self) -> None:
            super().resume_writing()
            if self._stall:
                self._stall.cancel()
                self._stall = None

        def timeout_keep_alive_handler(self) -> None:
            super().timeout_keep_alive_handler()
            self.loop.call_later(_STALL_SECONDS, self.transport.abort)

        def _begin(self, seconds: float) -> None:
            self._timer = self.loop.call_later(seconds, self._refuse, 408)

        def _end(self) -> None:
            if self._timer:
                self._timer.cancel()
                self._timer = None

        def _refuse(self, status: int) -> None:
            """Say why, if no answer has begun, and close."""
            self._end()
            cycle: Any = self.cycle
            if cycle is None or cycle.response_complete or not cycle.response_started:
                self.transport.write(b"HTTP/1.1 " + _STATUS[status] + b"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            self.transport.close()
            self.loop.call_later(_STALL_SECONDS, self.transport.abort)

    return BoundedProtocol
