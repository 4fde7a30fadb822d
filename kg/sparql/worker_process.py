"""A worker as the service sees it: a process, a socket to it, and the ways to start, pause and end it."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from kg.errors import HamError
from kg.sparql import frames
from kg.sparql.link import Link
from kg.sparql.refusals import WorkerDied
from kg.sparql.task import StoreSource

START_SECONDS = 1800  # to load a large store on a machine with much to do
FORK_SECONDS = 30  # after which a process that holds the data is taken for dead
_LONG_NICENESS = 12
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_PRIVATE = re.compile(r"^Private_(?:Clean|Dirty): +(\d+) kB", re.MULTILINE)


@dataclass(slots=True, eq=False)
class Worker:
    """A process that answers one query at a time."""

    pid: int
    handle: int | None  # pidfd: names this process and no later one with its number
    link: Link
    process: subprocess.Popen[bytes] | None = None
    ended_by: HamError | None = None  # why the service ended it
    niced: bool = False
    resident_at_start: int = 0
    cpu_before: float = 0.0  # seconds of processor time that it had used when its last query ended

    @property
    def alive(self) -> bool:
        """Whether the process still runs; a pidfd becomes readable when it ends."""
        if self.link.lost or self.handle is None:
            return not self.link.lost
        return not select.select([self.handle], [], [], 0)[0]

    def end(self, reason: HamError) -> None:
        """Kill it and remember why; whoever reads from it gets the reason."""
        if self.ended_by is None:
            self.ended_by = reason
            self.kill()

    def pause(self) -> None:
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def step_back(self) -> None:
        """From now on, others come first at the processor."""
        self.niced = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _LONG_NICENESS)

    def cpu_seconds(self) -> float:
        """Processor time since its last query ended; 0 where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="latin-1").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / _TICKS - self.cpu_before

    def private_bytes_at_most(self) -> int:
        """A cheap bound of `private_bytes`: pages that it has ever asked for, and what it has grown by since it was started."""
        try:
            faults = int(Path(f"/proc/{self.pid}/stat").read_text(encoding="latin-1").rpartition(")")[2].split()[7])
        except OSError:
            return 0
        return faults * _PAGE + max(0, self.resident_bytes() - self.resident_at_start)

    def resident_bytes(self) -> int:
        """What of it is in memory, shared or not; 0 where the system does not tell."""
        try:
            return int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
        except OSError:
            return 0

    def private_bytes(self) -> int:
        """What it holds for itself alone; 0 where the system does not tell. Takes some milliseconds for a large store."""
        try:
            rollup = Path(f"/proc/{self.pid}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            return 0
        return sum(int(number) for number in _PRIVATE.findall(rollup)) * 1024

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self.link.close()
        self._signal(signal.SIGKILL)
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None
        if self.process:
            self.process.wait()

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            if self.process:
                self.process.send_signal(number)
            elif self.handle is not None:
                signal.pidfd_send_signal(self.handle, number)


class Zygote:
    """The process that holds the data in memory, and from which workers are forked."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self.process = spawn("kg.sparql.zygote", theirs)
        ours.settimeout(START_SECONDS)
        self._control = ours

    def load(self, source: StoreSource) -> None:
        """Tell it where the data are, and wait until they are loaded. Raises WorkerDied."""
        try:
            frames.send(self._control, frames.TASK, source.as_bytes())
            if frames.receive(self._control) is not None:
                self._control.settimeout(FORK_SECONDS)
                return
        except OSError:
            pass  # told below
        raise WorkerDied(f"The process that holds the data could not be started (exit code {self.process.poll()}).")

    def fork(self, theirs: socket.socket) -> int | None:
        """The process id of a new worker on this socket; None if there is nobody to fork from any more."""
        try:
            socket.send_fds(self._control, [b"F"], [theirs.fileno()])
            message = frames.receive(self._control)
        except OSError:
            message = None
        return int(message[1]) if message else None

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self._control.close()


def spawn(module: str, theirs: socket.socket) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        [sys.executable, "-m", module, str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stderr=None if os.environ.get("HAM_DEBUG") else subprocess.DEVNULL,
    )
