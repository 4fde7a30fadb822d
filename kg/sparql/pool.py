"""The service's side of the workers: starting them, handing out queries, killing those that take too long, replacing the dead."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field

from kg.errors import HamError
from kg.sparql import frames
from kg.sparql.guard import QueryRefused
from kg.sparql.task import StoreSource, Task

_START_SECONDS = 300  # to load a large store
_DEAD_ON_ARRIVAL = 0.2  # seconds


class Busy(HamError):
    """All workers are at work and the queue is full, or the wait for one was too long."""

    status = 503
    title = "Too many queries at once"
    retry_after = 5


class QueryTimeout(HamError):
    """The query took longer than it may."""

    status = 504
    title = "The query took too long"


class WorkerDied(HamError):
    """The worker ended while it answered, mostly because the query needed more memory than one may have."""

    status = 503
    title = "The query could not be completed"
    retry_after = 30


@dataclass(slots=True, eq=False)
class Worker:
    """A process that answers one query at a time."""

    pid: int
    handle: int | None  # pidfd: names this process and no later one with its number
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    process: subprocess.Popen[bytes] | None = None

    @property
    def alive(self) -> bool:
        """Whether the process still runs; a pidfd becomes readable when it ends."""
        if self.handle is None:
            return not self.reader.at_eof()
        return not select.select([self.handle], [], [], 0)[0]

    def kill(self) -> None:
        """End it at once, whatever it is doing."""
        self.writer.close()
        with contextlib.suppress(ProcessLookupError):
            if self.process:
                self.process.kill()
            elif self.handle is not None:
                signal.pidfd_send_signal(self.handle, signal.SIGKILL)
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None
        if self.process:
            self.process.wait()


@dataclass(frozen=True, slots=True)
class PoolSettings:
    """How many workers, how long a queue, and what a query may take."""

    workers: int = 3
    queue_length: int = 32
    queue_seconds: float = 5.0
    query_seconds: float = 30.0
    recycle_bytes: int = 2**29


@dataclass(slots=True)
class WorkerPool:
    """Workers over one store. All methods are for the loop that `start` ran in."""

    source: StoreSource
    settings: PoolSettings
    _idle: list[Worker] = field(default_factory=list)
    _slots: asyncio.Semaphore = field(init=False)
    _waiting: int = 0
    _zygote: tuple[subprocess.Popen[bytes], socket.socket] | None = None
    _forking: asyncio.Lock = field(init=False)
    _starting: asyncio.Future[None] = field(init=False)

    def start(self) -> None:
        """Begin to load the store and to start the first worker; queries wait for it, nothing else does."""
        self._slots, self._forking = asyncio.Semaphore(self.settings.workers), asyncio.Lock()
        self._starting = asyncio.ensure_future(self._start())

    @property
    def ready(self) -> bool:
        """Whether queries are answered without waiting for the store."""
        return self._starting.done() and not self._starting.cancelled() and self._starting.exception() is None

    async def _start(self) -> None:
        if not self.source.store:
            self._zygote = await asyncio.to_thread(_start_zygote)
            await asyncio.to_thread(_await_zygote, *self._zygote, self.source)
        self._idle.append(await self._start_worker())

    async def stop(self) -> None:
        """End all processes."""
        self._starting.cancel()
        if self._zygote:
            process, control = self._zygote
            process.kill()
            process.wait()
            control.close()
        await asyncio.gather(self._starting, return_exceptions=True)
        for worker in self._idle:
            worker.kill()
        self._idle.clear()

    async def ask(self, task: Task) -> AsyncGenerator[bytes, None]:
        """The answer of a query, piece by piece. Raises before the first piece, or after, whatever the query is refused or stopped for.

        Closing the iterator before its end kills the worker: nobody reads what it would still find.
        """
        await asyncio.shield(self._starting)
        async with self._slot():
            limit = min(task.seconds, self.settings.query_seconds)
            started, sent = time.monotonic(), False
            try:
                async with contextlib.aclosing(self._ask_one(task, limit)) as pieces:
                    async for piece in pieces:
                        sent = True
                        yield piece
                return
            except WorkerDied:
                # one that was dying already when it got the query: nothing was sent, and nobody waited long, so another one is asked
                if sent or time.monotonic() - started > _DEAD_ON_ARRIVAL:
                    raise
            async with contextlib.aclosing(self._ask_one(task, limit)) as pieces:
                async for piece in pieces:
                    yield piece

    async def _ask_one(self, task: Task, limit: float) -> AsyncGenerator[bytes, None]:
        worker = await self._take()
        deadline = time.monotonic() + limit
        healthy = False
        try:
            worker.writer.write(frames.HEAD.pack(frames.TASK, len(content := task.as_bytes())) + content)
            while True:
                kind, content = await _next(worker, deadline, limit)
                if kind == frames.DATA:
                    yield content
                elif kind == frames.REFUSED:
                    healthy = (await _next(worker, deadline, limit))[0] == frames.END
                    raise _refusal(content)
                else:
                    healthy = json.loads(content)["private_bytes"] < self.settings.recycle_bytes
                    return
        finally:
            if healthy:
                self._idle.append(worker)
            else:
                worker.kill()

    @contextlib.asynccontextmanager
    async def _slot(self) -> AsyncIterator[None]:
        """One of the places at work; waits in a short queue for it. Raises Busy."""
        if self._slots.locked():
            if self._waiting >= self.settings.queue_length:
                raise Busy(f"{self.settings.workers} queries are at work and {self._waiting} wait; try again in a moment.")
            self._waiting += 1
            try:
                await asyncio.wait_for(self._slots.acquire(), self.settings.queue_seconds)
            except TimeoutError:
                raise Busy(f"No worker was free within {self.settings.queue_seconds:g} seconds; try again in a moment.") from None
            finally:
                self._waiting -= 1
        else:
            await self._slots.acquire()
        try:
            yield
        finally:
            self._slots.release()

    async def _take(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            worker.kill()  # died while it had nothing to do
        return await self._start_worker()

    async def _start_worker(self) -> Worker:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            if self._zygote:
                async with self._forking:
                    pid = await asyncio.to_thread(_fork, self._zygote[1], theirs)
                process = None
            else:
                process = await asyncio.to_thread(_spawn, "kg.sparql.worker", theirs)
                pid = process.pid
        reader, writer = await asyncio.open_unix_connection(sock=ours)
        handle = None
        with contextlib.suppress(OSError):
            handle = os.pidfd_open(pid)
        worker = Worker(pid, handle, reader, writer, process)
        if process:
            content = self.source.as_bytes()
            writer.write(frames.HEAD.pack(frames.TASK, len(content)) + content)
            await _next(worker, time.monotonic() + _START_SECONDS, _START_SECONDS)
        return worker


async def _next(worker: Worker, deadline: float, limit: float) -> tuple[bytes, bytes]:
    try:
        message = await asyncio.wait_for(frames.read(worker.reader), max(deadline - time.monotonic(), 0))
    except TimeoutError:
        raise QueryTimeout(f"The query was stopped after {limit:g} seconds (query_seconds); ask for less, or narrow it down.") from None
    if message is None:
        raise WorkerDied("The query needed more memory or processor time than one query may have (query_memory_bytes), and was stopped.")
    return message


def _refusal(content: bytes) -> HamError:
    told = json.loads(content)
    error = QueryRefused(told["detail"], line=told["line"], column=told["column"], status=told["status"])
    error.title = told["title"]
    return error


def _start_zygote() -> tuple[subprocess.Popen[bytes], socket.socket]:
    ours, theirs = socket.socketpair()
    with theirs:
        process = _spawn("kg.sparql.zygote", theirs)
    ours.settimeout(_START_SECONDS)
    return process, ours


def _await_zygote(process: subprocess.Popen[bytes], control: socket.socket, source: StoreSource) -> None:
    """Tell it where the data are, and wait until they are loaded. Raises WorkerDied."""
    try:
        frames.send(control, frames.TASK, source.as_bytes())
        if frames.receive(control) is not None:
            return
    except OSError:
        pass  # told below
    raise WorkerDied(f"The process that holds the data could not be started (exit code {process.poll()}).")


def _fork(control: socket.socket, theirs: socket.socket) -> int:
    socket.send_fds(control, [b"F"], [theirs.fileno()])
    message = frames.receive(control)
    if message is None:
        raise WorkerDied("The process that holds the data is gone.")
    return int(message[1])


def _spawn(module: str, theirs: socket.socket) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        [sys.executable, "-m", module, str(theirs.fileno())],
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stderr=None if os.environ.get("HAM_DEBUG") else subprocess.DEVNULL,
    )
