"""Connections within bounds: how many, how long a head or body may take to come, how large a head is, how long a reader may not read.

What was sent before is sent again from here: no task is started for it, and a request that came before in the very same bytes is not even
parsed.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from kg.api import direct
from kg.api.flights import Flight
from kg.api.front import MAX_KEY, Asked, Front, matches
from kg.api.recorder import Sent
from kg.api.served import Served
from kg.api.sparql import refusing, streaming
from kg.settings import Settings
from kg.sparql.refusals import WorkerDied

_STALL_SECONDS = 30.0  # that a reader may take no byte of what was sent
_KNOWN_REQUESTS, _KNOWN_BYTES = 20_000, 1024
_STATUS = {408: b"408 Request Timeout", 431: b"431 Request Header Fields Too Large"}


@dataclass(frozen=True, slots=True)
class Pending:
    """A query that was taken from the connection itself and is not answered yet."""

    served: Served
    asked: Asked
    query: direct.Query
    flight: Flight
    started: float


def bounded_protocol(settings: Settings, front: Front) -> type[HttpToolsProtocol]:
    """The protocol class for one server; its counts are shared by its connections."""
    by_client: Counter[bytes] = Counter()
    dated: list[object] = [None, b""]  # the server's own headers, and how they stand on the wire
    known: dict[bytes, tuple[bytes, Asked]] = {}  # whole requests that one answer answered, with what was read from them

    class BoundedProtocol(HttpToolsProtocol):
        """Adds deadlines and sizes to the parser's connection."""

        _timer: asyncio.TimerHandle | None = None
        _stall: asyncio.TimerHandle | None = None
        _in_head = True
        _in_message = False  # a head has begun and is not complete
        _head_bytes = 0
        _name = b""
        _raw = b""
        _direct = False
        _pending: Pending | None = None
        _later = b""
        _leaving = False

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            peer = self.client[0] if self.client else ""
            self._name = front.clients.of_address(peer)
            by_client[self._name] += 1
            too_many = by_client[self._name] > settings.max_connections_per_client and not front.clients.is_trusted(peer)
            if too_many or len(self.connections) > settings.max_connections:
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
            if pending := self._pending:
                self._pending = None
                pending.served.active -= 1
                pending.served.answers.left(pending.flight)
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            if self._pending:
                self._later += data
                if len(self._later) > settings.max_header_bytes:
                    self.flow.pause_reading()
                return
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
            if self._in_message and self._timer is None and not self.transport.is_closing():
                self._begin(settings.header_seconds)  # the rest of the head is yet to come

        def _body_follows(self, data: bytes) -> bool:
            """Whether the head ends within what came: then most of it is body, whose size others bound."""
            at = data.find(b"\r\n\r\n")
            return at >= 0 and self._head_bytes - len(data) + at <= settings.max_header_bytes

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._in_head = self._in_message = True

        def on_headers_complete(self) -> None:
            self._in_head, self._head_bytes, self._in_message = False, 0, False
            self._end()
            method, asked = self.parser.get_method(), self._plain_request()
            if asked and (self._answered_before(method, asked) or self._answered_now(method, asked)):
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

        def _plain_request(self) -> Asked | None:
            """A request that may be answered at once. Others, and those behind an unfinished one, go their way."""
            if (self.cycle is not None and not self.cycle.response_complete) or self.pipeline or self._pending:
                return None
            if self.parser.get_method() not in (b"GET", b"HEAD"):
                return None
            if self.parser.get_http_version() != "1.1" or not self.parser.should_keep_alive():
                return None
            path, _, query = self.url.partition(b"?")
            asked = Asked(path, query.partition(b"#")[0], self.headers)
            return None if asked.unusual else asked

        def _alone(self, method: bytes) -> bool:
            """Whether what came last is this request, whole, and nothing else."""
            raw = self._raw
            return raw.endswith(b"\r\n\r\n") and raw.find(b"\r\n\r\n") == len(raw) - 4 and raw.startswith(method)

        def _answered_before(self, method: bytes, asked: Asked) -> bool:
            if not self._send_again(method, asked):
                return False
            raw = self._raw
            if len(raw) <= _KNOWN_BYTES and self._alone(method):
                if len(known) >= _KNOWN_REQUESTS:
                    known.clear()
                known[raw] = (method, asked)
            return True

        def _send_again(self, method: bytes, asked: Asked) -> bool:
            found = front.again(asked, method)
            if found is None or self.transport.is_closing():
                return False
            self._write(*found)
            return True

        def _answered_now(self, method: bytes, asked: Asked) -> bool:
            """Answer a document or a query without routes, if it is plain enough; a query's answer may come later."""
            if settings.log_requests or self.transport.is_closing():
                return False
            started = time.perf_counter()
            if asked.path.startswith(b"/doc/") and not asked.query:
                sent = direct.document(front.served, asked.path, asked.accept)
                return sent is not None and self._send_now(method, asked, sent, front.served, started)
            served = front.served
            if asked.path != b"/sparql" or method != b"GET" or not asked.plain:
                return False
            query = direct.query(served, asked.query, asked.accept)
            return query is not None and self._asked_now(query, asked, served, started)

        def _asked_now(self, query: direct.Query, asked: Asked, served: Served, started: float) -> bool:
            """Answer a query if its answer is known, or start it if it can be started."""
            if asked.none_match and matches(asked.none_match.replace(b'.gz"', b'"'), query.headers["ETag"].encode()):
                return False
            if (known := served.answers.kept.get(query.key)) is not None:
                return self._send_now(b"GET", asked, direct.answer(query, known), served, started)
            if not self._alone(b"GET"):
                return False
            flight = direct.begin(served, query, front.clients.of_scope(cast(Scope, self.scope)))
            if flight is None:
                return False
            served.active += 1
            self._pending = Pending(served, asked, query, flight, started)
            assert flight.exchange
            flight.exchange.then(self._query_done)
            return True

        def _query_done(self, first: asyncio.Future[tuple[bytes, bool]]) -> None:
            """The answer or its beginning is there, or a reason why there is none. What is not short and good goes through the routes."""
            pending = self._pending
            if pending is None:
                return  # the client is gone
            self._pending = None
            served = pending.served
            handler: Callable[[Request], Awaitable[Response]] | None = None
            if first.cancelled() or isinstance(error := first.exception(), WorkerDied):
                served.answers.left(pending.flight)
            elif error:
                served.answers.left(pending.flight)
                handler = refusing(error)
            else:
                held, complete = first.result()
                rest = None if complete else served.answers.take_rest(pending.query.key, pending.flight, held)
                served.answers.left(pending.flight)
                if complete:
                    served.active -= 1
                    self._send_now(b"GET", pending.asked, direct.answer(pending.query, held), served, pending.started)
                    self._go_on()
                    return
                handler = streaming(held, rest, pending.query.headers, pending.query.form) if rest else None
            if handler:
                self.scope["ham.handler"] = handler  # type: ignore[typeddict-unknown-key]
            super().on_headers_complete()
            super().on_message_complete()
            self.loop.call_soon(served.leave)  # after the first step of what answers now, whose own count holds the release
            self._go_on()

        def _go_on(self) -> None:
            """What came in the meantime."""
            if self._leaving and (self.cycle is None or self.cycle.response_complete):
                self.transport.close()
                return
            data, self._later = self._later, b""
            self.flow.resume_reading()
            if data:
                self.data_received(data)

        def _send_now(self, method: bytes, asked: Asked, sent: Sent, served: Served, started: float) -> bool:
            if asked.gzip and direct.worth_packing(sent):
                sent = direct.packed(sent)
            if served.sent.max_entry and len(asked.path) + len(asked.query) <= MAX_KEY:
                served.sent.put(asked.key, sent, sent.size + len(asked.path) + len(asked.query))
            if self.transport.is_closing():
                return True
            unchanged = bool(asked.none_match) and matches(asked.none_match, sent.tag)
            status = 304 if unchanged else sent.status
            self._write(status, sent.unchanged_head if unchanged else sent.head, b"" if unchanged or method == b"HEAD" else sent.body)
            front.metrics.request(asked.family, status, time.perf_counter() - started)
            if asked.path == b"/sparql":
                front.metrics.query("200")
            return True

        def _write(self, status: int, head: bytes, body: bytes) -> None:
            self._unset_keepalive_if_required()
            self._end()
            self.transport.write(b"".join((STATUS_LINE[status], self._date(), head, body)))
            self.server_state.total_requests += 1
            self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)

        def _date(self) -> bytes:
            """The headers of every answer; the server makes them anew each second."""
            if dated[0] is not self.server_state.default_headers:
                dated[0] = self.server_state.default_headers
                dated[1] = b"".join([b"%b: %b\r\n" % pair for pair in self.server_state.default_headers])
            return cast(bytes, dated[1])

        def shutdown(self) -> None:
            if self._pending:
                self._leaving = True
            else:
                super().shutdown()

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
