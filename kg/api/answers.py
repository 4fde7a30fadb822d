"""The answer of a query as an HTTP response: whole if it is short, in pieces if it is long, stopped when nobody waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine
from contextlib import aclosing
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

Result = TypeVar("Result")
_HELD = 256 * 2**10  # bytes; an answer up to this length is sent with its length, and an error of it as an error


class ClientGone(Exception):
    """The client closed the connection before the answer was there."""


async def respond(request: Request, pieces: AsyncGenerator[bytes, None], headers: dict[str, str], media_type: str) -> Response:
    """Send the pieces. What goes wrong within the first ones is raised; later, the transfer is broken off, so that it cannot look whole."""
    held, complete = await _while_connected(request, _hold(pieces))
    if complete:
        return Response(held, headers=headers, media_type=media_type)
    return StreamingResponse(_rest(held, pieces), headers=headers, media_type=media_type)


async def whole(request: Request, pieces: AsyncIterator[bytes]) -> bytes:
    """All pieces in one."""
    return await _while_connected(request, _all(pieces))


async def _hold(pieces: AsyncIterator[bytes]) -> tuple[bytes, bool]:
    held = bytearray()
    async for piece in pieces:
        held += piece
        if len(held) > _HELD:
            return bytes(held), False
    return bytes(held), True


async def _all(pieces: AsyncIterator[bytes]) -> bytes:
    return b"".join([piece async for piece in pieces])


async def _rest(held: bytes, pieces: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
    async with aclosing(pieces):  # a client that goes away ends the work too
        yield held
        async for piece in pieces:
            yield piece


async def _while_connected(request: Request, work: Coroutine[object, object, Result]) -> Result:
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
