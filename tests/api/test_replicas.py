"""Two services over the same data behind a balancer: a client cannot tell them apart, and one may go."""

from __future__ import annotations

import itertools
import socket
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from urllib.parse import quote

import pytest

from tests.api.server import BASE, JSON, Server


class Balancer:
    """Passes connections on, in turn, to whichever of its services takes them; on a loopback port."""

    def __init__(self, ports: list[int]) -> None:
        self._turns = itertools.cycle(ports)
        self._count = len(ports)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.passed: set[int] = set()
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            for port in itertools.islice(self._turns, self._count):
                try:
                    service = socket.create_connection(("127.0.0.1", port), timeout=10)
                except OSError:
                    continue
                self.passed.add(port)
                for source, target in ((client, service), (service, client)):
                    threading.Thread(target=_pass, args=(source, target), daemon=True).start()
                break


def _pass(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def _get(port: int, path: str, headers: dict[str, str]) -> tuple[int, str | None, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers["ETag"], answer.read()
    finally:
        connection.close()


@pytest.fixture
def pair(server_of: Callable[..., Server]) -> Iterator[tuple[Balancer, Server, Server]]:
    first, second = server_of(), server_of()
    balancer = Balancer([first.port, second.port])
    yield balancer, first, second
    balancer.close()


def test_replicas_answer_alike_and_one_may_go(pair: tuple[Balancer, Server, Server]) -> None:
    balancer, first, second = pair
    requests = [
        ("/doc/a5", {"Accept": "text/turtle"}),
        ("/doc/a5", {"Accept": "application/ld+json"}),
        ("/doc/a5", {"Accept": "text/html"}),
        (f"/sparql?query={quote(f'SELECT * {{ <{BASE}id/a7> ?p ?o }} ORDER BY ?p')}", JSON),
        ("/.well-known/void", {"Accept": "text/turtle"}),
    ]
    before = {}
    for path, headers in requests:
        found = [_get(balancer.port, path, headers) for _ in range(4)]
        assert len(set(found)) == 1, path
        assert found[0][0] == 200
        before[path, headers["Accept"]] = found[0]
        assert _get(balancer.port, path, {**headers, "If-None-Match": str(found[0][1])})[0] == 304
    assert balancer.passed == {first.port, second.port}
    first.__exit__()
    for path, headers in requests * 2:
        assert _get(balancer.port, path, headers) == before[path, headers["Accept"]]
