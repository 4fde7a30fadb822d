"""The SPARQL endpoint: SPARQL 1.1 Protocol for queries, its service description, and a page to ask from."""

from __future__ import annotations

import json
from typing import Any, cast

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from kg.api.answers import respond, whole
from kg.api.caching import cacheable, etag, not_modified
from kg.api.documents import rdf
from kg.api.examples import load_examples
from kg.api.graph import ServedGraph, Term
from kg.api.negotiation import HTML, RDF, RESULTS, Representation, by_suffix, choose
from kg.api.pages import page_language, render, same_page
from kg.api.service_description import service_description
from kg.api.views import show
from kg.settings import Settings
from kg.sparql.guard import GuardedQuery, guard
from kg.sparql.protocol import ProtocolError, ProtocolRequest, read_get, read_post
from kg.sparql.task import Task

router = APIRouter()
_ROWS_SHOWN = 200
_BODY_FACTOR = 12  # a character of a query is at most four bytes of UTF-8, each percent-encoded in three


@router.api_route("/sparql", methods=["GET", "HEAD", "POST"])
async def sparql(request: Request) -> Response:
    """Answer a query (SPARQL 1.1 Protocol); without one, describe the service (to a browser: with a page to ask from)."""
    asked = await _read(request)
    return await (run_in_threadpool(_describe, request) if asked.query is None else _answer(request, asked))


async def _read(request: Request) -> ProtocolRequest:
    if request.method != "POST":
        return read_get(request.scope["query_string"])
    body = await _body(request, request.app.state.settings.query_max_length * _BODY_FACTOR)
    asked = read_post(request.headers.get("content-type"), body, request.scope["query_string"])
    if asked.query is None:
        raise ProtocolError("The form has no parameter named query.")
    return asked


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
        min(asked.timeout or settings.query_seconds, settings.query_seconds), settings.query_max_answer_bytes, _ROWS_SHOWN,
    )  # fmt: skip
    headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-cache"}
    pieces = request.app.state.pool.ask(task)
    if form is HTML:
        shown = json.loads(await whole(request, pieces))
        return await run_in_threadpool(_result_page, request, query, shown, headers)
    return await respond(request, pieces, headers, form.content_type)


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
    headers = cacheable(etag(graph, form, page_language(request) if form is HTML else None))
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    if form is HTML:
        return _result_page(request, None, {}, headers)
    return rdf(service_description(graph), form, graph, headers)


def _result_page(request: Request, query: GuardedQuery | None, shown: dict[str, Any], headers: dict[str, str]) -> Response:
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    rows = [[show(_term(term), graph, language) if term is not None else None for term in row] for row in shown.get("rows", ())]
    offered = RESULTS if query and query.form in ("SELECT", "ASK") else RDF
    context: dict[str, object] = {
        "query": query.text if query else "",
        "variables": shown.get("variables"),
        "rows": rows,
        "more": shown.get("more", False),
        "boolean": shown.get("boolean"),
        "turtle": shown.get("turtle"),
        "downloads": [(form.suffix, form.media_type, same_page(request, format=form.suffix)) for form in offered] if query else [],
        "examples": [(example.title(language), graph.ns.rebase(example.query)) for example in load_examples()] if graph.manifest else [],
        "limit": _ROWS_SHOWN,
    }
    return render(request, "sparql.html", context, headers=headers)


def _term(text: str) -> Term:
    """A term that a worker wrote in N-Triples."""
    [quad] = ox.parse(f"<x:> <x:> {text} .", format=ox.RdfFormat.N_TRIPLES)
    return cast(Term, quad.object)
