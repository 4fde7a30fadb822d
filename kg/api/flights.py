"""Answers of queries that were given before, and of queries that several clients ask at the same moment: evaluated once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Hashable
from dataclasses import dataclass

from kg.api.keeping import BoundedCache
from kg.sparql.exchange import HELD, Exchange

Pieces = AsyncGenerator[bytes, None]


@dataclass(eq=False, slots=True)
class Flight:
    """The first part of an answer while it is worked out, and how many wait for it."""

    pieces: Pieces
    first: asyncio.Future[tuple[bytes, bool]]
    exchange: Exchange | None = None  # where no task of ours waits for it
    readers: int = 0
    taken: bool = False


class Answers:
    """The answers of one release."""

    def __init__(self, max_bytes: int) -> None:
        self.kept: BoundedCache[bytes] = BoundedCache(max_bytes)
        self._flights: dict[Hashable, Flight] = {}

    async def first_part(self, key: Hashable | None, alike: Hashable, ask: Callable[[], Pieces]) -> tuple[bytes, Pieces | None]:
        """The whole answer and None, or its beginning and the rest. `key` None: an answer that differs each time it is asked for.

        `alike` tells requests apart that have the same answer but not the same limits. Raises what the evaluation raises.
        """
        if key is None:
            return await _alone(ask)
        if (known := self.kept.get(key)) is not None:
            return known, None
        flight = self._flights.get((key, alike))
        if flight is None:
            pieces = ask()
            flight = self._flights[key, alike] = Flight(pieces, asyncio.ensure_future(_hold(pieces)))
            flight.first.add_done_callback(lambda task: self._landed(key, alike, task))
        flight.readers += 1
        try:
            held, complete = await asyncio.shield(flight.first)
            if complete:
                return held, None
            if not flight.taken:
                flight.taken = True
                return held, self._keeping(key, held, flight.pieces)
        finally:
            flight.readers -= 1
            if not flight.readers and not flight.taken:
                await _abandon(flight)
        return await _alone(ask)  # it is too long to be shared

    def join(self, key: Hashable, alike: Hashable) -> Flight | None:
        """A flight that `begin` made and whose answer is awaited yet, with one reader more."""
        flight = self._flights.get((key, alike))
        if flight is None or flight.exchange is None or flight.first.done():
            return None
        flight.readers += 1
        return flight

    def asked_now(self, key: Hashable, alike: Hashable) -> bool:
        return (key, alike) in self._flights

    def begin(self, key: Hashable, alike: Hashable, exchange: Exchange) -> Flight:
        """A flight that has begun already, with one reader, who says `left` when it has what it wants or wants it no more."""
        flight = self._flights[key, alike] = Flight(exchange.rest(), exchange.first, exchange, readers=1)
        exchange.then(lambda first: self._landed(key, alike, first))
        return flight

    def take_rest(self, key: Hashable, flight: Flight, held: bytes) -> Pieces | None:
        """What follows the beginning; None if another reader took it."""
        if flight.taken:
            return None
        flight.taken = True
        return self._keeping(key, held, flight.pieces)

    def left(self, flight: Flight) -> None:
        """A reader of a flight that `begin` made is gone."""
        flight.readers -= 1
        if not flight.readers and not flight.taken and flight.exchange:
            flight.exchange.leave()

    def _landed(self, key: Hashable, alike: Hashable, task: asyncio.Future[tuple[bytes, bool]]) -> None:
        self._flights.pop((key, alike), None)
        if not task.cancelled() and task.exception() is None and task.result()[1]:
            self.kept.put(key, task.result()[0], len(task.result()[0]))

    async def _keeping(self, key: Hashable, held: bytes, pieces: Pieces) -> Pieces:
        """The rest of an answer; kept if the whole is not too long."""
        taken: bytearray | None = bytearray(held)
        try:
            async for piece in pieces:
                if taken is not None:
                    taken += piece
                    if len(taken) > self.kept.max_entry:
                        taken = None
                yield piece
            if taken is not None:
                self.kept.put(key, bytes(taken), len(taken))
        finally:
            await pieces.aclose()


async def _abandon(flight: Flight) -> None:
    """Nobody waits any more: the work ends."""
    if flight.exchange:
        flight.exchange.close()
        return
    if not flight.first.done():
        flight.first.cancel()
        await asyncio.gather(flight.first, return_exceptions=True)
    await flight.pieces.aclose()


async def _alone(ask: Callable[[], Pieces]) -> tuple[bytes, Pieces | None]:
    pieces = ask()
    held, complete = await _hold(pieces)
    return held, None if complete else pieces


async def _hold(pieces: Pieces) -> tuple[bytes, bool]:
    held = bytearray()
    async for piece in pieces:
        held += piece
        if len(held) > HELD:
            return bytes(held), False
    return bytes(held), True
