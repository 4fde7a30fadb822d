"""Clients that hang up, and answers that nobody reads to the end."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from http.client import HTTPConnection, IncompleteRead
from urllib.parse import quote

import pytest
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from kg.api.graph import ServedGraph
from kg.sparql.refusals import QueryTimeout
from tests.api.server import Server


def test_a_client_that_hangs_up_while_it_sends_is_no_error_of_the_service(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    sent: list[dict[str, object]] = []
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/sparql",
        "raw_path": b"/sparql",
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"any.host"), (b"content-type", b"application/sparql-query"), (b"content-length", b"100")],
        "client": ("127.0.0.1", 5),
        "server": ("any.host", 80),
    }

    async def receive() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    with caplog.at_level(logging.ERROR):
        asyncio.run(client.app(scope, receive, send))  # type: ignore[arg-type]
    assert sent[0]["status"] == 499
    assert not caplog.records


def test_a_graph_that_nobody_reads_may_end_in_another_thread(client_of: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch) -> None:
    graph: ServedGraph = client_of(
        "<http://data.example/graph/a> { <http://data.example/id/x> a <http://data.example/id/T> . }"
    ).app.state.graph  # type: ignore[attr-defined]
    held = []
    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    maker = threading.Thread(target=lambda: held.append(graph.graph_triples("http://data.example/graph/a")))
    maker.start()
    maker.join()
    held.clear()
    assert not complaints
    assert len(list(graph.graph_triples("http://data.example/graph/a"))) == 1


MUCH = "/sparql?query=" + quote("SELECT * { ?s ?p ?o . ?a ?b ?c }")
STREAM = {"Accept": "text/csv"}


def _broken(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.levelno >= logging.WARNING or record.exc_info]


@pytest.mark.parametrize(
    "way", ["", "&timeout=0.6", "&query-id=one-of-the-tests-1"], ids=["from the connection", "through the routes", "with an id"]
)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_an_answer_that_is_stopped_by_its_limit_breaks_off_with_one_line_in_the_log(
    server_of: Callable[..., Server], caplog: pytest.LogCaptureFixture, way: str, encoding: str
) -> None:
    server = server_of(query_seconds=0.6, client_query_seconds=0, result_cache_bytes=0)
    with caplog.at_level(logging.INFO):
        connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request("GET", MUCH + way, headers={**STREAM, "Accept-Encoding": encoding})
        answer = connection.getresponse()
        assert answer.status == 200
        with pytest.raises(IncompleteRead):
            answer.read()
        connection.close()
        assert server.get("/healthz")[0] == 200
    told = _broken(caplog)
    assert [(record.name, record.levelname, record.exc_info) for record in told] == [("kg.api", "WARNING", None)]
    assert "query_seconds" in told[0].getMessage()
    assert server.app.served.active == 0


def test_a_client_that_leaves_a_long_answer_is_no_error_of_the_service(
    server_of: Callable[..., Server], caplog: pytest.LogCaptureFixture
) -> None:
    server = server_of(query_seconds=20, client_query_seconds=0, result_cache_bytes=0)
    with caplog.at_level(logging.INFO):
        for way in ("", "&timeout=15", "&query-id=one-of-the-tests-2"):
            for read in (1, 300_000):
                with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
                    connection.sendall(f"GET {MUCH}{way} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode())
                    taken = 0
                    while taken < read:
                        taken += len(connection.recv(65536))
        until = time.monotonic() + 2
        while server.app.served.active and time.monotonic() < until:
            time.sleep(0.01)
        assert server.app.served.active == 0
        assert not server.app.served.pool._busy
    assert _broken(caplog) == []


def test_a_query_that_is_cancelled_while_it_is_sent_breaks_off_with_one_line(
    server_of: Callable[..., Server], caplog: pytest.LogCaptureFixture
) -> None:
    server = server_of(query_seconds=20, client_query_seconds=0, result_cache_bytes=0)
    with caplog.at_level(logging.INFO):
        connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request("GET", f"{MUCH}&query-id=one-of-the-tests-3", headers=STREAM)
        answer = connection.getresponse()
        assert answer.status == 200
        answer.read(300_000)
        assert server.get("/sparql/query/one-of-the-tests-3", method="DELETE")[0] == 204
        with pytest.raises(IncompleteRead):
            answer.read()
        connection.close()
    assert [(record.levelname, record.exc_info) for record in _broken(caplog)] == [("WARNING", None)]


def test_a_worker_that_is_killed_while_it_answers_breaks_the_answer_off_with_one_line(
    server_of: Callable[..., Server], caplog: pytest.LogCaptureFixture
) -> None:
    server = server_of(query_seconds=20, client_query_seconds=0, result_cache_bytes=0)
    with caplog.at_level(logging.INFO):
        connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request("GET", MUCH, headers=STREAM)
        answer = connection.getresponse()
        assert answer.status == 200
        answer.read(300_000)
        for worker in list(server.app.served.pool._busy):
            worker._signal(9)
        with pytest.raises(IncompleteRead):
            answer.read()
        connection.close()
    assert [(record.levelname, record.exc_info) for record in _broken(caplog)] == [("WARNING", None)]


async def _fails(_: Request) -> Response:
    raise ZeroDivisionError("unforeseen")


async def _refused_late(_: Request) -> Response:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"the beginning"
        raise QueryTimeout("too late")

    return StreamingResponse(pieces())


async def _fails_late(_: Request) -> Response:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"the beginning"
        raise ZeroDivisionError("unforeseen")

    return StreamingResponse(pieces())


@pytest.mark.parametrize(
    ("handler", "status", "level", "has_traceback"),
    [(_fails, 500, "ERROR", True), (_refused_late, None, "WARNING", False), (_fails_late, None, "ERROR", True)],
)
def test_what_fails_in_a_route_is_told_once(
    server_of: Callable[..., Server],
    caplog: pytest.LogCaptureFixture,
    handler: Callable[[Request], Awaitable[Response]],
    status: int | None,
    level: str,
    has_traceback: bool,
) -> None:
    server = server_of()
    server.app.served.app.router.routes.insert(0, Route("/uji", handler))  # type: ignore[attr-defined]
    with caplog.at_level(logging.INFO):
        if status:
            assert server.get("/uji")[0] == status
        else:
            with pytest.raises(IncompleteRead):
                server.get("/uji")
    told = _broken(caplog)
    assert [(record.name, record.levelname, bool(record.exc_info)) for record in told] == [("kg.api", level, has_traceback)]
    assert server.app.served.active == 0
