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
from kg.api.negotiation import DOCUMENT, HTML, RDF, Representation, by_suffix, choose
from kg.api.observations import figure
from kg.api.pages import page_language, render, same_page
from kg.api.problems import Gone, NotFound
from kg.api.views import inbound, observation_title, properties, show
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
    return RedirectResponse(target, 303, headers)


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
    if found.form is HTML:
        return await run_in_threadpool(answer, request, found.address, HTML)
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
    """The document about an IRI that the graph knows, in one form; 304 before any work."""
    graph: ServedGraph = request.app.state.graph
    headers = cacheable(etag(graph, form, page_language(request) if form is HTML else None)) | links(graph, address, form)
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    if form is HTML:
        page = site_page(request, graph, address, page_language(request))
        return render(request, page.template, entity(request, graph, address) | page.context, headers=headers)
    return rdf(triples or graph.describe(address), form, graph, headers)


def rdf(triples: Iterable[ox.Triple], form: Representation, graph: ServedGraph, headers: dict[str, str]) -> Response:
    """Triples in one RDF format."""
    assert form.rdf is not None
    return Response(serialise_triples(triples, form.rdf, graph.prefixes), headers=headers, media_type=form.content_type)


def links(graph: ServedGraph, address: str, form: Representation) -> dict[str, str]:
    """The Link header (RFC 8288): other forms, the thing described, the canonical address, the licence of what we add, what describes all.

    Content-Location names the form that was chosen.
    """
    path = local_link(address, graph.ns)
    stem = path.split("#")[0]
    own = "?" not in path
    parts = [f'<{stem}.{form.suffix}>; rel="alternate"; type="{form.media_type}"' for form in RDF] if own else []
    parts.append(f'<{encoded(address)}>; rel="describes"')
    parts.append(f'<{graph.base}{path.removeprefix("/")}>; rel="canonical"')
    parts.append('<https://creativecommons.org/licenses/by/4.0/>; rel="license"')
    parts.append('</.well-known/void>; rel="describedby"')
    return {"Link": ", ".join(parts)} | ({"Content-Location": f"{stem}.{form.suffix}"} if own else {})


def forms(graph: ServedGraph, address: str) -> list[tuple[Representation, str]]:
    """Each RDF form with its own address; foreign IRIs have none and are negotiated."""
    path = local_link(address, graph.ns)
    return [] if "?" in path else [(form, f"{path.split('#')[0]}.{form.suffix}") for form in RDF]


def entity(request: Request, graph: ServedGraph, address: str) -> dict[str, object]:
    """What the page of an entity shows."""
    language, settings = page_language(request), request.app.state.settings
    page = _page(request)
    size = (
        min(settings.page_size, _INBOUND_BESIDE_CHARTS) if graph.term("ham:Indicator").value in graph.types(address) else settings.page_size
    )
    found, more = graph.inbound(address, page, size)
    return {
        "title": observation_title(address, graph, language) or graph.label(address, language),
        "address": address,
        "address_key": address.removeprefix(f"{graph.base}id/"),
        "canonical_path": local_link(address, graph.ns).removeprefix("/"),
        "cited": as_text(citation(graph, address, language)),
        "own": address.startswith(graph.base),
        "types": [show(ox.NamedNode(name), graph, language) for name in sorted(graph.types(address))],
        "downloads": [(form.suffix, form.media_type, href) for form, href in forms(graph, address)],
        "properties": properties(address, graph, language),
        "inbound": inbound(found, graph, language),
        "page": page,
        "next_href": same_page(request, page=str(page + 1)) if more else None,
        "previous_href": same_page(request, page=str(page - 1)) if page > 1 else None,
        "graphs": [show(ox.NamedNode(name), graph, language) for name in graph.graphs_of(address)],
        "figure": figure(address, graph, language),
    }


def _page(request: Request) -> int:
    return whole_number(request.query_params.get("page"), 1_000_000) or 1
