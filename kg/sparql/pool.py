"""The service's side of the workers: starting them, handing out queries, ending those that take too long, replacing the dead."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from kg.errors import HamError
from kg.sparql import frames
from kg.sparql.admission import Admission, Seat
from kg.sparql.clients import ClientLedger
from kg.sparql.exchange import Exchange
from kg.sparql.link import Link
from kg.sparql.refusals import Busy, QueryTimeout, WorkerDied
from kg.sparql.task import StoreSource, Task
from kg.sparql.worker_process import START_SECONDS, Worker, Zygote, spawn

_DEAD_ON_ARRIVAL = 0.2  # seconds
_LOOK_SECONDS = 0.1  # between two looks at the memory of busy workers
_TICK = 0.01  # seconds; the system counts processor time in such steps
_QUICK_AT_MOST = 10  # times the quick time by the clock
_log = logging.getLogger("kg.sparql")


@dataclass(frozen=True, slots=True)
class PoolSettings:
    """How many queries at once, how long a queue, and what a query may take."""

    workers: int = 3  # quick seats
    long_queries: int = 2
    quick_seconds: float = 0.5
    queue_length: int = 32
    queue_seconds: float = 5.0
    query_seconds: float = 30.0
    memory_bytes: int = 2**30  # of all workers together
    recycle_bytes: int = 2**28


@dataclass(slots=True)
class WorkerPool:
    """Workers over one store. All methods are for the loop that `start` ran in."""

    source: StoreSource
    settings: PoolSettings
    ledger: ClientLedger = field(default_factory=lambda: ClientLedger(0, 1))
    admission: Admission = field(init=False)
    from_columns: int = 0  # queries that were answered from columns
    _idle: list[Worker] = field(default_factory=list)
    _busy: dict[Worker, float] = field(default_factory=dict)  # with the moment of its start
    _refilling: int = 0
    _zygote: Zygote | None = None
    _loading: Zygote | None = None
    _forking: asyncio.Lock = field(init=False)
    _starting: asyncio.Future[None] = field(init=False)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    def start(self) -> None:
        """Begin to load the store and to start the first workers; queries wait for that, nothing else does."""
        given = self.settings
        self.admission = Admission(
            given.workers,
            given.long_queries,
            given.queue_length,
            given.queue_seconds,
            self.ledger,
            given.quick_seconds,
            2 * given.long_queries,
        )
        self._forking = asyncio.Lock()
        self._starting = asyncio.ensure_future(self._start())
        self._in_background(self._watch_memory())

    @property
    def ready(self) -> bool:
        """Whether queries are answered without waiting for the store."""
        return self._starting.done() and not self._starting.cancelled() and self._starting.exception() is None

    @property
    def in_memory(self) -> bool:
        """Whether workers are forked from a process that holds the data; otherwise they read the store on disk."""
        return self._zygote is not None

    async def until_ready(self) -> None:
        await asyncio.shield(self._starting)

    async def stop(self) -> None:
        """End all processes."""
        self._starting.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(self._starting, *self._tasks, return_exceptions=True)
        for zygote in (self._zygote, self._loading):
            if zygote:
                zygote.kill()
        for worker in (*self._idle, *self._busy):
            worker.kill()
        self._idle.clear()
        self._busy.clear()

    async def ask(self, task: Task, client: bytes = b"") -> AsyncGenerator[bytes, None]:
        """The answer of a query, piece by piece. Raises before the first piece, or after, whatever the query is refused or stopped for.

        Closing the iterator before its end kills the worker: nobody reads what it would still find.
        """
        arrived = time.monotonic()
        if not self._starting.done():
            await asyncio.shield(self._starting)
        elif self._starting.exception():
            self._starting = asyncio.ensure_future(self._start())  # the store could not be loaded; perhaps now it can
            await asyncio.shield(self._starting)
        limit = min(task.seconds, self.settings.query_seconds)
        try:
            seat = await self.admission.enter(client, limit)
        except TimeoutError:
            raise QueryTimeout(too_long(limit)) from None
        self.ledger.begin(client)
        started, sent = time.monotonic(), False
        try:
            try:
                async with contextlib.aclosing(self._ask_one(task, limit, arrived, seat)) as pieces:
                    async for piece in pieces:
                        sent = True
                        yield piece
                return
            except WorkerDied:
                # one that was dying already when it got the query: nothing was sent, and nobody waited long, so another one is asked
                if sent or seat.kind != "quick" or time.monotonic() - started > _DEAD_ON_ARRIVAL:
                    raise
            async with contextlib.aclosing(self._ask_one(task, limit, arrived, seat)) as pieces:
                async for piece in pieces:
                    yield piece
        finally:
            self.ledger.end(client, time.monotonic() - started, seat.cost)
            self.admission.leave(seat)  # last: it starts the next query

    def begin(self, task: Task, client: bytes) -> Exchange | None:
        """Start a query without a task of its own, now or when a seat is free; None if the data are not there yet. Raises QuotaSpent."""
        if not self.ready:
            return None
        arrived, limit = time.monotonic(), min(task.seconds, self.settings.query_seconds)
        exchange, seat = Exchange(task.as_bytes()), self.admission.enter_now(client)
        if seat:
            self._begin(exchange, limit, arrived, seat)
            return exchange

        def ready(turn: asyncio.Future[None]) -> None:
            if turn.cancelled() or exchange.closed:
                return
            error = turn.exception()
            if error is None:
                self._begin(exchange, limit, arrived, self.admission.take(waiter))
            else:
                exchange.fail(error if isinstance(error, HamError) else QueryTimeout(too_long(limit)))

        waiter = self.admission.line_up(client, limit, ready)
        exchange.wait(lambda: self.admission.give_up(waiter))
        return exchange

    def _begin(self, exchange: Exchange, limit: float, arrived: float, seat: Seat) -> None:
        """The exchange has a seat; if no worker is idle, one is started."""
        self.ledger.begin(seat.client)
        started = time.monotonic()

        def left(cpu_seconds: float | None) -> None:
            self.ledger.end(seat.client, time.monotonic() - started, cpu_seconds)
            self.admission.leave(seat)  # last: it starts the next query

        if self._idle:
            self._start_exchange(exchange, self._idle.pop(), limit, seat, waited=started - arrived, after=left)
            return
        exchange.wait(lambda: left(0.0))
        self._in_background(self._begin_later(exchange, limit, arrived, seat, left))

    async def _begin_later(
        self, exchange: Exchange, limit: float, arrived: float, seat: Seat, left: Callable[[float | None], None]
    ) -> None:
        try:
            worker = await self._take_within(limit, arrived)
        except (HamError, OSError) as error:
            exchange.fail(error if isinstance(error, HamError) else WorkerDied("A process for queries could not be started."))
            return
        if exchange.closed:
            self._idle.append(worker)
        else:
            self._start_exchange(exchange, worker, limit, seat, waited=time.monotonic() - arrived, after=left)

    async def _ask_one(self, task: Task, limit: float, arrived: float, seat: Seat) -> AsyncGenerator[bytes, None]:
        worker = await self._take_within(limit, arrived)
        seat.cost = None
        exchange = Exchange(task.as_bytes())

        def over(_cpu_seconds: float | None) -> None:
            if (
                exchange.first.done()
            ):  # whoever is slow to read what was found keeps no seat; without a beginning, another worker may be asked
                self.admission.leave(seat)

        self._start_exchange(exchange, worker, limit, seat, waited=time.monotonic() - arrived, after=over)
        try:
            held, _ = await exchange.first
            yield held
            async with contextlib.aclosing(exchange.rest()) as pieces:
                async for piece in pieces:
                    yield piece
        finally:
            exchange.close()
            seat.cost = exchange.cpu_seconds

    async def _take_within(self, limit: float, arrived: float) -> Worker:
        """A worker. If none can be started within the limit, or nobody waits for it any more, it is kept for the next query."""
        taking = asyncio.ensure_future(self._take())
        try:
            await asyncio.wait({taking}, timeout=max(0.0, arrived + limit - time.monotonic()))
            if not taking.done():
                raise QueryTimeout(too_long(limit))
            return taking.result()
        finally:
            if not taking.done():
                taking.add_done_callback(lambda done: None if done.cancelled() or done.exception() else self._idle.append(done.result()))
                self._tasks.add(taking)
                taking.add_done_callback(self._tasks.discard)

    def _start_exchange(
        self,
        exchange: Exchange,
        worker: Worker,
        limit: float,
        seat: Seat,
        *,
        waited: float = 0.0,
        after: Callable[[float | None], None] | None = None,
    ) -> None:
        """The query at this worker, with its deadlines. Who waited has that much less time left."""
        loop = asyncio.get_running_loop()
        started = self._busy[worker] = time.monotonic()
        left, first_look = max(0.0, limit - waited), self.settings.quick_seconds / 4

        def look() -> None:
            timers.append(loop.call_later(max(0.0, started + left - time.monotonic()), too_late))
            self._grow_long(worker, seat, timers)

        def too_late() -> None:
            worker.end(QueryTimeout(too_long(limit)))

        timers = [loop.call_later(left, too_late) if left <= first_look else loop.call_later(first_look, look)]  # most need no second one

        def ended(private_bytes: int | None, cpu_seconds: float | None) -> None:
            for timer in timers:
                timer.cancel()
            self._busy.pop(worker, None)
            self.from_columns += exchange.from_columns
            if private_bytes is not None and private_bytes < self.settings.recycle_bytes and self._reusable(worker):
                self._idle.append(worker)
            else:
                worker.kill()
                if len(self._idle) + self._refilling < self.settings.workers:
                    self._in_background(self._refill())
            if after:
                after(cpu_seconds)

        exchange.start(worker, ended)

    def _reusable(self, worker: Worker) -> bool:
        return not worker.niced and worker.ended_by is None and not (self._zygote and worker.process)

    def _grow_long(self, worker: Worker, seat: Seat, timers: list[asyncio.TimerHandle]) -> None:
        """If the quick time is over: on with a long seat and less of the processor, or wait for one, stopped.

        It is over sooner if others wait. On a machine with much to do, a query that got little of the processor yet is quick for longer.
        """
        loop, quick = asyncio.get_running_loop(), self.settings.quick_seconds
        allowed = quick / 4 if self.admission.waiting else quick
        if worker.cpu_seconds() < allowed - _TICK and time.monotonic() - self._busy[worker] < _QUICK_AT_MOST * quick:
            timers.append(loop.call_later(quick / 4, lambda: self._grow_long(worker, seat, timers)))
            return
        self._step_back(worker, timers)
        refusal = Busy(
            f"{self.settings.long_queries} long queries are at work and yours, one too, got no place among them within "
            f"{self.settings.queue_seconds:g} seconds; try again in a moment."
        )
        worker.pause()
        if self.admission.lengthen(seat, worker.resume, lambda: worker.end(refusal)):
            worker.resume()
        else:
            timers.append(loop.call_later(self.settings.queue_seconds, lambda: worker.end(refusal) if seat.kind == "paused" else None))

    def _step_back(self, worker: Worker, timers: list[asyncio.TimerHandle]) -> None:
        """Once others are at work, they come first at the processor; a worker that made way is not used again, as there is no way back."""
        if len(self._busy) > 1:
            worker.step_back()
        else:
            again = asyncio.get_running_loop().call_later(self.settings.quick_seconds, lambda: self._step_back(worker, timers))
            timers.append(again)

    async def _take(self) -> Worker:
        while self._idle:
            worker = self._idle.pop()
            if worker.alive:
                return worker
            worker.kill()  # died while it had nothing to do
        return await self._start_worker()

    async def _refill(self) -> None:
        self._refilling += 1
        try:
            with contextlib.suppress(HamError, OSError):
                self._idle.append(await self._start_worker())
        finally:
            self._refilling -= 1

    # --- processes -----------------------------------------------------------------------------------------------------
    async def _start(self) -> None:
        """Until the data are in memory, workers on the store on disk answer, if there is one: more slowly, but at once."""
        if self.source.meanwhile:
            self._in_background(self._load_meanwhile())
        elif not self.source.store:
            self._zygote = await self._load()
        self._idle.append(await self._start_worker())

    async def _load_meanwhile(self) -> None:
        """Load the data into memory; from then on workers are forked from the process that holds them."""
        try:
            self._zygote = await self._load()
        except WorkerDied as error:
            _log.error("queries are answered from the store on disk: %s", error.detail)
            return
        on_disk, self._idle = self._idle, [await self._start_worker()]
        for worker in on_disk:
            worker.kill()
        _log.info("the data are in memory")

    async def _load(self) -> Zygote:
        """A process that holds the data. Raises WorkerDied."""
        zygote = await asyncio.to_thread(Zygote)
        self._loading = zygote
        try:
            await asyncio.to_thread(zygote.load, self.source)
        except BaseException:
            zygote.kill()
            raise
        finally:
            self._loading = None
        return zygote

    async def _start_worker(self) -> Worker:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, frames.BUFFER)
        process = None
        try:
            with theirs:
                pid = await self._fork(theirs)
                if pid is None:
                    process = await asyncio.to_thread(spawn, "kg.sparql.worker", theirs)
                    pid = process.pid
            _, link = await asyncio.get_running_loop().create_unix_connection(Link, sock=ours)
        except BaseException:
            ours.close()
            raise
        handle = None
        with contextlib.suppress(OSError):
            handle = os.pidfd_open(pid)
        worker = Worker(pid, handle, link, process)
        worker.resident_at_start = worker.resident_bytes()
        if process:
            content = replace(self.source, store=self.source.store or self.source.meanwhile).as_bytes()
            link.send(frames.TASK, content)
            if await asyncio.wait_for(link.next(), START_SECONDS) is None:
                worker.kill()
                raise WorkerDied("A process for queries could not be started.")
        return worker

    async def _fork(self, theirs: socket.socket) -> int | None:
        """A fork of the process that holds the data, or None: there is none, and a worker opens the store on disk.

        If that process died, whatever killed it, another one is started.
        """
        async with self._forking:
            if self._zygote and (pid := await asyncio.to_thread(self._zygote.fork, theirs)):
                return pid
            if self._zygote:
                _log.warning("the process that holds the data ended (exit code %s); it is started again", self._zygote.process.poll())
                self._zygote.kill()
                self._zygote = None
                if self.source.meanwhile:
                    self._in_background(self._load_meanwhile())
            if self.source.store or self.source.meanwhile:
                return None
            self._zygote = await self._load()
            return await asyncio.to_thread(self._zygote.fork, theirs)

    async def _watch_memory(self) -> None:
        """End the largest query while all of them together hold more than they may."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            busy = list(self._busy)
            if sum(worker.private_bytes_at_most() for worker in busy) <= self.settings.memory_bytes:
                continue
            held = await asyncio.to_thread(lambda: [(worker.private_bytes(), worker) for worker in busy])  # noqa: B023 - awaited at once
            while held and sum(size for size, _ in held) > self.settings.memory_bytes:
                largest = max(held, key=lambda pair: pair[0])
                held.remove(largest)
                largest[1].end(WorkerDied(_too_large(self.settings.memory_bytes)))

    def _in_background(self, work: object) -> None:
        task = asyncio.ensure_future(work)  # type: ignore[call-overload]
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def too_long(limit: float) -> str:
    return f"The query was stopped after {limit:g} seconds (query_seconds); ask for less, or narrow it down."


def _too_large(limit: int) -> str:
    return f"All queries together needed more than {limit:,} bytes of memory (query_pool_memory_bytes), this one most, and it was stopped."
