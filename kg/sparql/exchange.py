"""One query and its answer between the service and a worker: no task of its own, the messages themselves move it on."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncGenerator, Callable
from typing import cast

from kg.errors import HamError
from kg.sparql import frames
from kg.sparql.guard import QueryRefused
from kg.sparql.link import Message
from kg.sparql.refusals import WorkerDied
from kg.sparql.worker_process import Worker

HELD = 256 * 2**10  # bytes; an answer up to this length is sent with its length, and an error of it as an error
_AHEAD = 8  # messages that are read before somebody takes them
_MOMENT = 0.1  # seconds that a query may still take whose client is gone: a new worker costs more than most queries


Listener = Callable[["asyncio.Future[tuple[bytes, bool]]"], None]


class Exchange:
    """`first` becomes the whole answer and True, or its beginning and False, or the reason why there is none."""

    def __init__(self, task: bytes) -> None:
        self.cpu_seconds: float | None = None
        self.from_columns = False
        self._task, self._worker, self._open = task, cast(Worker, None), True
        self._on_end: Callable[[int | None, float | None], None] = lambda _bytes, _seconds: None
        self._loop = asyncio.get_running_loop()
        self.first: asyncio.Future[tuple[bytes, bool]] = self._loop.create_future()
        self._listeners: list[Listener] = []
        self._parts: deque[bytes] = deque()
        self._held = 0
        self._error: HamError | None = None
        self._waiter: asyncio.Future[None] | None = None

    @property
    def closed(self) -> bool:
        return not self._open

    def wait(self, on_end: Callable[[], None]) -> None:
        """It has no worker yet; `on_end` is called if nobody wants its answer any more before it has one."""
        self._on_end = lambda _bytes, _seconds: on_end()

    def then(self, listener: Listener) -> None:
        """Call this once `first` is done, at once and not with the next turn of the loop."""
        if self.first.done():
            self._loop.call_soon(listener, self.first)
        else:
            self._listeners.append(listener)

    def fail(self, error: HamError) -> None:
        """It will have no worker."""
        self._error = error
        self._end(None)

    def start(self, worker: Worker, on_end: Callable[[int | None, float | None], None]) -> None:
        """Send the query to this worker.

        `on_end` is called once, with the bytes that the worker holds for itself, or None if it cannot be asked again, and with the
        processor time of the query, if it came to its end.
        """
        self._worker, self._on_end = worker, on_end
        worker.link.listen(self._take)
        if self._open:
            worker.link.send(frames.TASK, self._task)

    def close(self) -> None:
        """Nobody wants the rest: unless all of it is there, the worker ends."""
        if self._open:
            self._end(None)
        self._cancel()

    def leave(self) -> None:
        """Nobody wants the answer any more. What ends within a moment may end; otherwise the worker does."""
        if self._open and self._worker and not self.first.done():
            self._cancel()
            self._loop.call_later(_MOMENT, self.close)
        else:
            self.close()

    async def rest(self) -> AsyncGenerator[bytes, None]:
        """What comes after the beginning. Raises what the query was stopped for. Closing it ends the work."""
        try:
            while True:
                while self._parts:
                    yield self._parts.popleft()
                    if self._open and len(self._parts) == _AHEAD // 2:
                        self._worker.link.resume()
                if self._error:
                    raise self._error
                if not self._open:
                    return
                self._waiter = self._loop.create_future()
                await self._waiter
        finally:
            self.close()

    def _take(self, message: Message | None) -> None:
        if message is None:
            self._error = self._worker.ended_by or WorkerDied(
                "The query needed more memory or processor time than one query may have (query_memory_bytes), and was stopped."
            )
            self._end(None)
        elif message[0] == frames.DATA:
            self._parts.append(message[1])
            self._held += len(message[1])
            if not self.first.done():
                if self._held > HELD:
                    self._begin(complete=False)
            elif len(self._parts) >= _AHEAD:
                self._worker.link.pause()
        elif message[0] == frames.REFUSED:
            self._error = _refusal(message[1])
        else:
            private_bytes, cpu_seconds = frames.USED.unpack_from(message[1])
            self.from_columns = message[1].endswith(frames.FROM_COLUMNS, frames.USED.size)
            self.cpu_seconds = cpu_seconds - self._worker.cpu_before
            self._worker.cpu_before = cpu_seconds
            self._end(private_bytes)
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)

    def _begin(self, *, complete: bool) -> None:
        held = b"".join(self._parts)
        self._parts.clear()
        self.first.set_result((held, complete))
        self._tell()

    def _cancel(self) -> None:
        if not self.first.done():
            self.first.cancel()
            self._tell()

    def _tell(self) -> None:
        listeners, self._listeners = self._listeners, []
        for listener in listeners:
            try:
                listener(self.first)
            except Exception as error:  # of who asked; the worker and its other listeners have no part in it
                self._loop.call_exception_handler({"message": "an answer was not taken", "exception": error})

    def _end(self, private_bytes: int | None) -> None:
        if not self._open:
            return
        self._open = False
        if self._worker:
            self._worker.link.listen(None)
        if private_bytes is not None:
            self._worker.link.resume()
        self._on_end(private_bytes, self.cpu_seconds)
        if self.first.done():
            return
        if self._error:
            self.first.set_exception(self._error)
            self.first.exception()  # it may be that nobody waits for it any more
            self._tell()
        elif private_bytes is not None:
            self._begin(complete=True)


def _refusal(content: bytes) -> HamError:
    told = json.loads(content)
    error = QueryRefused(told["detail"], line=told["line"], column=told["column"], status=told["status"])
    error.title = told["title"]
    return error
