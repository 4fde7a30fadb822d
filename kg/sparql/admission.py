"""Who may work now. New queries get one of a few quick seats; one that goes on for longer must get one of the long seats, or pause.

So a machine full of long queries still answers short ones at once. Who waits is served in the order of what its client costs, not of
arrival, and a full queue sends its most expensive client away, not the newcomer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from kg.sparql.clients import ClientLedger
from kg.sparql.refusals import Busy


@dataclass(eq=False, slots=True)
class Seat:
    """The place of one query: quick at first, long later."""

    client: bytes
    standing: float
    kind: str = "quick"
    on_long: Callable[[], None] | None = None


@dataclass(eq=False, slots=True)
class _Waiter:
    order: tuple[float, int]
    ready: asyncio.Future[None]


@dataclass(slots=True)
class Admission:
    """Counts seats. All methods are for one loop."""

    quick: int
    long: int
    queue_length: int
    queue_seconds: float
    ledger: ClientLedger
    waiting: list[_Waiter] = field(default_factory=list)
    paused: list[Seat] = field(default_factory=list)
    _quick_taken: int = 0
    _long_taken: int = 0
    _numbers: count[int] = field(default_factory=count)

    @property
    def at_work(self) -> int:
        return self._quick_taken + self._long_taken

    async def enter(self, client: bytes) -> Seat:
        """A quick seat; waits in the queue for it. Raises Busy, or QuotaSpent."""
        self.ledger.check(client)
        standing = self.ledger.standing(client)
        if self._quick_taken >= self.quick:
            await self._wait(standing)  # whoever leaves hands its seat over, so it is counted already
        else:
            self._quick_taken += 1
        return Seat(client, standing)

    def leave(self, seat: Seat) -> None:
        """Give the seat back; the next in order gets it."""
        if seat.kind == "quick":
            self._free_quick()
        elif seat.kind == "long":
            self._free_long()
        elif seat in self.paused:
            self.paused.remove(seat)
        seat.kind = "left"

    def lengthen(self, seat: Seat, on_long: Callable[[], None]) -> bool:
        """The quick time is over. True: the seat is a long one now. False: it has none, the query must pause until `on_long` is called."""
        self._free_quick()
        if self._long_taken < self.long:
            self._long_taken += 1
            seat.kind = "long"
            return True
        seat.kind, seat.on_long = "paused", on_long
        self.paused.append(seat)
        self.paused.sort(key=lambda paused: paused.standing)
        return False

    async def _wait(self, standing: float) -> None:
        waiter = _Waiter((standing, next(self._numbers)), asyncio.get_running_loop().create_future())
        self.waiting.append(waiter)
        self.waiting.sort(key=lambda waiting: waiting.order)
        if len(self.waiting) > self.queue_length:
            last = self.waiting.pop()
            last.ready.set_exception(Busy(f"{self.at_work} queries are at work and {self.queue_length} wait; try again in a moment."))
        try:
            await asyncio.wait_for(asyncio.shield(waiter.ready), self.queue_seconds)
        except TimeoutError:
            if waiter.ready.done() and not waiter.ready.cancelled() and waiter.ready.exception() is None:
                return  # it became free in the same moment
            raise Busy(f"No worker was free within {self.queue_seconds:g} seconds; try again in a moment.") from None
        except asyncio.CancelledError:
            if waiter.ready.done() and waiter.ready.exception() is None:
                self._free_quick()  # it was handed a seat that it will not take
            raise
        finally:
            if waiter in self.waiting:
                self.waiting.remove(waiter)

    def _free_quick(self) -> None:
        while self.waiting:
            waiter = self.waiting.pop(0)
            if not waiter.ready.done():
                waiter.ready.set_result(None)
                return
        self._quick_taken -= 1

    def _free_long(self) -> None:
        if self.paused:
            seat = self.paused.pop(0)
            seat.kind = "long"
            if seat.on_long:
                seat.on_long()
        else:
            self._long_taken -= 1
