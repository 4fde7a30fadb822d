"""The process that holds the data, as the service sees it."""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path

import pytest

from kg.sparql import frames, worker_process
from kg.sparql.refusals import WorkerDied
from kg.sparql.task import StoreSource, Task
from kg.sparql.worker_process import Zygote


def _source(folder: Path) -> StoreSource:
    path = folder / "data.nt"
    path.write_text("<http://x/a> <http://x/p> <http://x/b> .\n")
    return StoreSource(files=(str(path),))


def test_one_that_stands_still_is_taken_for_dead_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "FORK_SECONDS", 0.3)
    zygote = Zygote()
    try:
        zygote.load(_source(tmp_path))
        os.kill(zygote.process.pid, signal.SIGSTOP)
        ours, theirs = socket.socketpair()
        started = time.monotonic()
        with ours, theirs:
            assert zygote.fork(theirs) is None
        assert time.monotonic() - started < 5
    finally:
        zygote.kill()


def test_a_fork_of_it_answers_and_ends_with_its_socket(tmp_path: Path) -> None:
    zygote = Zygote()
    try:
        zygote.load(_source(tmp_path))
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                pid = zygote.fork(theirs)
            assert pid is not None
            frames.send(ours, frames.TASK, Task("ASK { <http://x/a> ?p ?o }", "http://x/", False, "json").as_bytes())
            message = frames.receive(ours)
            assert message is not None
            assert message[1].endswith(b'"boolean":true}')
        until = time.monotonic() + 10
        while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
            time.sleep(0.02)
        assert not Path(f"/proc/{pid}").exists()
    finally:
        zygote.kill()


def test_data_that_cannot_be_loaded_are_told(tmp_path: Path) -> None:
    zygote = Zygote()
    try:
        with pytest.raises(WorkerDied, match="could not be started"):
            zygote.load(StoreSource(files=(str(tmp_path / "nothing.nt"),)))
    finally:
        zygote.kill()
