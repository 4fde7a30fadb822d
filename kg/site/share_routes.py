"""Routes of citations, pictures for shared links, and the feed of releases."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from kg.api.caching import cacheable, not_modified
from kg.api.documents import GET
from kg.api.graph import ServedGraph
from kg.api.pages import page_language
from kg.api.problems import NotFound
from kg.api.views import observation_title
from kg.api.words import WORDS
from kg.site.cite import FORMS, citation, written
from kg.site.formats import capital
from kg.site.sharing import card, feed

router = APIRouter()


@router.api_route("/kutip.{form}", methods=GET)
def cite(request: Request, form: str, iri: str = "") -> Response:
    """How to cite a thing of the release: ``/kutip.{txt|bib|ris|csl.json}?iri=…``."""
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    if form not in FORMS:
        raise NotFound("Citations come as /kutip.txt, /kutip.bib, /kutip.ris and /kutip.csl.json.")
    headers = cacheable(f'"{graph.version}.{form}.{language}"', vary="Accept-Language")
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    content = written(citation(graph, known(graph, iri), language), form)
    return Response(content, media_type=FORMS[form], headers=headers)


@router.api_route("/gambar.png", methods=GET)
def picture(request: Request, iri: str = "") -> Response:
    """The picture of a page for links that are shared."""
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    headers = cacheable(f'"{graph.version}.png.{language}"', vary="Accept-Language")
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    words = WORDS[language]
    address = known(graph, iri) if iri else ""
    title = (observation_title(address, graph, language) or graph.label(address, language)) if address else words["tagline"]
    return Response(card(capital(title), words["site"], words["tagline"] if iri else ""), media_type="image/png", headers=headers)


@router.api_route("/feed.atom", methods=GET)
def releases(request: Request) -> Response:
    """New releases, as an Atom feed."""
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    headers = cacheable(f'"{graph.version}.atom.{language}"', vary="Accept-Language")
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    return Response(feed(graph, language), media_type="application/atom+xml; charset=utf-8", headers=headers)


def known(graph: ServedGraph, iri: str) -> str:
    """The IRI, if the release knows it. Raises NotFound."""
    try:
        if graph.knows(iri):
            return iri
    except ValueError:
        pass
    raise NotFound("Nothing is known of this IRI." if iri else "Name the IRI: ?iri=….")
