"""The service as a process of its own, on a free port of this machine."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Start = Callable[..., str]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start ``ham serve`` with these options; gives its address, such as ``http://127.0.0.1:40123``. Stopped when the test ends."""
    yield from services(tmp_path)


def services(tmp_path: Path) -> Iterator[Start]:
    """A function that starts services; they are stopped when the iterator is resumed."""
    processes: list[subprocess.Popen[str]] = []

    def run(*options: str) -> str:
        command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--port", "0", *options]
        log = tmp_path / f"service-{len(processes)}.log"  # a file: nobody reads a pipe while the service runs
        with log.open("w") as errors:
            process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=errors, text=True)
        processes.append(process)
        assert process.stdout
        line = process.stdout.readline()
        match = re.search(r"Open (http://\S+)/ ", line)
        assert match, line + log.read_text()
        return match.group(1)

    yield run
    for process in processes:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            pytest.fail("the service did not stop on SIGINT")
