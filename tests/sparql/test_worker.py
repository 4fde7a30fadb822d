"""A worker cannot reach the network or a file, even if a query gets past the guard; and it says what it refuses."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import resource
import socket
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.sparql import frames
from kg.sparql.confine import Meter
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


def test_each_answer_ends_with_what_the_worker_has_used() -> None:
    ask = Task("ASK { ?s ?p ?o }", "http://x/", False, "json")
    numbers = " ".join(str(number) for number in range(30_000))
    count = Task(f"SELECT (SUM(?n) AS ?k) {{ VALUES ?n {{ {numbers} }} }}", "http://x/", False, "json")
    used = [frames.USED.unpack(content) for kind, content in answers(StoreSource(), ask, count, ask) if kind == frames.END]
    assert all(0 <= held < 2**28 for held, _ in used)
    seconds = [spent for _, spent in used]
    assert 0 < seconds[0] < seconds[1] <= seconds[2]


@pytest.mark.parametrize(
    "task",
    [
        Task("ASK {}", "http://x/", False, "json"),
        Task('SELECT *\n{ ?s ?p "\u00e9\n" }\n', "http://x/", True, "page", ("http://x/a", "b c"), ("http://x/\u00e9",), 2.5, 7, 3),
        Task("", "", False, "csv"),
    ],
)
def test_a_task_is_the_same_at_the_other_end(task: Task) -> None:
    assert Task.from_bytes(task.as_bytes()) == task


def _bound_processor_time() -> None:
    meter, seconds = Meter(), 1000.0
    meter.allow_cpu(seconds)
    most = resource.getrlimit(resource.RLIMIT_CPU)[0]
    assert seconds < most < 10_000 * seconds
    meter.allow_cpu(1.0)
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] < most


def test_the_kernel_knows_how_long_a_query_may_take() -> None:
    process = multiprocessing.get_context("fork").Process(target=_bound_processor_time)  # the bound is for good
    process.start()
    process.join(timeout=10)
    assert process.exitcode == 0


def test_a_message_in_pieces_is_one_message() -> None:
    ours, theirs = socket.socketpair()
    content = bytes(range(256)) * 400
    whole = frames.HEAD.pack(frames.TASK, len(content)) + content
    with ours, theirs:
        sender = threading.Thread(
            target=lambda: [ours.sendall(whole[start : start + 3]) for start in range(0, 9, 3)] + [ours.sendall(whole[9:])]
        )
        sender.start()
        assert frames.receive_only(theirs) == (frames.TASK, content)
        sender.join()
        frames.send(ours, frames.END)
        assert frames.receive_only(theirs) == (frames.END, b"")
        ours.sendall(whole[:3])
        ours.close()
        assert frames.receive_only(theirs) is None
