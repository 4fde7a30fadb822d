"""Connections within bounds: how many, how long a head or body may take to come, how large a head is, how long a reader may not read."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.api.client_names import ClientNames
from kg.settings import Settings

_STALL_SECONDS = 30.0  # that a reader may take no byte of what was sent
_STATUS = {408: b"408 Request Timeout", 431: b"431 Request Header Fields Too Large"}


def bounded_protocol(settings: Settings, clients: ClientNames) -> type[HttpToolsProtocol]:
    """The protocol class for one server; its counts are shared by its connections."""
    by_client: Counter[bytes] = Counter()

    class BoundedProtocol(HttpToolsProtocol):
        """Adds deadlines and sizes to the parser's connection."""

        _timer: asyncio.TimerHandle | None = None
        _stall: asyncio.TimerHandle | None = None
        _in_head = True
        _head_bytes = 0
        _name = b""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._name = clients.of_address(self.client[0] if self.client else "")
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
            super().on_headers_complete()
            if self.parser is not None:
                self._begin(settings.body_seconds)

        def on_message_complete(self) -> None:
            self._end()
            super().on_message_complete()
            self._in_head = True

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
