"""The door of the service: what was sent before is sent again at once, the rest goes to the release that is current.

It is plain ASGI, as the frameworks behind it cost more time than most answers do.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive, Scope, Send

from kg.api import documents, sparql
from kg.api.breaking import BrokenOff, reason_of
from kg.api.client_names import ClientNames
from kg.api.graph import ServedGraph
from kg.api.metrics import Metrics
from kg.api.problems import answer_to
from kg.api.recorder import ALWAYS, Headers, Recorder, Sent
from kg.api.served import Served
from kg.api.switch import ReleaseWatch
from kg.errors import HamError
from kg.settings import Settings

_MAX_PATH = 16_384  # bytes
MAX_KEY = 4096  # bytes; longer requests are not looked for among those that were sent before
_PREFLIGHT: Headers = [
    (b"access-control-allow-methods", b"GET, HEAD, POST, DELETE, OPTIONS"),
    (b"access-control-allow-headers", b"Accept, Accept-Language, Content-Type, If-None-Match, Query-Id"),
    (b"access-control-max-age", b"86400"),
    (b"allow", b"GET, HEAD, POST, OPTIONS"),
    *ALWAYS,
]
_TOO_LONG = b'{"type":"about:blank","title":"Address too long","status":414,"detail":"The address is too long; send long queries by POST."}'
_DIRECT = {b"/sparql": sparql.endpoint}
_log = logging.getLogger("kg.api")
_requests = logging.getLogger("kg.requests")


class Front:
    """The application that the server runs. `serve` makes what is needed to serve one graph."""

    def __init__(self, settings: Settings, serve: Callable[[ServedGraph], Served], graph: ServedGraph, watch: ReleaseWatch | None) -> None:
        self.settings, self.clients, self.metrics = settings, ClientNames(settings), Metrics()
        self._serve, self._watch = serve, watch
        self.served = serve(graph)
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def state(self) -> Any:
        """The state of the release that is served now, as its routes see it."""
        return self.served.app.state  # type: ignore[attr-defined]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    def again(self, asked: Asked, method: bytes) -> tuple[int, bytes, bytes] | None:
        """Status, head and body of an answer that was sent before; for the connection, which needs no more of a request than this."""
        sent = self.served.sent.get(asked.key)
        if sent is None:
            return None
        if asked.none_match and sent.tag and matches(asked.none_match, sent.tag):
            self.metrics.again(304, 0.0)
            return 304, sent.unchanged_head, b""
        self.metrics.again(sent.status, 0.0)
        return sent.status, sent.head, b"" if method == b"HEAD" else sent.body

    # --- requests ------------------------------------------------------------------------------------------------------
    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        started, served, method = time.perf_counter(), self.served, scope["method"]
        asked = Asked(scope.get("raw_path") or scope["path"].encode(), scope["query_string"], scope["headers"])
        if method in ("GET", "HEAD") and (sent := served.sent.get(asked.key)) is not None:
            status = await _again(sent, asked, send, method)
            self.metrics.again(status, time.perf_counter() - started)
            return
        if method == "OPTIONS":
            await _plain(send, 204, _PREFLIGHT, b"")
            return
        if len(asked.path) > _MAX_PATH or len(scope["query_string"]) > self.settings.query_max_length * 12:
            await _plain(send, 414, [(b"content-type", b"application/problem+json"), *ALWAYS], _TOO_LONG)
            return
        if asked.several:
            scope["headers"] = [*(pair for pair in scope["headers"] if pair[0] != b"accept"), (b"accept", asked.accept)]
        keep = served.sent.max_entry if method == "GET" and len(asked.path) + len(scope["query_string"]) <= MAX_KEY else -1
        recorder = Recorder(send, gzip=asked.gzip, keep_up_to=keep)
        served.active += 1
        broken = None
        try:
            await self._route(served, asked, scope, receive, recorder)
        except (Exception, asyncio.CancelledError) as error:
            broken = error if await _breaks(error, scope, receive, recorder) else None
        finally:
            served.active -= 1
        if recorder.kept is not None:
            served.sent.put(asked.key, recorder.kept, recorder.kept.size + len(asked.path) + len(scope["query_string"]))
        took = time.perf_counter() - started
        self.metrics.request(asked.family, recorder.status, took)
        if self.settings.log_requests:
            _requests.info(
                "request",
                extra={
                    "method": method,
                    "family": asked.family,
                    "status": recorder.status,
                    "ms": round(1000 * took, 1),
                    "bytes": recorder.bytes,
                },
            )
        if broken:
            _tell(broken, asked, recorder)
            raise BrokenOff from None

    async def _route(self, served: Served, asked: Asked, scope: Scope, receive: Receive, send: Recorder) -> None:
        """Queries and documents go straight to what answers them; other addresses through the routes."""
        scope["app"] = served.app
        scope["ham.client"] = self.clients.of_scope
        scope["ham.metrics"] = self.metrics
        scope["ham.recorder"] = send
        if asked.gzip:
            _plain_tags(scope)
        handler = scope.get("ham.handler") or _DIRECT.get(asked.path)
        if handler is None and scope["method"] in ("GET", "HEAD"):
            handler = documents.thing if asked.path.startswith(b"/id/") else documents.document if asked.path.startswith(b"/doc/") else None
        if handler is None:
            await served.app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            response = await handler(request)
        except Exception as error:
            response = answer_to(request, error)
        await response(scope, receive, send)

    # --- life ----------------------------------------------------------------------------------------------------------
    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message: Message = await receive()
            if message["type"] == "lifespan.startup":
                self.served.pool.start()
                self.served.have_documents_written()
                if self._watch and self.settings.watch_seconds:
                    self._in_background(self._follow(self._watch))
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, return_exceptions=True)
                await self.served.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _follow(self, watch: ReleaseWatch) -> None:
        """Serve another release once it is the current one: its workers start beside those of today, and are asked first."""
        while True:
            await asyncio.sleep(self.settings.watch_seconds)
            try:
                graph = await asyncio.to_thread(watch.changed, self.served.graph.release_id)
                if graph is not None:
                    await self.switch(graph)
            except HamError as error:
                _log.error("the new release is not served: %s", error.detail)
            except Exception as error:
                _log.error("the new release is not served", exc_info=error)

    async def switch(self, graph: ServedGraph) -> None:
        """Serve this graph from the next request on. Raises HamError, and goes on as before, if it cannot be served."""
        served = self._serve(graph)
        try:
            await served.prepare()
        except BaseException:
            await served.stop()
            raise
        served.have_documents_written()
        before, self.served = self.served, served
        self.metrics.switches += 1
        _log.warning("release %s is served now, after %s", graph.release_id, before.graph.release_id)
        self._in_background(before.drain(self.settings.drain_seconds))

    def _in_background(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


_UNUSUAL = {b"content-length", b"transfer-encoding", b"upgrade", b"expect", b"range"}


async def _breaks(error: BaseException, scope: Scope, receive: Receive, recorder: Recorder) -> bool:
    """Whether an answer that fails must be broken off. If none of it was sent, another one is; if all of it was, there is nothing to do."""
    if recorder.complete:
        return False
    if recorder.begun or not isinstance(error, Exception):
        return True
    await answer_to(Request(scope, receive), error)(scope, receive, recorder)
    return False


def _tell(error: BaseException, asked: Asked, recorder: Recorder) -> None:
    extra, reason = {"family": asked.family, "status": recorder.status, "bytes": recorder.bytes}, reason_of(error)
    if reason is None:
        _log.error("an answer was broken off: unforeseen %s", type(error).__name__, exc_info=error, extra=extra)
    elif not isinstance(error, ClientDisconnect):
        _log.warning("an answer was broken off: %s", reason, extra=extra)


class Asked:
    """What of a request decides which of the answers that were sent before is its answer."""

    __slots__ = ("accept", "gzip", "key", "none_match", "path", "plain", "query", "several", "unusual")

    def __init__(self, path: bytes, query: bytes, headers: Headers) -> None:
        accept = language = none_match = b""
        gzip, plain, unusual, lines = False, True, False, 0
        for name, value in headers:
            if name == b"accept":
                accept, lines = (accept + b"," + value if accept else value), lines + 1
            elif name == b"accept-language":
                language = language + b"," + value if language else value
            elif name == b"if-none-match":
                none_match = none_match + b"," + value if none_match else value
            elif name == b"accept-encoding":
                gzip = gzip or _takes_gzip(value)
            elif name == b"query-id":
                plain = False  # the query may be ended by this name
            elif name in _UNUSUAL:
                unusual = True
        self.path, self.query, self.none_match, self.gzip = path, query, none_match, gzip
        self.accept, self.plain, self.unusual, self.several = accept if lines else None, plain, unusual, lines > 1
        self.key = (path, query, accept, language, gzip)

    @property
    def family(self) -> str:
        """The kind of address, of which there are few."""
        if self.path == b"/sparql":
            return "sparql"
        first = self.path.split(b"/", 2)[1] if self.path.count(b"/") else b""
        return first.decode("latin-1") if first in _FAMILIES else "other"


_FAMILIES = {b"sparql", b"doc", b"id", b"catalog", b"ontology", b"source", b"graph", b"static", b"healthz", b"", b"release"}


def _takes_gzip(value: bytes) -> bool:
    for part in value.lower().split(b","):
        name, _, parameter = part.partition(b";")
        if name.strip() in (b"gzip", b"x-gzip", b"*") and parameter.replace(b" ", b"") not in (b"q=0", b"q=0.0", b"q=0.00", b"q=0.000"):
            return True
    return False


def _plain_tags(scope: Scope) -> None:
    """The routes know the validators of plain forms only."""
    scope["headers"] = [
        (name, value.replace(b'.gz"', b'"')) if name == b"if-none-match" else (name, value) for name, value in scope["headers"]
    ]


async def _again(sent: Sent, asked: Asked, send: Send, method: str) -> int:
    if asked.none_match and sent.tag and matches(asked.none_match, sent.tag):
        await send({"type": "http.response.start", "status": 304, "headers": sent.unchanged})
        await send({"type": "http.response.body", "body": b""})
        return 304
    await send({"type": "http.response.start", "status": sent.status, "headers": sent.headers})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else sent.body})
    return sent.status


def matches(none_match: bytes, tag: bytes) -> bool:
    """Whether a list of validators names this one (weak comparison: RFC 9110, section 13.1.2)."""
    if none_match == tag:
        return True
    bare = tag.removeprefix(b"W/")
    return any(part.strip().removeprefix(b"W/") == bare or part.strip() == b"*" for part in none_match.split(b","))


async def _plain(send: Send, status: int, headers: Headers, body: bytes) -> None:
    if status != 204:
        headers = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
