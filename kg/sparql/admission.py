"""Who may work now. New queries get one of a few quick seats; one that goes on for longer must get one of the long seats, or pause.

So a machine full of long queries still answers short ones at once. Who waits is served in the order of what its client costs, not of
arrival, and a full queue sends its most expensive client away, not the newcomer. Clients whose queries have lately been long never hold
all quick seats.
"""

from __future__ import annotations

import asyncio
import math
from bisect import insort
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
    cost: float | None = 0.0  # seconds of processor time; None: not known
    slow: bool = False  # its client's queries are long ones
    on_long: Callable[[], None] | None = None
    on_busy: Callable[[], None] | None = None


@dataclass(eq=False, slots=True)
class Waiter:
    """One that waits for a quick seat."""

    client: bytes
    order: tuple[float, int]
    slow: bool
    ready: asyncio.Future[None]
    timer: asyncio.TimerHandle | None = None
    on_turn: Callable[[asyncio.Future[None]], None] | None = None  # called as soon as `ready` is done

    def end(self, error: Exception | None = None) -> None:
        """Its turn has come, or will not."""
        if self.timer:
            self.timer.cancel()
        if self.ready.done():  # whoever waited was cancelled just now
            return
        if error:
            self.ready.set_exception(error)
        else:
            self.ready.set_result(None)
        if self.on_turn:
            self.on_turn(self.ready)


@dataclass(slots=True)
class Admission:
    """Counts seats. All methods are for one loop."""

    quick: int
    long: int
    queue_length: int
    queue_seconds: float
    ledger: ClientLedger
    slow_from: float = math.inf  # seconds a query, from which on a client counts as slow
    most_paused: int = 8
    waiting: list[Waiter] = field(default_factory=list)
    paused: list[Seat] = field(default_factory=list)
    _quick_taken: int = 0
    _slow_taken: int = 0  # quick seats of slow clients
    _long_taken: int = 0
    _numbers: count[int] = field(default_factory=count)

    @property
    def at_work(self) -> int:
        return self._quick_taken + self._long_taken

    async def enter(self, client: bytes, seconds: float = math.inf) -> Seat:
        """A quick seat; waits in the queue for it, no longer than so many seconds. Raises Busy, QuotaSpent, or TimeoutError."""
        if seat := self.enter_now(client):
            return seat
        waiter = self.line_up(client, seconds)
        try:
            await waiter.ready
        except asyncio.CancelledError:
            self.give_up(waiter)
            raise
        return self.take(waiter)

    def enter_now(self, client: bytes) -> Seat | None:
        """A quick seat if one is free, else None. Raises QuotaSpent."""
        use = self.ledger.check(client)
        slow = use.cost >= self.slow_from
        if not self._free_for(slow):
            return None
        self._take(slow)
        return Seat(client, use.standing, slow=slow)

    def _free_for(self, slow: bool) -> bool:
        """Whether a quick seat is free; slow clients leave one to the others, if there is more than one."""
        return self._quick_taken < self.quick and not (slow and self._slow_taken >= max(1, self.quick - 1))

    def _take(self, slow: bool) -> None:
        self._quick_taken += 1
        self._slow_taken += slow

    def leave(self, seat: Seat) -> None:
        """Give the seat back; the next in order gets it."""
        if seat.kind == "quick":
            self._free_quick(seat.slow)
        elif seat.kind == "long":
            self._free_long()
        elif seat in self.paused:
            self.paused.remove(seat)
        seat.kind = "left"

    def lengthen(self, seat: Seat, on_long: Callable[[], None], on_busy: Callable[[], None] | None = None) -> bool:
        """The quick time is over. True: the seat is a long one now. False: it has none, the query must pause until `on_long` is called.

        If too many are paused, `on_busy` of the most expensive client's query is called: it must end.
        """
        self._free_quick(seat.slow)
        if self._long_taken < self.long:
            self._long_taken += 1
            seat.kind = "long"
            return True
        seat.kind, seat.on_long, seat.on_busy = "paused", on_long, on_busy
        self.paused.append(seat)
        self.paused.sort(key=lambda paused: paused.standing)
        if len(self.paused) > self.most_paused and (refuse := self.paused[-1].on_busy):
            self.paused.pop().kind = "refused"
            refuse()
        return False

    def line_up(self, client: bytes, seconds: float = math.inf, on_turn: Callable[[asyncio.Future[None]], None] | None = None) -> Waiter:
        """A place in the queue, for no longer than so many seconds. `ready` is done when a quick seat is its own, or fails.

        If the queue is full, that of the last one fails before this returns, and it may be this one.
        """
        use, loop = self.ledger.of(client), asyncio.get_running_loop()
        waiter = Waiter(client, (use.standing, next(self._numbers)), use.cost >= self.slow_from, loop.create_future(), on_turn=on_turn)
        insort(self.waiting, waiter, key=lambda waiting: waiting.order)
        waiter.timer = loop.call_later(min(self.queue_seconds, seconds), self._too_late, waiter, seconds < self.queue_seconds)
        if len(self.waiting) > self.queue_length:
            last = self.waiting.pop()
            last.end(Busy(f"{self.at_work} queries are at work and {self.queue_length} wait; try again in a moment."))
        return waiter

    def take(self, waiter: Waiter) -> Seat:
        """The seat of one whose turn it is; it is counted already."""
        return Seat(waiter.client, waiter.order[0], slow=waiter.slow)

    def give_up(self, waiter: Waiter) -> None:
        """It waits no more, or was handed a seat that it will not take."""
        if waiter.timer:
            waiter.timer.cancel()
        if waiter in self.waiting:
            self.waiting.remove(waiter)
            waiter.ready.cancel()
        elif waiter.ready.done() and not waiter.ready.cancelled() and waiter.ready.exception() is None:
            self._free_quick(waiter.slow)

    def _too_late(self, waiter: Waiter, by_its_own_limit: bool) -> None:
        if waiter in self.waiting:
            self.waiting.remove(waiter)
            busy = Busy(f"No worker was free within {self.queue_seconds:g} seconds; try again in a moment.")
            waiter.end(TimeoutError() if by_its_own_limit else busy)

    def _free_quick(self, slow: bool) -> None:
        self._quick_taken -= 1
        self._slow_taken -= slow
        for waiter in list(self.waiting):
            if waiter.ready.done():
                self.waiting.remove(waiter)
            elif self._free_for(waiter.slow):
                self._take(waiter.slow)
                self.waiting.remove(waiter)
                waiter.end()
                return

    def _free_long(self) -> None:
        if self.paused:
            seat = self.paused.pop(0)
            seat.kind = "long"
            if seat.on_long:
                seat.on_long()
        else:
            self._long_taken -= 1
