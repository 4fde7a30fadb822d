"""Descriptions of the whole: home, DCAT catalogue, VoID, named graphs, and health."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from kg.api.addresses import candidates, encoded, raw_path
from kg.api.caching import cacheable, etag, not_modified
from kg.api.documents import GET, answer, rdf
from kg.api.graph import ServedGraph
from kg.api.negotiation import DOCUMENT, HTML, RDF, Representation, by_suffix, choose
from kg.api.overview import datasets
from kg.api.pages import page_language, render, static_path
from kg.api.problems import NotFound
from kg.api.words import WORDS
from kg.site.facets import faceted
from kg.site.lists import home_context

router = APIRouter()


@router.api_route("/", methods=GET)
def home(request: Request) -> Response:
    """The home page; to machines, the VoID description."""
    return _whole(request, DOCUMENT, "home.html", request.app.state.graph.void)


@router.api_route("/.well-known/void", methods=GET)
def void(request: Request) -> Response:
    """VoID: classes, properties and graphs with their counts."""
    return _whole(request, RDF, "", request.app.state.graph.void)


@router.api_route("/catalog", methods=GET)
@router.api_route("/catalog.{suffix}", methods=GET)
def catalog(request: Request, suffix: str | None = None) -> Response:
    """The catalogue (DCAT 3): every dataset with publisher, licence, caveats and counts."""
    graph: ServedGraph = request.app.state.graph
    return _whole(request, DOCUMENT, "catalog.html", _catalog_triples(graph), suffix)


@router.api_route("/graph/{path:path}", methods=GET)
def named_graph(request: Request, path: str) -> Response:
    """A named graph: to machines its statements, to readers what is known of it."""
    graph: ServedGraph = request.app.state.graph
    sent = raw_path(request).removeprefix("/")
    stem, _, suffix = sent.rpartition(".")
    for form, name in ((None, sent), (by_suffix(suffix, RDF), stem)):
        for address in candidates(graph.base, name):
            if (form or name == sent) and graph.has_graph(address):
                chosen = form or choose(request.headers.get("accept"), DOCUMENT)
                return answer(request, address, HTML) if chosen is HTML else _send(request, chosen, graph.graph_triples(address))
    raise NotFound(f"There is no graph {graph.base}{sent}.")


@router.api_route("/healthz", methods=GET)
def health(request: Request) -> Response:
    """Whether the service answers, and from which release."""
    graph: ServedGraph = request.app.state.graph
    alive = any(True for _ in graph.store.quads_for_pattern(None, None, None))
    content = {
        "status": "ok" if alive else "empty",
        "release": graph.release_id,
        "base_iri": graph.base,
        "quads": graph.manifest.quads if graph.manifest else len(graph.store),
        "queries": "ready" if request.app.state.pool.ready else "loading",
        "in_memory": request.app.state.pool.in_memory,
    }
    return JSONResponse(content, headers={"Cache-Control": "no-store"})


@router.api_route("/static/{name}", methods=GET)
def static(request: Request, name: str) -> Response:
    path = static_path(name)
    if path is None:
        raise NotFound(f"There is no file {name}.")
    return FileResponse(path, headers={"Cache-Control": "public, max-age=3600"})


@router.api_route("/{path:path}", methods=GET)
def anything_else(request: Request, path: str) -> Response:
    """Any other IRI below the base that the graph knows (terms of the ontology, things in files of others): 303 to its document."""
    graph: ServedGraph = request.app.state.graph
    sent = raw_path(request).lstrip("/")
    for address in candidates(graph.base, sent):
        try:
            if graph.knows(address):
                language = request.query_params.get("lang")
                target = f"/doc/{encoded(sent)}" + (f"?lang={language}" if language in WORDS else "")
                return RedirectResponse(target, 303, {"Vary": "Accept", "Cache-Control": "public, max-age=60"})
        except ValueError:
            continue
    raise NotFound(f"There is nothing at /{sent}.")


def _whole(
    request: Request, offered: tuple[Representation, ...], template: str, triples: Iterable[ox.Triple], suffix: str | None = None
) -> Response:
    form = by_suffix(suffix, offered) if suffix else choose(request.headers.get("accept"), offered)
    if form is None:
        raise NotFound(f"There is no form .{suffix}.")
    return _send(request, form, triples, template)


def _send(request: Request, form: Representation, triples: Iterable[ox.Triple], template: str = "") -> Response:
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    headers = cacheable(etag(graph, form, language if form is HTML else None))
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    if form is not HTML:
        return rdf(triples, form, graph, headers)
    context: dict[str, object] = {"datasets": datasets(graph, language)}
    if template == "home.html":
        context |= home_context(graph, language)
    if template == "catalog.html":
        context["catalogue"] = faceted(graph, language, request.query_params)
    return render(request, template, context, headers=headers)


def _catalog_triples(graph: ServedGraph) -> list[ox.Triple]:
    """The catalogue with its datasets, distributions and services; of files of others, their VoID."""
    catalogue = graph.ns.thing("katalog")
    if not graph.knows(catalogue):
        return graph.void
    found = graph.describe(catalogue)
    for predicate in ("dcat:service", "dcat:dataset"):
        for thing in graph.values(catalogue, predicate):
            found += graph.describe(thing.value)  # type: ignore[union-attr]
            for distribution in graph.values(thing.value, "dcat:distribution"):  # type: ignore[union-attr]
                found += graph.describe(distribution.value)  # type: ignore[union-attr]
    return found
