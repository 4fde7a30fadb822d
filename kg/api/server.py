"""The HTTP server around the application: its loop, its parser, its log, and the private port beside it."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import logging
import socket
import sys
import time

import uvicorn

from kg.api.breaking import without_traceback
from kg.api.connections import bounded_protocol
from kg.api.front import Front
from kg.api.private_port import serve_privately
from kg.settings import Settings

_PLAIN = {"method", "family", "status", "ms", "bytes"}


class _JsonLines(logging.Formatter):
    """One JSON object a line: time, level, what happened. Nothing of who asked."""

    def format(self, record: logging.LogRecord) -> str:
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        content = {"time": stamp, "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        content |= {name: value for name, value in record.__dict__.items() if name in _PLAIN}
        if record.exc_info:
            content["traceback"] = self.formatException(record.exc_info)
        return json.dumps(content, ensure_ascii=False)


def run_server(app: Front, settings: Settings, listener: socket.socket, private: socket.socket | None) -> None:
    """Serve until told to stop: requests that are being answered get some seconds to end."""
    _log_to_stderr()
    server = create_server(app, settings)
    server.run(sockets=[listener]) if private is None else _run_both(server, app, listener, private)


def create_server(app: Front, settings: Settings) -> uvicorn.Server:
    """The server, not started yet."""
    config = uvicorn.Config(
        app,
        http=bounded_protocol(settings, app),
        ws="none",
        loop="uvloop" if importlib.util.find_spec("uvloop") else "asyncio",
        log_config=None,
        log_level="error",
        server_header=False,
        proxy_headers=False,  # whose word is taken for who the client is, settings say
        date_header=True,
        access_log=False,
        timeout_graceful_shutdown=10,
        timeout_keep_alive=15,
        backlog=2048,
    )
    logging.getLogger("uvicorn.error").addFilter(without_traceback)
    return uvicorn.Server(config)


def _run_both(server: uvicorn.Server, app: Front, listener: socket.socket, private: socket.socket) -> None:
    async def run() -> None:
        async with await serve_privately(app, private):
            await server.serve(sockets=[listener])

    if importlib.util.find_spec("uvloop"):
        import uvloop

        uvloop.run(run())
    else:
        asyncio.run(run())


def _log_to_stderr() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_JsonLines())
    for name, level in (("kg", logging.INFO), ("uvicorn.error", logging.ERROR)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
