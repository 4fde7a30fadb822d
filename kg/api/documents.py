"""Linked data: things answer 303 with the address of their document; documents come as a page or as RDF, the same triples in each."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from kg.api.addresses import candidates, encoded, local_link, raw_path, whole_number
from kg.api.caching import cacheable, etag, not_modified
from kg.api.graph import ServedGraph
from kg.api.inbound import InboundPage, inbound_page
from kg.api.linked import links, page_triples
from kg.api.negotiation import DOCUMENT, HTML, RDF, Representation, by_suffix, choose
from kg.api.observations import figure
from kg.api.pages import page_language, render, same_page
from kg.api.problems import Gone, NotFound
from kg.api.views import inbound, observation_title, properties, show
from kg.api.words import WORDS
from kg.site.cite import as_text, citation
from kg.site.shown import site_page
from kg.store.serialise import serialise_triples

router = APIRouter()
GET = ["GET", "HEAD"]
_INBOUND_BESIDE_CHARTS = 12  # an indicator's page has charts, and its figures name it by the hundred


@router.api_route("/id/{path:path}", methods=GET)
async def thing(request: Request) -> Response:
    """A thing is no document: 303 to the document about it."""
    graph: ServedGraph = request.app.state.graph
    sent = raw_path(request).removeprefix("/")
    if _known(graph, sent) is None:
        raise _missing(request, sent)
    target = "/doc/" + encoded(sent.removeprefix("id/"))
    headers = {"Vary": "Accept", "Cache-Control": "public, max-age=60", "Link": f'<{target}>; rel="describedby"'}
    language = request.query_params.get("lang")  # a reader who chose a language keeps it
    return RedirectResponse(f"{target}?lang={language}" if language in WORDS else target, 303, headers)


@router.api_route("/doc", methods=GET)
def document_of_iri(request: Request, iri: str = "") -> Response:
    """The document about any IRI of the graph, given as ``iri=``; for IRIs of others and for graphs served from files."""
    graph: ServedGraph = request.app.state.graph
    try:
        known = graph.knows(iri)
    except ValueError:
        known = False
    if not known:
        raise NotFound("Nothing is known of this IRI." if iri else "Name the IRI whose document you want: /doc?iri=….")
    return answer(request, iri, choose(request.headers.get("accept"), DOCUMENT))


@router.api_route("/doc/{path:path}", methods=GET)
async def document(request: Request) -> Response:
    """The document about a thing or a term; ``.ttl``, ``.jsonld``, ``.nt``, ``.rdf`` and ``.html`` at the end ask for one form."""
    found = _found(request, raw_path(request).removeprefix("/doc/"))
    if found.form is HTML or "page" in request.query_params:
        return await run_in_threadpool(answer, request, found.address, found.form)
    return answer(request, found.address, found.form, found.triples)  # some hundred microseconds, less than a thread costs


class _Found(NamedTuple):
    """What a document is about, the form it is wanted in, and what it says (None: a page looks for itself)."""

    address: str
    form: Representation
    triples: list[ox.Triple] | None


def _found(request: Request, sent: str) -> _Found:
    """What a path below ``/doc/`` names. Raises NotFound, Gone, NotAcceptable."""
    graph: ServedGraph = request.app.state.graph
    stem, _, suffix = sent.rpartition(".")
    own = by_suffix(suffix, DOCUMENT)
    for name, form in ((sent, None), (stem, own)) if own else ((sent, None),):
        for address in (*candidates(graph.base, f"id/{name}"), *candidates(graph.base, name)):
            with suppress(ValueError):
                if triples := graph.describe(address):
                    return _Found(address, form or choose(request.headers.get("accept"), DOCUMENT), triples)
    raise _missing(request, f"id/{stem if own else sent}")


def _known(graph: ServedGraph, path: str) -> str | None:
    for address in candidates(graph.base, path):
        try:
            if graph.knows(address):
                return address
        except ValueError:
            continue
    return None


def _missing(request: Request, path: str) -> NotFound | Gone:
    """404, or 410 for what a release before this one knew."""
    graph: ServedGraph = request.app.state.graph
    for address in candidates(graph.base, path):
        if last := graph.earlier.last_release_with(address):
            return Gone(f"{address} was in release {last} and is in this one, {graph.release_id}, no more: it was withdrawn or renamed.")
    return NotFound(f"Nothing is known of {graph.base}{path}.")


def answer(request: Request, address: str, form: Representation, triples: list[ox.Triple] | None = None) -> Response:
    """The document about an IRI that the graph knows, in one form; 304 before any work. With ``page=``, a page of what refers to it.

    Of an IRI that nothing is said of, what refers to it is all there is, and the document is the first page of that.
    """
    graph: ServedGraph = request.app.state.graph
    if "page" in request.query_params:
        return _page_of_inbound(request, address, form, _page(request))
    headers = cacheable(etag(graph, form, page_language(request) if form is HTML else None)) | links(graph, address, form)
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    if form is HTML:
        return _html(request, address, inbound_page(graph, address, 1, _page_size(request, address)), headers)
    triples = triples or graph.describe(address)
    if not says_something_of(address, triples):
        return _page_of_inbound(request, address, form, 1)
    return rdf(triples, form, graph, headers)


def _page_of_inbound(request: Request, address: str, form: Representation, number: int | None) -> Response:
    """A page of the statements that name a thing. Raises NotFound for what is no page, and past the end."""
    graph: ServedGraph = request.app.state.graph
    size = _page_size(request, address)
    page = inbound_page(graph, address, number, size) if number else None
    if page is None or (page.number > 1 and not page.links):
        raise NotFound(f"What refers to {address} has no page {request.query_params['page']!r}; pages are counted from 1.")
    headers = cacheable(etag(graph, form, page_language(request) if form is HTML else None)) | links(graph, address, form, page)
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    return _html(request, address, page, headers) if form is HTML else rdf(page_triples(address, graph, page, size), form, graph, headers)


def _html(request: Request, address: str, page: InboundPage, headers: dict[str, str]) -> Response:
    graph: ServedGraph = request.app.state.graph
    shown = site_page(request, graph, address, page_language(request))
    return render(request, shown.template, entity(request, graph, address, page) | shown.context, headers=headers)


def says_something_of(address: str, triples: Iterable[ox.Triple]) -> bool:
    """Whether any of these statements is about this IRI; else they only name it."""
    return any(isinstance(triple.subject, ox.NamedNode) and triple.subject.value == address for triple in triples)


def rdf(triples: Iterable[ox.Triple], form: Representation, graph: ServedGraph, headers: dict[str, str]) -> Response:
    """Triples in one RDF format."""
    assert form.rdf is not None
    return Response(serialise_triples(triples, form.rdf, graph.prefixes), headers=headers, media_type=form.content_type)


def forms(graph: ServedGraph, address: str) -> list[tuple[Representation, str]]:
    """Each RDF form with its own address; foreign IRIs have none and are negotiated."""
    path = local_link(address, graph.ns)
    return [] if "?" in path else [(form, f"{path.split('#')[0]}.{form.suffix}") for form in RDF]


def entity(request: Request, graph: ServedGraph, address: str, page: InboundPage) -> dict[str, object]:
    """What the page of an entity shows."""
    language, paged = page_language(request), f"?page={page.number}" if "page" in request.query_params else ""
    return {
        "title": observation_title(address, graph, language) or graph.label(address, language),
        "address": address,
        "address_key": address.removeprefix(f"{graph.base}id/"),
        "canonical_path": local_link(address, graph.ns).removeprefix("/"),
        "cited": as_text(citation(graph, address, language)),
        "own": address.startswith(graph.base),
        "types": [show(ox.NamedNode(name), graph, language) for name in sorted(graph.types(address))],
        "downloads": [(form.suffix, form.media_type, href + paged) for form, href in forms(graph, address)],
        "properties": properties(address, graph, language),
        "inbound": inbound(page.links, graph, language),
        "page": page.number,
        "next_href": same_page(request, page=str(page.number + 1)) if page.more else None,
        "previous_href": same_page(request, page=str(page.number - 1)) if page.number > 1 else None,
        "graphs": [show(ox.NamedNode(name), graph, language) for name in graph.graphs_of(address)],
        "figure": figure(address, graph, language),
    }


def _page(request: Request) -> int | None:
    return whole_number(request.query_params.get("page"), 1_000_000)


def _page_size(request: Request, address: str) -> int:
    """Links a page; the same in each form, so that they are pages of the same."""
    graph: ServedGraph = request.app.state.graph
    size: int = request.app.state.settings.page_size
    return min(size, _INBOUND_BESIDE_CHARTS) if graph.term("ham:Indicator").value in graph.types(address) else size
