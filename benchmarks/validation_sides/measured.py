"""What a program costs together with all processes that it starts: CPU, wall clock, and the peak of the memory of all at a time."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
from mapping_peers.processes import Cost, ProcessFailed

_EVERY_SECONDS = 0.2


def measure_tree(command: Sequence[str | Path], folder: Path, log: Path) -> Cost:
    """Run a command in `folder`. Raises ProcessFailed with the last line that it wrote."""
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        peak, ended = [0], threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peak, ended))
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        ended.set()
        watcher.join()
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        raise ProcessFailed(lines[-1] if lines else f"exit code {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, peak[0])


def _watch(pid: int, peak: list[int], ended: threading.Event) -> None:
    while not ended.wait(_EVERY_SECONDS):
        with contextlib.suppress(psutil.NoSuchProcess):
            process = psutil.Process(pid)
            peak[0] = max(peak[0], sum(_resident(one) for one in (process, *process.children(recursive=True))))


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
