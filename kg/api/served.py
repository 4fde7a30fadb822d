"""One release as it is served: its graph, its routes, its query workers, and what was sent of it before.

All of a request is answered by the one that was current when the request came, so no answer mixes two releases.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from starlette.types import ASGIApp

from kg.api.flights import Answers
from kg.api.graph import ServedGraph
from kg.api.heads import Heads
from kg.api.keeping import BoundedCache
from kg.api.recorder import Sent
from kg.api.running import Running
from kg.api.writing import written_documents
from kg.api.written import Written
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
    written: Written | None = None  # documents that need not be made from the store
    heads: dict[str, Heads] = field(default_factory=dict)  # by the suffix of a form, once a document was sent in it
    _writing: asyncio.Task[None] | None = None

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

    def have_documents_written(self) -> None:
        """Begin to write documents out, if that was not done before; nothing waits for it."""
        self._writing = asyncio.ensure_future(self._write())

    async def _write(self) -> None:
        self.written = await written_documents(self.graph, self.settings.written_documents_bytes)

    async def stop(self) -> None:
        """End the processes of this release."""
        if self._writing:
            self._writing.cancel()
            await asyncio.gather(self._writing, return_exceptions=True)
        await self.pool.stop()

    def leave(self) -> None:
        self.active -= 1

    async def drain(self, seconds: float) -> None:
        """Wait until nobody reads from it any more, but no longer than this; then end its processes."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while self.active and loop.time() < deadline:
            await asyncio.sleep(0.05)
        await self.stop()
