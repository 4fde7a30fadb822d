"""The door: who a client is, what is said on the private port, releases that change under load, queries that are cancelled."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.api.client_names import ClientNames
from kg.api.graph import ServedGraph
from kg.api.private_port import respond
from kg.settings import Settings
from kg.store.data_files import load_files

BASE = "http://data.example/"
JSON = {"Accept": "application/sparql-results+json"}
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
DATA = "".join(f"<http://data.example/id/{n}> <http://x/p> {n} .\n" for n in range(500))


def scope(peer: str, *headers: tuple[str, str]) -> dict[str, object]:
    return {"client": (peer, 1), "headers": [(name.encode(), value.encode()) for name, value in headers]}


def test_a_client_is_an_address_prefix_and_its_name_tells_nothing() -> None:
    names = ClientNames(Settings(client_prefix_v4=24, client_prefix_v6=64))  # type: ignore[call-arg]
    assert names.of_scope(scope("192.0.2.1")) == names.of_scope(scope("192.0.2.99")) != names.of_scope(scope("192.0.3.1"))
    assert names.of_scope(scope("2001:db8::1")) == names.of_scope(scope("2001:db8::2")) != names.of_scope(scope("2001:db8:0:1::1"))
    assert names.of_scope(scope("::ffff:192.0.2.1")) == names.of_scope(scope("192.0.2.1"))
    assert b"192" not in names.of_scope(scope("192.0.2.1"))
    assert ClientNames(Settings()).of_scope(scope("192.0.2.1")) != ClientNames(Settings()).of_scope(scope("192.0.2.1"))


def test_a_header_names_the_client_only_if_a_trusted_proxy_sent_it() -> None:
    names = ClientNames(Settings(trusted_proxies=("10.0.0.0/8",)))  # type: ignore[call-arg]
    plain = names.of_scope(scope("203.0.113.5"))
    assert names.of_scope(scope("10.0.0.1", ("x-forwarded-for", "203.0.113.5"))) == plain
    assert names.of_scope(scope("10.0.0.1", ("x-forwarded-for", "1.1.1.1, 203.0.113.5, 10.0.0.2"))) == plain
    assert names.of_scope(scope("203.0.113.5", ("x-forwarded-for", "1.1.1.1"))) == plain
    assert ClientNames(Settings()).of_scope(scope("10.0.0.1")) != plain


def test_a_client_that_spent_its_time_gets_429_and_others_go_on(client_of: Callable[..., TestClient]) -> None:
    client = client_of(DATA, client_query_seconds=0.5, client_query_rate=0.01, trusted_proxies=())
    front = client.app
    names = {"a": "127.0.0.1", "b": "127.0.0.2"}
    front.clients.of_scope = lambda scope: names[dict(scope["headers"])[b"x-test"].decode()].encode()  # type: ignore[attr-defined]
    assert client.get("/sparql", params={"query": "ASK { ?s ?p 2 }"}, headers={**JSON, "x-test": "b"}).status_code == 200  # loaded
    assert client.get("/sparql", params={"query": SLOW, "timeout": "0.6"}, headers={**JSON, "x-test": "a"}).status_code == 504
    refused = client.get("/sparql", params={"query": "ASK { ?s ?p 1 }"}, headers={**JSON, "x-test": "a"})
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 1
    assert "client_query_seconds" in refused.json()["detail"]
    assert client.get("/sparql", params={"query": "ASK { ?s ?p 1 }"}, headers={**JSON, "x-test": "b"}).status_code == 200
    assert client.get("/sparql", params={"query": "ASK { ?s ?p 1 }"}, headers={**JSON, "x-test": "a"}).status_code == 200  # kept by now
    assert client.get("/doc/1.ttl", headers={"x-test": "a"}).status_code == 200


@pytest.mark.parametrize("where", ["header", "parameter"])
def test_a_query_is_cancelled_by_its_id(client_of: Callable[..., TestClient], where: str) -> None:
    client = client_of(DATA)
    name = "a-random-name-0123456789"
    query = {"query": SLOW} | ({"query-id": name} if where == "parameter" else {})
    with ThreadPoolExecutor(1) as thread:
        started = time.monotonic()
        waiting = thread.submit(client.get, "/sparql", params=query, headers=JSON | ({"Query-Id": name} if where == "header" else {}))
        while client.delete(f"/sparql/query/{name}").status_code == 404:
            assert time.monotonic() - started < 10
            time.sleep(0.05)
        answer = waiting.result()
    assert answer.status_code == 409
    assert time.monotonic() - started < 10
    assert client.delete(f"/sparql/query/{name}").status_code == 404


def test_a_short_id_could_be_guessed_and_is_refused(client_of: Callable[..., TestClient]) -> None:
    answer = client_of(DATA).get("/sparql", params={"query": "ASK {}", "query-id": "1"}, headers=JSON)
    assert answer.status_code == 400


def test_the_private_port_tells_figures_and_readiness(client_of: Callable[..., TestClient]) -> None:
    client = client_of(DATA)
    for _ in range(3):
        client.get("/sparql", params={"query": "ASK { ?s ?p 1 }"}, headers=JSON)
    client.get("/sparql", params={"query": "nonsense"}, headers=JSON)
    status, media_type, body = respond(client.app, "GET", "/metrics")  # type: ignore[arg-type]
    figures = dict(line.rsplit(" ", 1) for line in body.decode().splitlines() if not line.startswith("#"))
    assert (status, media_type.split(";")[0]) == ("200 OK", "text/plain")
    assert float(figures['ham_requests_total{family="sparql",status="200"}']) == 1
    assert float(figures['ham_requests_total{family="again",status="200"}']) == 2
    assert float(figures['ham_queries_total{outcome="400"}']) == 1
    assert float(figures["ham_workers_ready"]) == 1
    assert "testclient" not in body.decode()
    assert respond(client.app, "GET", "/ready")[0] == "200 OK"  # type: ignore[arg-type]
    assert respond(client.app, "POST", "/ready")[0].startswith("405")  # type: ignore[arg-type]
    assert client.get("/metrics").status_code == 404


def test_another_release_is_served_without_a_failed_request_or_a_mixed_answer(client_of: Callable[..., TestClient], tmp_path: Path) -> None:
    """Each release says one number of everything; an answer that held two would be mixed."""

    def graph(number: int) -> ServedGraph:
        path = tmp_path / f"release{number}.ttl"
        path.write_text("".join(f"<http://data.example/id/{n}> <http://x/p> {number} .\n" for n in range(2000)))
        return ServedGraph.of_files(load_files([path], BASE), [path], BASE)

    client = client_of("".join(f"<http://data.example/id/{n}> <http://x/p> 0 .\n" for n in range(2000)), name="first.ttl")
    front = client.app
    stop, seen, failed = threading.Event(), set(), []

    def ask() -> None:
        n = 0
        while not stop.is_set():
            n += 1
            query = client.get("/sparql", params={"query": f"SELECT DISTINCT ?o {{ ?s ?p ?o }} # {n}"}, headers=JSON)
            document = client.get(f"/doc/{n % 2000}.nt")
            values = {row["o"]["value"] for row in query.json()["results"]["bindings"]} if query.status_code == 200 else set()
            seen.update(values)
            if (query.status_code, document.status_code, len(values)) != (200, 200, 1):
                failed.append((query.status_code, document.status_code, values, query.text[:200]))

    with ThreadPoolExecutor(4) as threads:
        asking = [threads.submit(ask) for _ in range(4)]
        for number in (1, 2):
            new = graph(number)
            client.portal.call(front.switch, new)  # type: ignore[union-attr, attr-defined]
            time.sleep(0.5)
        stop.set()
        for one in asking:
            one.result()
    assert failed == []
    assert seen == {"0", "1", "2"}
    assert client.get("/doc/1.nt").text.count('"2"') == 1
    assert json.loads(client.get("/healthz").content)["quads"] == 2000


def test_a_release_that_cannot_be_loaded_is_not_served(client_of: Callable[..., TestClient], tmp_path: Path) -> None:
    client = client_of(DATA)
    path = tmp_path / "new.ttl"
    path.write_text("<http://data.example/id/x> <http://x/p> 1 .\n")
    new = ServedGraph.of_files(load_files([path], BASE), [path], BASE)
    path.unlink()
    with pytest.raises(Exception, match="could not be started"):
        client.portal.call(client.app.switch, new)  # type: ignore[union-attr, attr-defined]
    assert client.get("/sparql", params={"query": "ASK { ?s ?p 7 }"}, headers=JSON).json()["boolean"] is True


def test_the_process_that_holds_the_data_is_replaced_whatever_killed_it(client_of: Callable[..., TestClient]) -> None:
    client = client_of(DATA)
    assert client.get("/sparql", params={"query": "ASK { ?s ?p 1 }"}, headers=JSON).status_code == 200
    pool = client.app.served.pool  # type: ignore[attr-defined]
    pool._zygote.process.kill()

    async def settle() -> None:
        await asyncio.sleep(0.2)

    client.portal.call(settle)  # type: ignore[union-attr]
    for number in (2, 3, 4):
        assert client.get("/sparql", params={"query": f"ASK {{ ?s ?p {number} }}"}, headers=JSON).json()["boolean"] is True
