"""Why a query that was taken gets no answer: no place, no more time, no more memory, or somebody stopped it."""

from __future__ import annotations

from kg.errors import HamError


class Busy(HamError):
    """All workers are at work and the queue is full, or the wait for one was too long."""

    status = 503
    title = "Too many queries at once"
    retry_after = 5


class QuotaSpent(HamError):
    """The client has used up the query time that one client may use."""

    status = 429
    title = "Too much query time"

    def __init__(self, detail: str, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class QueryTimeout(HamError):
    """The query took longer than it may."""

    status = 504
    title = "The query took too long"


class QueryCancelled(HamError):
    """Whoever sent the query asked for its end, by its id."""

    status = 409
    title = "The query was cancelled"


class WorkerDied(HamError):
    """The worker ended while it answered, mostly because the query needed more memory than one may have."""

    status = 503
    title = "The query could not be completed"
    retry_after = 30
