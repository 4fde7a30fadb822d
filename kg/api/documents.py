"""Linked data: things answer 303 with the address of their document; documents come as a page or as RDF, the same triples in each."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from kg.api.addresses import candidates, encoded, local_link, raw_path
from kg.api.caching import cacheable, etag, not_modified
from kg.api.graph import ServedGraph
from kg.api.negotiation import DOCUMENT, HTML, RDF, Representation, by_suffix, choose
from kg.api.observations import figure
from kg.api.pages import page_language, render, same_page
from kg.api.problems import NotFound
from kg.api.views import inbound, observation_title, properties, show
from kg.store.serialise import serialise_triples

router = APIRouter()
GET = ["GET", "HEAD"]


@router.api_route("/id/{path:path}", methods=GET)
def redirect_thing(request: Request, path: str) -> Response:
    """A thing is no document: 303 to the document about it."""
    graph: ServedGraph = request.app.state.graph
    sent = raw_path(request).removeprefix("/")
    if _known(graph, sent) is None:
        raise NotFound(f"Nothing is known of {graph.base}{sent}.")
    return RedirectResponse("/doc/" + encoded(sent.removeprefix("id/")), 303, {"Vary": "Accept", "Cache-Control": "public, max-age=60"})


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
def document(request: Request, path: str) -> Response:
    """The document about a thing or a term; ``.ttl``, ``.jsonld``, ``.nt``, ``.rdf`` and ``.html`` at the end ask for one form."""
    graph: ServedGraph = request.app.state.graph
    sent = raw_path(request).removeprefix("/doc/")
    if found := _known(graph, f"id/{sent}") or _known(graph, sent):
        return answer(request, found, choose(request.headers.get("accept"), DOCUMENT))
    stem, _, suffix = sent.rpartition(".")
    representation = by_suffix(suffix, DOCUMENT)
    if representation and (found := _known(graph, f"id/{stem}") or _known(graph, stem)):
        return answer(request, found, representation)
    raise NotFound(f"There is no document about {graph.base}id/{sent}.")


def _known(graph: ServedGraph, path: str) -> str | None:
    for address in candidates(graph.base, path):
        try:
            if graph.knows(address):
                return address
        except ValueError:
            continue
    return None


def answer(request: Request, address: str, form: Representation) -> Response:
    """The document about an IRI that the graph knows, in one form; 304 before any work."""
    graph: ServedGraph = request.app.state.graph
    headers = cacheable(etag(graph, form, page_language(request) if form is HTML else None)) | {"Link": links(request, graph, address)}
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    if form is HTML:
        return render(request, "entity.html", entity(request, graph, address), headers=headers)
    return rdf(graph.describe(address), form, graph, headers)


def rdf(triples: Iterable[ox.Triple], form: Representation, graph: ServedGraph, headers: dict[str, str]) -> Response:
    """Triples in one RDF format."""
    assert form.rdf is not None
    return Response(serialise_triples(triples, form.rdf, graph.prefixes), headers=headers, media_type=form.content_type)


def links(request: Request, graph: ServedGraph, address: str) -> str:
    """The Link header (RFC 8288): other forms, the thing described, the canonical address, the licence of what we add."""
    path = local_link(address, graph.ns)
    canonical = f"{graph.base}{path.removeprefix('/')}"
    parts = [f'<{target}>; rel="alternate"; type="{form.media_type}"' for form, target in forms(graph, address)]
    parts.append(f'<{encoded(address)}>; rel="describes"')
    parts.append(f'<{canonical}>; rel="canonical"')
    parts.append('<https://creativecommons.org/licenses/by/4.0/>; rel="license"')
    return ", ".join(parts)


def forms(graph: ServedGraph, address: str) -> list[tuple[Representation, str]]:
    """Each RDF form with its own address; foreign IRIs have none and are negotiated."""
    path = local_link(address, graph.ns)
    return [] if "?" in path else [(form, f"{path.split('#')[0]}.{form.suffix}") for form in RDF]


def entity(request: Request, graph: ServedGraph, address: str) -> dict[str, object]:
    """What the page of an entity shows."""
    language, settings = page_language(request), request.app.state.settings
    page = _page(request)
    found, more = graph.inbound(address, page, settings.page_size)
    return {
        "title": observation_title(address, graph, language) or graph.label(address, language),
        "address": address,
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
    value = request.query_params.get("page", "1")
    return min(int(value), 1_000_000) if value.isascii() and value.isdigit() and int(value) > 0 else 1
