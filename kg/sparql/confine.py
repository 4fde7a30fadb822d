"""What a worker process cannot do: take more memory, keep the processor for longer, open a file or a connection, leave a core dump."""

from __future__ import annotations

import ctypes
import io
import os
import re
import resource
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_WORTH_A_LOOK = 64 * 2**20
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PRIVATE = re.compile(rb"^Private_(?:Clean|Dirty): +(\d+) kB", re.MULTILINE)


def confine(memory_bytes: int, descriptors: int) -> None:
    """Bound this process for good: memory beyond what it has, and descriptors. With as many as it has open, no connection can be made."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if memory_bytes and sys.platform == "linux":
        limit = _virtual_bytes() + memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))


_CORES = os.cpu_count() or 1  # one query may use several threads


def die_with_parent() -> None:
    """Ask the kernel (Linux) to end this process when the one that started it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class Meter:
    """Memory that this process has come to hold for itself, and its processor time, with a bound.

    Made before the process is confined, as no file can be opened after.
    """

    def __init__(self) -> None:
        self._statm, self._rollup = _opened("/proc/self/statm"), _opened("/proc/self/smaps_rollup")
        self._at_start = self._resident()
        self._cpu_limit, (_, self._most_cpu) = 0, resource.getrlimit(resource.RLIMIT_CPU)
        self._used = self.used()[1]

    @property
    def descriptor(self) -> int:
        """The highest descriptor that it needs."""
        return max((file.fileno() for file in (self._statm, self._rollup) if file), default=0)

    def used(self) -> tuple[int, float]:
        """Bytes that it holds for itself, and seconds of processor time. One call of the system, unless it ever held much."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        self._used = usage.ru_utime + usage.ru_stime
        most = usage.ru_maxrss * 1024 - self._at_start if self._statm else 0
        return max(most, 0) if most < _WORTH_A_LOOK else self._private_bytes(), self._used

    def allow_cpu(self, seconds: float) -> None:
        """So much processor time from the last look at what was used; the kernel ends the process after it.

        A second net: the service counts time by the clock.
        """
        limit = int(self._used + seconds * _CORES) + 2
        if limit != self._cpu_limit:  # which counts whole seconds
            resource.setrlimit(resource.RLIMIT_CPU, (limit, self._most_cpu))
            self._cpu_limit = limit

    def _private_bytes(self) -> int:
        """Bytes; 0 where the system does not tell. What was only read of a shared store does not count, but finding that out takes time."""
        growth = self._resident() - self._at_start
        if growth < _WORTH_A_LOOK or self._rollup is None:
            return max(growth, 0)
        self._rollup.seek(0)
        return sum(int(number) for number in _PRIVATE.findall(self._rollup.read())) * 1024

    def _resident(self) -> int:
        if self._statm is None:
            return 0
        self._statm.seek(0)
        return int(self._statm.read().split()[1]) * resource.getpagesize()


def _opened(path: str) -> io.FileIO | None:
    try:
        return open(path, "rb", buffering=0)  # noqa: PTH123 - kept open as long as the process lives
    except OSError:
        return None


def leave_the_network() -> bool:
    """Enter an empty network, where the system lets an ordinary process do so: for a worker on a store on disk, which needs descriptors."""
    return sys.platform == "linux" and bool(ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def _virtual_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
