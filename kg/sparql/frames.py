"""Messages between the service and its query workers: one letter, the length, the content."""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

HEAD = struct.Struct(">cI")
TASK, DATA, END, REFUSED = b"T", b"D", b"E", b"X"
USED = struct.Struct(">Qd")  # content of END: bytes that the worker holds for itself, seconds of processor time since it was started
FROM_COLUMNS = b"C"  # after it, if the answer came from columns
FIRST_CHUNK, CHUNK = 64 * 2**10, 256 * 2**10  # bytes; the first goes out early
_AT_ONCE = 2**14  # bytes
BUFFER = 2**20  # bytes that a socket may hold until they are read


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


def receive_only(sock: socket.socket) -> tuple[bytes, bytes] | None:
    """As `receive`, from a side that sends nothing more until it is answered: most messages take one call of the system."""
    taken = sock.recv(_AT_ONCE)
    if len(taken) < HEAD.size:
        rest = _exactly(sock, HEAD.size - len(taken)) if taken else None
        if rest is None:
            return None
        taken += rest
    kind, length = HEAD.unpack_from(taken)
    missing = HEAD.size + length - len(taken)
    rest = _exactly(sock, missing) if missing else b""
    return None if rest is None else (kind, taken[HEAD.size :] + rest)


def _exactly(sock: socket.socket, length: int) -> bytes | None:
    whole = sock.recv(length)
    if len(whole) == length:
        return whole
    if not whole:
        return None if length else b""
    rest = _many(sock, length - len(whole))
    return None if rest is None else whole + rest


def _many(sock: socket.socket, length: int) -> bytes | None:
    taken = bytearray()
    while len(taken) < length:
        part = sock.recv(min(length - len(taken), 2**20))
        if not part:
            return None
        taken += part
    return bytes(taken)


def as_json(content: dict[str, Any]) -> bytes:
    return json.dumps(content).encode()
