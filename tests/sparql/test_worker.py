"""A worker cannot reach the network or a file, even if a query gets past the guard; and it says what it refuses."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import socket
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.sparql import frames
from kg.sparql.task import StoreSource, Task
from kg.sparql.worker import work

DATA = "<http://x/a> <http://x/p> <http://x/b> .\n"


def _run(sock: socket.socket, other_end: socket.socket, source: StoreSource) -> None:
    other_end.close()  # inherited; while it is open here, its being closed there would not be noticed
    store = ox.Store.read_only(source.store) if source.store else ox.Store()
    if not source.store:
        store.load(DATA, format=ox.RdfFormat.N_TRIPLES)
    work(sock, store, source)


def answers(source: StoreSource, *tasks: Task) -> list[tuple[bytes, bytes]]:
    """All messages that a confined worker sends for these tasks."""
    ours, theirs = socket.socketpair()
    process = multiprocessing.get_context("fork").Process(target=_run, args=(theirs, ours, source))
    process.start()
    theirs.close()
    found = []
    for task in tasks:
        frames.send(ours, frames.TASK, task.as_bytes())
        while message := frames.receive(ours):
            found.append(message)
            if message[0] == frames.END:
                break
    ours.close()
    process.join(timeout=10)
    assert process.exitcode == 0
    return found


@pytest.mark.parametrize("kind", ["memory", "disk"])
def test_no_connection_leaves_a_worker(kind: str, tmp_path: Path) -> None:
    """The query calls a listener on this machine; the guard would refuse it, here it is given straight to the engine."""
    source = StoreSource()
    if kind == "disk":
        store = ox.Store(str(tmp_path / "store"))
        store.load(DATA, format=ox.RdfFormat.N_TRIPLES)
        del store
        source = StoreSource(store=str(tmp_path / "store"))
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(3)

        def listen() -> None:
            with contextlib.suppress(OSError):
                calls.append(listener.accept())

        thread = threading.Thread(target=listen)
        thread.start()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        found = answers(source, Task(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}", "http://x/", False, "json", seconds=5))
        thread.join()
    assert [kind for kind, _ in found][-1:] == [frames.END]
    assert calls == []
    assert any(kind == frames.REFUSED for kind, _ in found)


def test_an_answer_that_is_too_long_is_refused_and_the_worker_goes_on() -> None:
    long = Task("SELECT * { ?s ?p ?o }", "http://x/", False, "json", max_bytes=10)
    short = Task("ASK { ?s ?p ?o }", "http://x/", False, "json")
    found = answers(StoreSource(), long, short)
    assert json.loads(found[0][1])["status"] == 413
    assert b"".join(content for kind, content in found if kind == frames.DATA).endswith(b'"boolean":true}')


def test_a_syntax_error_comes_with_its_place() -> None:
    [refusal, _] = answers(StoreSource(), Task("SELECT *\n{ ?s ?p ", "http://x/", False, "json"))
    told = json.loads(refusal[1])
    assert (refusal[0], told["status"], told["line"]) == (frames.REFUSED, 400, 2)
