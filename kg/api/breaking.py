"""Answers that end before their end: the transfer visibly breaks off, the log has one line about it."""

from __future__ import annotations

import asyncio
import logging

from starlette.requests import ClientDisconnect

from kg.api.answers import ClientGone
from kg.errors import HamError


class BrokenOff(Exception):
    """Raised to the server after a part of an answer was sent, so that it closes the connection; why stands in the log already."""


def reason_of(error: BaseException) -> str | None:
    """Why an answer was broken off, in a sentence; None for what was not foreseen."""
    cause = error.__cause__ if isinstance(error, RuntimeError) else error  # the framework wraps what it cannot answer any more
    match cause:
        case HamError():
            return cause.detail
        case ClientDisconnect() | ClientGone():
            return "The client left."
        case asyncio.CancelledError():
            return "The service stops."
    return None


def without_traceback(record: logging.LogRecord) -> bool:
    """A filter for the server's log: it writes a traceback of whatever is raised to it."""
    return not (record.exc_info and isinstance(record.exc_info[1], BrokenOff))
