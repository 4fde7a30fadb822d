"""Answers of queries that were given before, and of queries that several clients ask at the same moment: evaluated once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Hashable
from dataclasses import dataclass

from kg.api.keeping import BoundedCache

Pieces = AsyncGenerator[bytes, None]
_HELD = 256 * 2**10  # bytes; an answer up to this length is sent with its length, and an error of it as an error


@dataclass(eq=False, slots=True)
class _Flight:
    """The first part of an answer while it is worked out, and how many wait for it."""

    pieces: Pieces
    first: asyncio.Task[tuple[bytes, bool]]
    readers: int = 0
    taken: bool = False


class Answers:
    """The answers of one release."""

    def __init__(self, max_bytes: int) -> None:
        self.kept: BoundedCache[bytes] = BoundedCache(max_bytes)
        self._flights: dict[Hashable, _Flight] = {}

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
            flight = self._flights[key, alike] = _Flight(pieces, asyncio.ensure_future(_hold(pieces)))
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

    def _landed(self, key: Hashable, alike: Hashable, task: asyncio.Task[tuple[bytes, bool]]) -> None:
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


async def _abandon(flight: _Flight) -> None:
    """Nobody waits any more: the work ends."""
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
        if len(held) > _HELD:
            return bytes(held), False
    return bytes(held), True
