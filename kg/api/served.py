"""One release as it is served: its graph, its routes, its query workers, and what was sent of it before.

All of a request is answered by the one that was current when the request came, so no answer mixes two releases.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from starlette.types import ASGIApp

from kg.api.flights import Answers
from kg.api.graph import ServedGraph
from kg.api.keeping import BoundedCache
from kg.api.recorder import Sent
from kg.api.running import Running
from kg.settings import Settings
from kg.sparql.pool import WorkerPool
from kg.sparql.remote import RemoteEngine

_CANARIES = ("ASK { ?s ?p ?o }", "SELECT (COUNT(*) AS ?n) { { SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 10 } }")


@dataclass(eq=False)
class Served:
    """A release, and who still reads from it."""

    settings: Settings
    graph: ServedGraph
    pool: WorkerPool | RemoteEngine
    app: ASGIApp = field(init=False)
    active: int = 0
    documents: list[str] | None = None  # what the sitemap lists, once somebody asked
    sent: BoundedCache[Sent] = field(init=False)
    answers: Answers = field(init=False)
    running: Running = field(default_factory=Running)

    def __post_init__(self) -> None:
        self.sent = BoundedCache(self.settings.document_cache_bytes)
        self.answers = Answers(self.settings.result_cache_bytes)

    async def prepare(self) -> None:
        """Load the data and ask a few questions. Raises HamError if it cannot be served."""
        from kg.sparql.task import Task

        self.pool.start()
        await self.pool.until_ready()
        for query in _CANARIES:
            async for _ in self.pool.ask(Task(query, self.graph.base, False, "json", seconds=10.0)):
                pass

    def leave(self) -> None:
        self.active -= 1

    async def drain(self, seconds: float) -> None:
        """Wait until nobody reads from it any more, but no longer than this; then end its processes."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while self.active and loop.time() < deadline:
            await asyncio.sleep(0.05)
        await self.pool.stop()
