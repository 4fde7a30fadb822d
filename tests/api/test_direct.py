"""What is answered from the connection itself is what the routes would answer; asked over real sockets."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable
from urllib.parse import quote

from tests.api.server import BASE, JSON, Server

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


PATHS = [
    ("/doc/a5", {"Accept": "text/turtle"}),
    ("/doc/a5", {"Accept": "application/n-triples"}),
    ("/doc/a5", {"Accept": "application/ld+json;q=0.9, text/turtle;q=0.1"}),
    ("/doc/a5", {"Accept": "text/turtle", "Accept-Encoding": "gzip"}),
    ("/doc/a5", {"Accept": "text/html"}),
    ("/doc/a5", {"Accept": "image/png"}),
    ("/doc/a5.nt", {}),
    ("/doc/a%35", {"Accept": "text/turtle"}),
    ("/doc/nothing", {"Accept": "text/turtle"}),
    ("/doc/a5", {"Accept": "text/turtle", "If-None-Match": "*"}),
    ("/doc/a5?page=1", {"Accept": "text/turtle"}),
    ("/doc/a5?page=2", {"Accept": "text/turtle"}),
    ("/doc/a2000", {"Accept": "text/turtle"}),  # which is only named
    *(("/sparql?query=" + quote(query), headers) for query, headers in (
        (f"SELECT * {{ <{BASE}id/a7> ?p ?o }} ORDER BY ?p", JSON),
        (f"SELECT * {{ <{BASE}id/a7> ?p ?o }} ORDER BY ?p", {"Accept": "text/csv"}),
        (f"SELECT * {{ <{BASE}id/a7> ?p ?o }} ORDER BY ?p", {"Accept": "application/sparql-results+xml", "Accept-Encoding": "gzip"}),
        (f"DESCRIBE <{BASE}id/a7>", {"Accept": "application/n-triples"}),
        (f"ASK {{ <{BASE}id/a7> ?p ?o }}", JSON),
        ("SELECT * { ?s ?p ?o } ORDER BY ?s ?p", JSON),  # longer than what is held before it is sent
        ("SELECT * { ?s ?p ?o } ORDER BY ?s ?p", {"Accept": "text/csv", "Accept-Encoding": "gzip"}),
        ("SELECT * { ?s ?p ", JSON),
        ("SELECT * { ?s <http://x/f>(1) ?o }", JSON),
        ("SELECT (<http://x/f>(?s) AS ?t) { ?s ?p 5 }", JSON),
        (f"SELECT * {{ <{BASE}id/a7> ?p ?o }}", {"Accept": "image/png"}),
        (f"SELECT * {{ <{BASE}id/a7> ?p ?o }}", {**JSON, "If-None-Match": "*"}),
    )),
]  # fmt: skip


def test_answers_are_those_of_the_routes(server_of: Callable[..., Server]) -> None:
    """Each request twice: as it is, and with a part that leads it past the short way."""
    server = server_of(document_cache_bytes=0, result_cache_bytes=0)
    for path, headers in PATHS:
        direct, routed = server.get(path, headers), server.get(path, {**headers, "Expect": "nothing", "Range": "none"})
        assert direct == routed, (path, headers)


_LENGTH = {"content-length": "", "transfer-encoding": ""}  # what is long is sent before its length is known, the first time


def _unpacked(answer: tuple[int, dict[str, str], bytes]) -> bytes:
    return gzip.decompress(answer[2]) if answer[1].get("content-encoding") == "gzip" else answer[2]


def test_a_second_time_the_answer_is_the_same(server_of: Callable[..., Server]) -> None:
    server = server_of()
    for path, headers in PATHS:
        first = server.get(path, headers)
        assert (again := server.get(path, headers))[0] == first[0]
        assert _unpacked(again) == _unpacked(first)
        assert {**again[1], **_LENGTH} == {**first[1], **_LENGTH}
        if "etag" in first[1] and first[0] == 200:
            assert server.get(path, {**headers, "If-None-Match": first[1]["etag"]})[0] == 304
            assert server.get(path, headers, "HEAD")[2] == b""


def test_requests_that_come_together_are_answered_in_their_order(server_of: Callable[..., Server]) -> None:
    server = server_of(document_cache_bytes=0, result_cache_bytes=0)
    queries = [f"/sparql?query={quote(f'SELECT * {{ <{BASE}id/a{n}> <{BASE}p> ?o }}')}" for n in range(20)]
    asked = [part for query in queries for part in (query, "/healthz")]
    lines = [f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept: application/sparql-results+json, */*;q=0.1\r\n\r\n".encode() for path in asked]
    for together in (True, False):
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
            if together:
                connection.sendall(b"".join(lines))
            else:
                for line in lines:
                    connection.sendall(line[:30])
                    time.sleep(0.002)
                    connection.sendall(line[30:])
            taken = b""
            while taken.count(b"HTTP/1.1 200") < len(lines) or not taken.endswith(b"}"):
                taken += connection.recv(65536)
        places = [taken.index(f'id/a{n + 1}"'.encode()) for n in range(20)]
        assert places == sorted(places)
        assert taken.count(b'"status"') == 20


def test_a_client_that_hangs_up_ends_its_query(server_of: Callable[..., Server]) -> None:
    server = server_of(client_query_seconds=0)
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(f"GET /sparql?query={quote(SLOW)} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode())
        pool = server.app.served.pool
        until = time.monotonic() + 5
        while not pool._busy and time.monotonic() < until:
            time.sleep(0.01)
        assert pool._busy
    until = time.monotonic() + 2
    while pool._busy and time.monotonic() < until:
        time.sleep(0.01)
    assert not pool._busy
    assert (pool.admission.at_work, server.app.served.active) == (0, 0)
    assert server.get(f"/sparql?query={quote('ASK { ?s ?p ?o }')}", JSON)[0] == 200


def test_a_query_past_its_limit_is_504_and_a_dead_worker_is_replaced(server_of: Callable[..., Server]) -> None:
    server = server_of(query_seconds=0.6, client_query_seconds=0)
    started = time.monotonic()
    status, headers, _ = server.get(f"/sparql?query={quote(SLOW)}", JSON)
    assert (status, headers["content-type"]) == (504, "application/problem+json")
    assert time.monotonic() - started < 0.6 + 0.5
    for worker in list(server.app.served.pool._idle):
        worker._signal(9)
    assert server.get(f"/sparql?query={quote('ASK { ?s ?p 7 }')}", JSON)[0] == 200


def test_who_asks_the_same_at_once_shares_one_evaluation(server_of: Callable[..., Server]) -> None:
    server = server_of(client_query_seconds=0)
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?c }"
    answers: list[tuple[int, dict[str, str], bytes]] = []
    threads = [threading.Thread(target=lambda: answers.append(server.get(f"/sparql?query={quote(query)}", JSON))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({body for _, _, body in answers}) == 1
    assert {status for status, _, _ in answers} == {200}
    assert server.app.served.active == 0


def test_accept_headers_on_several_lines_are_one_list(server_of: Callable[..., Server]) -> None:
    server = server_of()
    for path in ("/doc/a5", "/sparql"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
            accept = "Accept: image/png\r\nAccept: application/n-triples"
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n{accept}\r\nConnection: close\r\n\r\n".encode())
            taken = b""
            while part := connection.recv(65536):
                taken += part
        assert b"content-type: application/n-triples" in taken


def test_many_at_once_wait_for_each_other_and_a_full_queue_says_so(server_of: Callable[..., Server]) -> None:
    server = server_of(query_workers=1, query_queue_length=3, client_query_seconds=0, document_cache_bytes=0, result_cache_bytes=0)
    found: list[int] = []

    def ask(n: int) -> None:
        found.append(server.get(f"/sparql?query={quote(f'SELECT (COUNT(*) AS ?n{n}) {{ ?a ?b ?c . ?d ?e ?c }}')}", JSON)[0])

    for count, allowed in ((3, {200}), (12, {200, 503})):
        found.clear()
        threads = [threading.Thread(target=ask, args=(count * 100 + n,)) for n in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert set(found) <= allowed
        assert 200 in found
    admission = server.app.served.pool.admission
    assert (admission.at_work, admission.waiting, server.app.served.active) == (0, [], 0)
