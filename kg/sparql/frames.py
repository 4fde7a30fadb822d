"""Messages between the service and its query workers: one letter, the length, the content."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from typing import Any

HEAD = struct.Struct(">cI")
TASK, DATA, END, REFUSED = b"T", b"D", b"E", b"X"
CHUNK = 64 * 2**10


def send(sock: socket.socket, kind: bytes, content: bytes = b"") -> None:
    """Write one message; waits while the other side does not read."""
    sock.sendall(HEAD.pack(kind, len(content)) + content)


def receive(sock: socket.socket) -> tuple[bytes, bytes] | None:
    """Read one message; None when the other side is gone."""
    head = _exactly(sock, HEAD.size)
    if head is None:
        return None
    kind, length = HEAD.unpack(head)
    content = _exactly(sock, length)
    return None if content is None else (kind, content)


def _exactly(sock: socket.socket, length: int) -> bytes | None:
    taken = bytearray()
    while len(taken) < length:
        part = sock.recv(min(length - len(taken), 2**20))
        if not part:
            return None
        taken += part
    return bytes(taken)


async def read(reader: asyncio.StreamReader) -> tuple[bytes, bytes] | None:
    """Read one message without blocking the loop; None when the other side is gone."""
    try:
        kind, length = HEAD.unpack(await reader.readexactly(HEAD.size))
        return kind, await reader.readexactly(length)
    except (asyncio.IncompleteReadError, ConnectionError):
        return None


def as_json(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode()
