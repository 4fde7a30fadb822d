"""The answer of a query as an HTTP response: whole if it is short, in pieces if it is long, stopped when nobody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine
from contextlib import aclosing
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

Result = TypeVar("Result")


class ClientGone(Exception):
    """The client closed the connection before the answer was there."""


def respond(held: bytes, rest: AsyncGenerator[bytes, None] | None, headers: dict[str, str], media_type: str) -> Response:
    """Send what is held and the rest. What goes wrong in the rest breaks the transfer off, so that it cannot look whole."""
    if rest is None:
        return Response(held, headers=headers, media_type=media_type)
    return StreamingResponse(_rest(held, rest), headers=headers, media_type=media_type)


async def _rest(held: bytes, pieces: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
    async with aclosing(pieces):  # a client that goes away ends the work too
        yield held
        async for piece in pieces:
            yield piece


async def while_connected(request: Request, work: Coroutine[object, object, Result]) -> Result:
    """The result of the work, which is cancelled when the client goes away. Raises ClientGone."""
    doing, gone = asyncio.ensure_future(work), asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait({doing, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            raise ClientGone
        return doing.result()
    finally:
        doing.cancel()
        gone.cancel()
        await asyncio.gather(doing, gone, return_exceptions=True)


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
