"""Clients that are slow, rude or broken, at the level of connections: each is ended, none hurts the others."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.end_to_end.conftest import services

DATA = "".join(f'<http://data.example/id/{n}> <http://x/p> "{"x" * 200}{n}" .\n' for n in range(20_000))
MALFORMED = {
    "no HTTP": b"hello there\r\n\r\n",
    "binary": bytes(range(256)) * 4,
    "CONNECT": b"CONNECT 127.0.0.1:9 HTTP/1.1\r\nHost: x\r\n\r\n",
    "a control character in a header": b"GET / HTTP/1.1\r\nHost: x\r\nAccept: a\x01b\r\n\r\n",
    "a header without a name": b"GET / HTTP/1.1\r\n: x\r\n\r\n",
    "two lengths": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc",
    "length and chunks": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a wrong chunk": b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\nZZ\r\nabc\r\n",
    "a negative length": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "no host": b"GET /healthz HTTP/1.1\r\n\r\n",
    "a line ending in a header": b"GET / HTTP/1.1\r\nHost: x\r\nAccept: a\r\n b\r\n\r\n",
    "HTTP 9.9": b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
    "the start of HTTP 2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "bytes beyond ASCII in the path": b"GET /doc/\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
    "an absolute address": b"GET http://evil.example/healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "an asterisk": b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    "an upgrade": b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "broken percent signs": b"GET /doc/%zz%f HTTP/1.1\r\nHost: x\r\n\r\n",
    "a NUL in the path": b"GET /doc/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
    "broken UTF-8 in a query": b"GET /sparql?query=%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n",
    "broken UTF-8 in headers": b"GET /doc/1 HTTP/1.1\r\nHost: x\r\nAccept: \xff\xfe\r\nAccept-Language: \xff\r\n\r\n",
    "a huge number": b"GET /doc/1?page=" + b"9" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("connections")
    (folder / "data.nt").write_text(DATA)
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("HAM_HEADER_SECONDS", "1")
        patch.setenv("HAM_BODY_SECONDS", "1")
        patch.setenv("HAM_QUERY_SECONDS", "3")
        patch.setenv("HAM_MAX_CONNECTIONS_PER_CLIENT", "150")
        for start in services(folder):
            yield start("--data", str(folder / "data.nt"), "--base-iri", "http://data.example/")


def connect(address: str) -> socket.socket:
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10)


def answer_to(address: str, *pieces: bytes, wait: float = 0.0) -> bytes:
    """All that the service sends until it closes the connection, or is silent for long."""
    with connect(address) as connection:
        connection.settimeout(2)
        for piece in pieces:
            try:
                connection.sendall(piece)
            except OSError:
                break
            time.sleep(wait)
        found = b""
        try:
            while part := connection.recv(65536):
                found += part
        except OSError:
            pass
        return found


def is_well(address: str) -> bool:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    started = time.monotonic()
    connection.request("GET", "/healthz")
    well = json.loads(connection.getresponse().read())["status"] == "ok"
    connection.close()
    return well and time.monotonic() - started < 2


@pytest.mark.parametrize("kind", MALFORMED)
def test_malformed_requests_are_refused_without_an_error_of_the_service(kind: str, address: str) -> None:
    found = answer_to(address, MALFORMED[kind])
    status = found.split(b" ", 2)[1] if found else b""
    assert not status.startswith(b"5"), found[:300]
    assert b"Traceback" not in found
    assert b"evil.example" not in found
    assert b"/site-packages" not in found
    assert is_well(address)


def test_slow_headers_end_with_408(address: str) -> None:
    with ExitStack() as stack:
        started = time.monotonic()
        slow = [stack.enter_context(connect(address)) for _ in range(50)]
        for connection in slow:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        assert is_well(address)
        for connection in slow:
            assert b" 408 " in connection.recv(1000)
        assert time.monotonic() - started < 4


def test_slow_bodies_and_idle_connections_end(address: str) -> None:
    with ExitStack() as stack:
        slow, idle = ([stack.enter_context(connect(address)) for _ in range(20)] for _ in range(2))
        for connection in slow:
            connection.sendall(
                b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK"
            )
        assert is_well(address)
        assert all(b" 408 " in connection.recv(1000) for connection in (*slow, *idle))


def test_a_head_that_is_too_large_is_431_and_a_body_413(address: str) -> None:
    assert b" 431 " in answer_to(address, b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 100_000 + b"\r\n\r\n")
    assert b" 431 " in answer_to(address, b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
    assert b" 414 " in answer_to(address, b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    body = b"a" * 3_000_000
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 3000000\r\n\r\n"
    assert b" 413 " in answer_to(address, head + body)


def test_one_client_cannot_hold_all_connections(address: str) -> None:
    with ExitStack() as stack:
        many = [stack.enter_context(connect(address)) for _ in range(300)]
        time.sleep(0.3)
        closed = 0
        for connection in many:
            connection.setblocking(False)
            try:
                closed += connection.recv(1) == b""
            except BlockingIOError:
                pass
            except OSError:
                closed += 1
        assert closed >= 150
    time.sleep(0.3)
    assert is_well(address)


def test_readers_who_do_not_read_hold_no_worker_for_longer_than_a_query_may_take(address: str) -> None:
    target = b"GET /sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n"
    with ExitStack() as stack:
        for _ in range(8):
            connection = stack.enter_context(connect(address))
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.sendall(target)
        time.sleep(0.5)
        assert is_well(address)
        started = time.monotonic()
        found = b""
        while b"200 OK" not in found and time.monotonic() - started < 12:
            found = answer_to(address, b"GET /sparql?query=ASK%7B%3Fs%20%3Fp%201%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert b"200 OK" in found
        assert time.monotonic() - started < 8


def test_requests_in_one_go_are_answered_in_order(address: str) -> None:
    paths = [b"/doc/1.nt", b"/healthz", b"/doc/2.nt", b"/sparql?query=ASK%7B%7D", b"/doc/1.nt", b"/doc/3.nt"]
    sent = b"".join(b"GET " + path + b" HTTP/1.1\r\nHost: x\r\n\r\n" for path in paths[:-1])
    found = answer_to(address, sent + b"GET " + paths[-1] + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert found.count(b"HTTP/1.1 200") == len(paths)
    places = [found.index(text) for text in (b"id/1>", b'"status"', b"id/2>", b"boolean", b"id/3>")]
    assert places == sorted(places)
