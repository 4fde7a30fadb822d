"""Queries that are being answered, by the ids that their senders gave them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from contextlib import aclosing
from typing import TypeVar

from kg.sparql.refusals import QueryCancelled

Result = TypeVar("Result")


class Running:
    """Names for the work of one release. Two queries of one name end together."""

    def __init__(self) -> None:
        self._named: dict[str, set[asyncio.Future[None]]] = {}

    async def named(self, name: str | None, work: Coroutine[object, object, Result]) -> Result:
        """The result of the work, unless its name is cancelled first. Raises QueryCancelled."""
        if name is None:
            return await work
        doing = asyncio.ensure_future(work)
        ended = asyncio.get_running_loop().create_future()
        self._named.setdefault(name, set()).add(ended)
        try:
            await asyncio.wait({doing, ended}, return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                raise QueryCancelled("The query was cancelled by its id.")
            return doing.result()
        finally:
            doing.cancel()
            await asyncio.gather(doing, return_exceptions=True)
            self._named[name].discard(ended)
            if not self._named[name]:
                del self._named[name]

    async def pieces(self, name: str | None, pieces: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        """The pieces of an answer, unless its name is cancelled before the last one."""
        async with aclosing(pieces):
            while True:
                try:
                    piece = await self.named(name, anext(pieces))
                except StopAsyncIteration:
                    return
                yield piece

    def cancel(self, name: str) -> bool:
        """End what has this name; whether there was any."""
        found = [ended for ended in self._named.get(name, ()) if not ended.done()]
        for ended in found:
            ended.set_result(None)
        return bool(found)
