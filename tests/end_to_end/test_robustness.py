"""What hostile or careless queries do to the running service: they end, others are answered, and nothing dies."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.end_to_end.conftest import Start

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
RUNAWAYS = {
    "a cross product": CROSS,
    "a sort of a cross product": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "paths of any length": "SELECT (COUNT(*) AS ?n) { ?a (<x:n>|!<x:n>)* ?b . ?c (<x:n>|!<x:n>)* ?d }",
    "a text that doubles": "SELECT ?z { BIND('aaaaaaaaaaaaaaaa' AS ?a) "
    + " ".join(f"BIND(CONCAT(?{x},?{x},?{x},?{x},?{x},?{x},?{x},?{x}) AS ?{y})" for x, y in zip("abcdefghi", "bcdefghij", strict=True))
    + " BIND(STRLEN(?j) AS ?z) }",
    "a heavy pattern": "SELECT * { ?s ?p ?o . ?t ?q ?r FILTER(REGEX(CONCAT(STR(?o), STR(?r)), '(a|b|ab)*c(d|e)*f')) }",
}


@pytest.fixture
def address(release_folder: Path, start: Start, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("HAM_QUERY_SECONDS", "2")
    monkeypatch.setenv("HAM_QUERY_MEMORY_BYTES", str(2**30))
    monkeypatch.setenv("HAM_QUERY_POOL_MEMORY_BYTES", str(3 * 2**29))  # so that most end for the time that they take
    monkeypatch.setenv("HAM_QUERY_QUEUE_SECONDS", "1")
    address = start("--data-dir", str(release_folder))
    for _ in range(600):
        if json.loads(get(address, "/healthz")[1])["in_memory"]:
            return address
        time.sleep(0.1)
    pytest.fail("the data were not loaded within a minute")


def get(address: str, path: str, timeout: float = 20, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, content, {name.lower(): value for name, value in answer.getheaders()}


def ask(address: str, query: str, **parameters: str) -> tuple[int, bytes, dict[str, str]]:
    return get(address, f"/sparql?{urlencode({'query': query, **parameters})}", Accept="application/sparql-results+json")


@pytest.mark.parametrize("kind", RUNAWAYS)
def test_a_runaway_query_ends_with_an_error_and_the_next_one_is_answered(kind: str, address: str) -> None:
    started = time.monotonic()
    try:
        status, content, _ = ask(address, RUNAWAYS[kind])
    except (http.client.IncompleteRead, ConnectionError):
        pass  # it had begun to answer, and the transfer was broken off
    else:
        assert status in (413, 503, 504), content[:200]
        assert json.loads(content)["status"] == status
    assert time.monotonic() - started < 4
    assert ask(address, "ASK { ?s ?p ?o }")[0] == 200


def test_many_runaways_at_once_leave_documents_and_health_quick(address: str) -> None:
    with ThreadPoolExecutor(24) as threads:
        runaways = [threads.submit(ask, address, CROSS) for _ in range(20)]
        time.sleep(0.5)
        for path in ("/healthz", "/doc/instansi/polri.ttl") * 5:
            started = time.monotonic()
            assert get(address, path)[0] == 200
            assert time.monotonic() - started < 2
        answers = [runaway.result() for runaway in runaways]
    assert {status for status, _, _ in answers} <= {503, 504}
    assert any(status == 504 for status, _, _ in answers)
    assert all("retry-after" in headers for status, _, headers in answers if status == 503)
    assert ask(address, "ASK { ?s ?p ?o }")[0] == 200


def test_a_client_may_ask_for_less_time(address: str) -> None:
    started = time.monotonic()
    assert ask(address, CROSS, timeout="0.3")[0] == 504
    assert time.monotonic() - started < 1.5
    assert ask(address, CROSS, timeout="-1")[0] == 400


def test_work_stops_when_the_client_goes_away(address: str) -> None:
    parts = urlsplit(address)
    before = workers_at_work()
    for _ in range(3):
        with socket.create_connection((parts.hostname or "", parts.port or 0)) as connection:
            connection.sendall(f"GET /sparql?{urlencode({'query': CROSS})} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            time.sleep(0.3)
    deadline = time.monotonic() + 2
    while workers_at_work() > before and time.monotonic() < deadline:
        time.sleep(0.1)
    assert workers_at_work() <= before


def test_a_worker_that_is_killed_is_replaced(address: str) -> None:
    assert ask(address, "ASK { ?s ?p ?o }")[0] == 200
    for pid in worker_pids():
        os.kill(pid, signal.SIGKILL)
    assert ask(address, "ASK { ?s ?p ?o }")[0] == 200


def test_a_long_answer_that_is_cut_does_not_look_whole(release_folder: Path, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAM_QUERY_MAX_ANSWER_BYTES", "1000000")
    address = start("--data-dir", str(release_folder))
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        ask(address, "SELECT * { ?s ?p ?o }")
    assert ask(address, "ASK { ?s ?p ?o }")[0] == 200


def test_the_service_ends_its_processes(release_folder: Path, start: Start) -> None:
    assert ask(start("--data-dir", str(release_folder)), "ASK { ?s ?p ?o }")[0] == 200
    assert worker_pids()


def worker_pids() -> list[int]:
    """Workers of the services that tests started: on the store on disk, or forked from the process that holds the data."""
    listed = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout.splitlines()[1:]
    rows = [(int(pid), int(ppid), args) for pid, ppid, args in (line.split(None, 2) for line in listed)]
    own = {pid for pid, ppid, args in rows if ppid == os.getpid()}
    zygotes = {pid for pid, ppid, args in rows if ppid in own and "kg.sparql.zygote" in args}
    return [pid for pid, ppid, args in rows if ppid in zygotes or (ppid in own and "kg.sparql.worker" in args)]


def workers_at_work() -> int:
    """Workers that the processor is busy with."""
    return sum(_state(pid) == "R" for pid in worker_pids())


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return ""
