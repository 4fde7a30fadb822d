"""The private port: ``/metrics`` for Prometheus, ``/ready`` for a balancer or supervisor. It is not for strangers, so it listens apart."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket

from kg.api.front import Front

_SECONDS = 5


async def serve_privately(app: Front, listener: socket.socket) -> asyncio.Server:
    """Start to answer on this socket."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(TimeoutError, ConnectionError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _SECONDS)
            method, target, *_ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ")
            status, media_type, body = respond(app, method, target.split("?")[0])
            writer.write(
                f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
                + body
            )
            await asyncio.wait_for(writer.drain(), _SECONDS)
        writer.close()

    return await asyncio.start_server(answer, sock=listener, limit=2**14)


def respond(app: Front, method: str, path: str) -> tuple[str, str, bytes]:
    """Status line, media type and body."""
    if method != "GET":
        return "405 Method Not Allowed", "text/plain", b""
    if path == "/metrics":
        body, media_type = app.metrics.exposition(app.served)
        return "200 OK", media_type, body
    if path == "/ready":
        ready = app.served.pool.ready
        content = {"ready": ready, "release": app.served.graph.release_id}
        return "200 OK" if ready else "503 Service Unavailable", "application/json", json.dumps(content).encode()
    return "404 Not Found", "text/plain", b""
