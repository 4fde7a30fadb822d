"""The SPARQL endpoint: SPARQL 1.1 Protocol for queries, its service description, and a page to ask from."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Hashable
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from kg.api.answers import respond, while_connected
from kg.api.caching import cacheable, etag, not_modified
from kg.api.documents import rdf
from kg.api.graph import ServedGraph
from kg.api.negotiation import HTML, RDF, RESULTS, Representation, by_suffix, choose
from kg.api.pages import page_language
from kg.api.problems import NotFound, prefers_page
from kg.api.service_description import service_description
from kg.api.sparql_page import ROWS_SHOWN, example_name, refused_page, result_page, start_page
from kg.errors import HamError
from kg.settings import Settings
from kg.sparql.guard import guard
from kg.sparql.protocol import ProtocolError, ProtocolRequest, check_id, read_get, read_post
from kg.sparql.task import Task

if TYPE_CHECKING:
    from kg.api.served import Served

router = APIRouter()
_COST_OF_AN_ERROR = 0.1  # seconds that a refused query counts as
_BODY_FACTOR = 12  # a character of a query is at most four bytes of UTF-8, each percent-encoded in three


@router.api_route("/sparql", methods=["GET", "HEAD", "POST"])
async def endpoint(request: Request) -> Response:
    """Answer a query (SPARQL 1.1 Protocol); without one, describe the service (to a browser: with a page to ask from)."""
    if request.method not in ("GET", "HEAD", "POST"):
        raise HTTPException(405, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
    asked: ProtocolRequest | None = None
    try:
        asked = await _read(request)
        if asked.query is None:
            return await run_in_threadpool(_describe, request)
        response = await _answer(request, asked)
    except HamError as error:
        _note(request, error)
        if asked is None or asked.query is None or not prefers_page(request):
            raise
        return await run_in_threadpool(refused_page, request, asked.query, error)
    _count(request, "200")
    return response


def refusing(error: BaseException) -> Callable[[Request], Awaitable[Response]]:
    """What answers a request whose query was refused or stopped already."""

    async def handler(request: Request) -> Response:
        if isinstance(error, HamError):
            _note(request, error)
        raise error

    return handler


def streaming(
    held: bytes, rest: AsyncGenerator[bytes, None], headers: dict[str, str], form: Representation
) -> Callable[[Request], Awaitable[Response]]:
    """What answers a request with the beginning of an answer that is there, and the rest of it."""

    async def handler(request: Request) -> Response:
        _count(request, "200")
        return respond(held, rest, headers, form.content_type)

    return handler


def _note(request: Request, error: HamError) -> None:
    _count(request, str(error.status))
    if error.status < 500 and error.status != 429:
        request.app.state.pool.ledger.charge(_client(request), _COST_OF_AN_ERROR)


@router.api_route("/sparql/query/{query_id}", methods=["DELETE"])
async def cancel(request: Request, query_id: str) -> Response:
    """End a query by the id that its sender gave it (header ``Query-Id`` or parameter ``query-id``). Who knows the id may end the query."""
    if not request.app.state.served.running.cancel(query_id):
        raise NotFound("No query with this id is being answered.")
    return Response(status_code=204)


def _client(request: Request) -> bytes:
    name: Callable[[Scope], bytes] | None = request.scope.get("ham.client")
    return name(request.scope) if name else b""


def _count(request: Request, outcome: str) -> None:
    if metrics := request.scope.get("ham.metrics"):
        metrics.query(outcome)


async def _read(request: Request) -> ProtocolRequest:
    if request.method != "POST":
        return _with_id(request, read_get(request.scope["query_string"]))
    body = await _body(request, request.app.state.settings.query_max_length * _BODY_FACTOR)
    asked = read_post(request.headers.get("content-type"), body, request.scope["query_string"])
    if asked.query is None:
        raise ProtocolError("The form has no parameter named query.")
    return _with_id(request, asked)


def _with_id(request: Request, asked: ProtocolRequest) -> ProtocolRequest:
    """The id may also come as a header."""
    given = request.headers.get("query-id")
    return replace(asked, query_id=check_id(given)) if given else asked


async def _body(request: Request, limit: int) -> bytes:
    """The body, read no further than the limit."""
    taken = bytearray()
    async for chunk in request.stream():
        taken += chunk
        if len(taken) > limit:
            raise ProtocolError(f"The body is longer than {limit:,} bytes.", 413)
    return bytes(taken)


async def _answer(request: Request, asked: ProtocolRequest) -> Response:
    graph: ServedGraph = request.app.state.graph
    settings: Settings = request.app.state.settings
    query = guard(asked.query or "", settings)
    form = _form_of(request, asked, RESULTS if query.form in ("SELECT", "ASK") else RDF)
    task = Task(
        query.text, graph.base, query.names_dataset, "page" if form is HTML else form.suffix, asked.default_graphs, asked.named_graphs,
        min(asked.timeout or settings.query_seconds, settings.query_seconds), settings.query_max_answer_bytes, ROWS_SHOWN,
    )  # fmt: skip
    key = (query.normal, task.default_graphs, task.named_graphs, task.form) if query.repeatable else None
    headers = query_headers(graph, key, form, page_language(request) if form is HTML else None)
    if key and (unchanged := not_modified(request, headers["ETag"], headers)):
        return unchanged
    if asked.query_id:
        headers["Query-Id"] = asked.query_id
    held, rest = await _evaluate(request, asked, key, task)
    if form is HTML:
        shown = json.loads(held + b"".join([piece async for piece in rest] if rest else []))
        return await run_in_threadpool(result_page, request, query, shown, headers)
    if request.method == "HEAD" and rest:
        await rest.aclose()
        return Response(headers=headers, media_type=form.content_type)
    return respond(held, rest, headers, form.content_type)


async def _evaluate(
    request: Request, asked: ProtocolRequest, key: Hashable | None, task: Task
) -> tuple[bytes, AsyncGenerator[bytes, None] | None]:
    """The answer or its beginning. Ends when the client goes away, or when the query is cancelled by its id."""
    served: Served = request.app.state.served
    client = _client(request)
    if key is not None and (known := served.answers.kept.get(key)) is not None:
        return known, None
    work = served.answers.first_part(key, task.seconds, lambda: served.pool.ask(task, client))
    held, rest = await while_connected(request, served.running.named(asked.query_id, work))
    return held, served.running.pieces(asked.query_id, rest) if rest and asked.query_id else rest


def query_headers(graph: ServedGraph, key: Hashable | None, form: Representation, language: str | None = None) -> dict[str, str]:
    """Headers of an answer; with a weak validator, as an engine may give the same solutions in another order after a restart."""
    headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-cache" if key else "no-store"}
    if key:
        digest = blake2b(repr(key).encode(), digest_size=9).hexdigest()
        headers["ETag"] = f'W/"{graph.version}.{digest}.{form.suffix}{f".{language}" if language else ""}"'
    return headers


def _form_of(request: Request, asked: ProtocolRequest, offered: tuple[Representation, ...]) -> Representation:
    if asked.format is None:
        return choose(request.headers.get("accept"), (*offered, HTML))
    form = by_suffix(asked.format, (*offered, HTML))
    if form is None:
        raise ProtocolError(
            f"format={asked.format} is none of {', '.join(form.suffix for form in (*offered, HTML))} for this form of query."
        )
    return form


def _describe(request: Request) -> Response:
    graph: ServedGraph = request.app.state.graph
    form = choose(request.headers.get("accept"), (*RDF, HTML))
    page = f"{page_language(request)}.{example_name(request) or ''}".rstrip(".") if form is HTML else None
    headers = cacheable(etag(graph, form, page))
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    if form is HTML:
        return start_page(request, headers)
    return rdf(service_description(graph), form, graph, headers)
