"""The sitemap (sitemaps.org, protocol 0.9): every document about a thing of ours, in files of at most 50,000 addresses."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import Response

from kg.api.addresses import encoded, whole_number
from kg.api.caching import cacheable
from kg.api.documents import GET
from kg.api.graph import DEFAULT, ServedGraph
from kg.api.problems import NotFound

router = APIRouter()
_SIZE = 50_000
_PAGES = ("quality", "liputan")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


@router.api_route("/robots.txt", methods=GET)
def robots(request: Request) -> Response:
    """Queries are not for crawlers; documents are, and here is where they are listed."""
    graph: ServedGraph = request.app.state.graph
    text = f"User-agent: *\nDisallow: /sparql\nDisallow: /doc?iri=\n\nSitemap: {graph.base}sitemap.xml\n"
    return Response(text, media_type="text/plain; charset=utf-8", headers={"Cache-Control": "public, max-age=60"})


@router.api_route("/sitemap.xml", methods=GET)
def index(request: Request) -> Response:
    """The files that the sitemap has."""
    graph: ServedGraph = request.app.state.graph
    count = -(-len(_listed(request)) // _SIZE)
    entries = "".join(f"<sitemap><loc>{graph.base}sitemap/{n}.xml</loc></sitemap>\n" for n in range(1, count + 1))
    return _xml(graph, f"{_HEAD}<sitemapindex {_SPACE}>\n{entries}</sitemapindex>\n")


@router.api_route("/sitemap/{name}.xml", methods=GET)
def part(request: Request, name: str) -> Response:
    """One of the files."""
    graph: ServedGraph = request.app.state.graph
    number, found = whole_number(name, 10**6), _listed(request)
    listed = found[(number - 1) * _SIZE : number * _SIZE] if number else []
    if not listed:
        raise NotFound(f"The sitemap has no part {name}.")
    entries = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in listed)
    return _xml(graph, f"{_HEAD}<urlset {_SPACE}>\n{entries}</urlset>\n")


def _listed(request: Request) -> list[str]:
    served = request.app.state.served
    if served.documents is None:
        served.documents = documents(served.graph)
    listed: list[str] = served.documents
    return listed


def documents(graph: ServedGraph) -> list[str]:
    """Addresses of the documents about all things that have a type, sorted."""
    things, kind = f"{graph.base}id/", graph.term("rdf:type")
    typed = {quad.subject for quad in graph.store.quads_for_pattern(None, kind, None, DEFAULT)}
    own = (node.value.removeprefix(things) for node in typed if isinstance(node, ox.NamedNode) and node.value.startswith(things))
    pages = [f"{graph.base}{path}" for path in (*_PAGES, *_passports(graph))]
    return sorted([*pages, *(f"{graph.base}doc/{encoded(name)}" for name in own)])


def _passports(graph: ServedGraph) -> list[str]:
    """Paths of the quality passports of agencies and datasets."""
    measured = {quad.object for quad in graph.store.quads_for_pattern(None, graph.term("dqv:computedOn"), None, DEFAULT)}
    things = (node.value.removeprefix(f"{graph.base}id/") for node in measured if isinstance(node, ox.NamedNode))
    return [f"quality/{encoded(name.partition('/')[2])}" for name in things]


def _xml(graph: ServedGraph, text: str) -> Response:
    return Response(text, media_type="application/xml", headers=cacheable(f'"{graph.version}"', vary="Accept-Encoding"))
