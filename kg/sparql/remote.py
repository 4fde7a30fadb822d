"""Queries answered by another SPARQL 1.1 engine that an operator runs: the same front, guard, queue and quotas, no workers of our own.

The engine must hold the release, with the union of all named graphs as its default graph. It decides itself when the work of a query that
nobody waits for any more ends; what can be done from here is to close the connection.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import time
from collections.abc import AsyncGenerator, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

import aiohttp
import pyoxigraph as ox

from kg.errors import HamError
from kg.sparql.admission import Admission
from kg.sparql.clients import ClientLedger
from kg.sparql.guard import QueryRefused
from kg.sparql.pool import PoolSettings, too_long
from kg.sparql.refusals import QueryTimeout
from kg.sparql.task import Task

_ACCEPT = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "page": "application/sparql-results+json, text/turtle;q=0.5",
}
Result = TypeVar("Result")
_BOOLEAN_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_PAGE_BYTES = 16 * 2**20  # of an answer that is shown as a page


class EngineFailed(HamError):
    """The engine behind this service did not answer as it should."""

    status = 502
    title = "The engine behind this service failed"


class _Deadline:
    """What is waited for, by whichever task, must come before it."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    async def __call__(self, work: Coroutine[Any, Any, Result]) -> Result:
        """The result of the work. Raises TimeoutError."""
        return await asyncio.wait_for(work, max(0.0, self._at - time.monotonic()))


@dataclass(slots=True)
class RemoteEngine:
    """An endpoint in the place of a pool of workers."""

    address: str
    settings: PoolSettings
    union: str = ""  # the graph that is the union of all others, where that is not the engine's default graph
    ledger: ClientLedger = field(default_factory=lambda: ClientLedger(0, 1))
    admission: Admission = field(init=False)
    _session: aiohttp.ClientSession | None = None
    _ready: bool = False
    _starting: asyncio.Task[None] | None = None

    def start(self) -> None:
        given = self.settings
        self.admission = Admission(given.workers, given.long_queries, given.queue_length, given.queue_seconds, self.ledger)
        self._session = aiohttp.ClientSession(auto_decompress=True, connector=aiohttp.TCPConnector(limit=0))
        self._starting = asyncio.ensure_future(self._look())

    @property
    def ready(self) -> bool:
        return self._ready

    @property
    def in_memory(self) -> bool:
        return False

    async def until_ready(self) -> None:
        while not self._ready:
            await asyncio.sleep(0.1)

    async def stop(self) -> None:
        if self._starting:
            self._starting.cancel()
        if self._session:
            await self._session.close()

    async def ask(self, task: Task, client: bytes = b"") -> AsyncGenerator[bytes, None]:
        """The answer of a query, piece by piece. Raises what a pool of workers raises, and EngineFailed."""
        limit = min(task.seconds, self.settings.query_seconds)
        within = _Deadline(limit)
        try:
            seat = await self.admission.enter(client, limit)
        except TimeoutError:
            raise QueryTimeout(too_long(limit)) from None
        self.ledger.begin(client)
        started = time.monotonic()
        try:
            async with contextlib.aclosing(self._page(task, within) if task.form == "page" else self._pieces(task, within)) as pieces:
                async for piece in pieces:
                    yield piece
        except TimeoutError:
            raise QueryTimeout(too_long(limit)) from None
        except aiohttp.ClientError as error:
            raise EngineFailed(f"The engine behind this service cannot be reached or broke off ({type(error).__name__}).") from None
        finally:
            self.admission.leave(seat)
            self.ledger.end(client, time.monotonic() - started)

    async def _pieces(self, task: Task, within: _Deadline) -> AsyncGenerator[bytes, None]:
        answer, sent = await within(self._post(task)), 0
        try:
            await within(_check(answer, task.form))
            while piece := await within(answer.content.readany()):
                if not sent:
                    piece = plain_boolean(piece, task.form)
                sent += len(piece)
                if sent > task.max_bytes:
                    raise QueryRefused(f"The answer is longer than {task.max_bytes:,} bytes (query_max_answer_bytes).", status=413)
                yield piece
        finally:
            answer.close()  # an answer that was read to its end gave its connection back already

    async def _page(self, task: Task, within: _Deadline) -> AsyncGenerator[bytes, None]:
        """What a page shows, as a worker would send it."""
        answer, body = await within(self._post(task)), bytearray()
        try:
            await within(_check(answer, task.form))
            while piece := await within(answer.content.readany()):
                body += piece if body else plain_boolean(piece, "json")
                if len(body) > _PAGE_BYTES:
                    raise QueryRefused("The answer is too long for a page; ask for it as CSV or JSON.", status=413)
        finally:
            answer.close()
        if answer.content_type == "text/turtle":
            yield json.dumps({"turtle": body.decode("utf-8")}).encode()
            return
        found = ox.parse_query_results(bytes(body), format=ox.QueryResultsFormat.JSON)
        if isinstance(found, ox.QueryBoolean):
            yield json.dumps({"boolean": bool(found)}).encode()
            return
        names = [variable.value for variable in found.variables]
        rows = [[None if row[name] is None else str(row[name]) for name in names] for row in found]
        yield json.dumps({"variables": names, "rows": rows[: task.page_rows], "more": len(rows) > task.page_rows}).encode()

    async def _post(self, task: Task) -> aiohttp.ClientResponse:
        assert self._session
        query = f"BASE <{task.base_iri}> {task.text}"  # on one line: positions of errors keep their line
        names_dataset = task.names_dataset or task.default_graphs or task.named_graphs
        default_graphs = (self.union,) if self.union and not names_dataset else task.default_graphs
        parameters = [("query", query)]  # as a form: Virtuoso 7 never answers a query that is the body itself
        parameters += [("default-graph-uri", name) for name in default_graphs] + [("named-graph-uri", name) for name in task.named_graphs]
        return await self._session.post(self.address, data=parameters, headers={"Accept": _ACCEPT[task.form]}, allow_redirects=False)

    async def _look(self) -> None:
        """Ask a first question until it is answered."""
        while not self._ready:
            try:
                async for _ in self._pieces(Task("ASK {}", "http://example.org/", False, "json"), _Deadline(5)):
                    self._ready = True
            except (HamError, aiohttp.ClientError, TimeoutError):
                await asyncio.sleep(0.2)


def plain_boolean(answer: bytes, form: str) -> bytes:
    """The first piece of an answer; a row of one number, as which Virtuoso 7 answers ASK in every form, made a boolean."""
    if b"__ASK_RETVAL" not in answer[:2000]:
        return answer
    is_true = bool(re.search(rb'>1<|"value":\s*"1"|\n1\s*$', answer))
    boolean = ox.Store().query("ASK {}" if is_true else "ASK { FILTER(false) }")
    assert isinstance(boolean, ox.QueryBoolean)
    return boolean.serialize(format=_BOOLEAN_FORMATS[form]) or b""


async def _check(answer: aiohttp.ClientResponse, form: str) -> None:
    """Raises QueryRefused for a query that the engine refuses, EngineFailed for another status or another form than the one asked for."""
    if answer.status == 400:
        told = (await answer.content.read(2000)).decode("utf-8", "replace")
        raise QueryRefused(f"The engine refuses the query: {told.strip()[:500]}")
    if answer.status != 200:
        raise EngineFailed(f"The engine behind this service answered with status {answer.status}.")
    if answer.content_type not in {part.split(";")[0].strip() for part in _ACCEPT[form].split(",")}:
        raise EngineFailed(f"The engine behind this service sent {answer.content_type}, which was not asked for.")
