"""A service on a loopback port of its own, and some data for it."""

from __future__ import annotations

import socket
import threading
import time
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import quote

from kg.api.front import Front
from kg.api.server import create_server
from kg.settings import Settings

BASE = "http://data.example/"
DATA = "".join(
    f'<{BASE}id/a{n}> <{BASE}p> <{BASE}id/a{n + 1}> ; <{BASE}label> "nomor {n}"@id ; <{BASE}note> "{"panjang " * 200}" .\n'
    for n in range(2000)
)
JSON = {"Accept": "application/sparql-results+json"}


class Server:
    """A service on a loopback port of its own, in a thread."""

    def __init__(self, app: Front, settings: Settings) -> None:
        self.app = app
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._server = create_server(app, settings)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> Server:
        self._thread.start()
        while self.get("/sparql?query=" + quote("ASK { ?s ?p 1 }"), JSON)[0] != 200:  # the data are being loaded
            time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(20)

    def get(self, path: str, headers: dict[str, str] | None = None, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, headers={"Accept-Encoding": "identity", **(headers or {})})
            answer: HTTPResponse = connection.getresponse()
            kept = {name.lower(): value for name, value in answer.getheaders() if name.lower() != "date"}
            return answer.status, kept, answer.read()
        finally:
            connection.close()
