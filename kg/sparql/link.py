"""The service's end of the socket to a worker: messages as they come, to whoever listens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

from kg.sparql import frames

Message = tuple[bytes, bytes]
Listener = Callable[[Message | None], None]
_SIZE = frames.HEAD.size


class Link(asyncio.Protocol):
    """Cuts what comes into messages (kind, content). None is the last one: the other side is gone."""

    def __init__(self) -> None:
        self.lost = False
        self._transport: asyncio.Transport | None = None
        self._parts: list[bytes] = []
        self._size = self._wanted = 0
        self._unread: list[Message] = []
        self._listener: Listener | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._parts.append(data)
        self._size += len(data)
        if self._size < self._wanted:
            return  # a long message is put together once, not with each of its parts
        data, at = (b"".join(self._parts) if len(self._parts) > 1 else data), 0
        self._wanted = 0
        while len(data) - at >= _SIZE:
            kind, length = frames.HEAD.unpack_from(data, at)
            if len(data) - at - _SIZE < length:
                self._wanted = _SIZE + length
                break
            self._tell((kind, data[at + _SIZE : at + _SIZE + length]))
            at += _SIZE + length
        self._parts, self._size = ([data[at:]], len(data) - at) if at < len(data) else ([], 0)

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost = True
        if self._listener:
            self._listener(None)

    def send(self, kind: bytes, content: bytes) -> None:
        assert self._transport
        self._transport.write(frames.HEAD.pack(kind, len(content)) + content)

    def listen(self, listener: Listener | None) -> None:
        """From now on messages go to this one; those that nobody has read yet go to it first."""
        self._listener = listener
        while self._unread and self._listener:
            self._listener(self._unread.pop(0))
        if self.lost and self._listener:
            self._listener(None)

    async def next(self) -> Message | None:
        """One message, for who expects no more than that."""
        found: asyncio.Future[Message | None] = asyncio.get_running_loop().create_future()
        self.listen(lambda message: None if found.done() else found.set_result(message))
        try:
            return await found
        finally:
            self._listener = None

    def pause(self) -> None:
        if self._transport and not self.lost:
            self._transport.pause_reading()

    def resume(self) -> None:
        if self._transport and not self.lost:
            self._transport.resume_reading()

    def close(self) -> None:
        if self._transport:
            self._transport.abort()

    def _tell(self, message: Message) -> None:
        if self._listener:
            self._listener(message)
        else:
            self._unread.append(message)
