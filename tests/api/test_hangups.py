"""Clients that hang up, and answers that nobody reads to the end."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kg.api.graph import ServedGraph


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
