"""What one program costs: CPU, wall clock and memory of a process, children included."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes


class ProcessFailed(Exception):
    """A measured program ended with an error; the message is the last line that it wrote."""


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds (user and system), wall-clock seconds, and the peak resident memory of the largest process."""

    cpu: float
    wall: float
    peak_bytes: int


def median_cost(costs: Sequence[Cost]) -> Cost:
    """Median CPU and wall clock of several runs, and the largest of their peaks."""
    return Cost(median(cost.cpu for cost in costs), median(cost.wall for cost in costs), max(cost.peak_bytes for cost in costs))


def measure(command: list[str | Path], folder: Path, log: Path) -> Cost:
    """Run a command in `folder` and wait for it.

    Memory is reported from fork on, so the process that measures must itself stay small. Where a program starts several processes, the
    peak is that of the largest, not their sum.
    """
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ProcessFailed(f"exit code {process.returncode}: {_last_line(log)}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * _MAXRSS_UNIT)


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "it wrote nothing"
