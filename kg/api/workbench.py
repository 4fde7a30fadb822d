"""What the SPARQL workbench asks for besides answers: terms to complete, names of IRIs, outlines of provinces for maps."""

from __future__ import annotations

import json

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from kg.api.addresses import local_link
from kg.api.caching import cacheable, not_modified
from kg.api.documents import GET
from kg.api.graph import ServedGraph
from kg.api.pages import page_language
from kg.api.views import observation_title
from kg.errors import HamError
from kg.site.formats import capital
from kg.site.memory import remembered
from kg.site.outlines import HEIGHT, outlines

router = APIRouter()
_MOST_NAMES = 500
_MOST_BYTES = 2**18


class WrongNames(HamError):
    """The body is no list of IRIs."""

    status = 400
    title = "Wrong list of IRIs"


@router.api_route("/sparql/istilah", methods=GET)
def terms(request: Request) -> Response:
    """Prefixes, classes and properties that the data use, with names and counts from VoID, the most used first."""
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    headers = cacheable(f'"{graph.version}.terms.{language}"', vary="Accept-Language")
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    content = {"prefixes": graph.prefixes, "classes": [], "properties": []} | {
        kind: [{"iri": name, "label": graph.label(name, language), "count": count} for name, count in found]
        for kind, found in counted_terms(graph).items()
    }
    return JSONResponse(content, headers=headers)


@router.post("/sparql/nama")
async def names(request: Request) -> Response:
    """The name of each IRI of a JSON list (``{"iri": […]}``) of which one is known, and its page on this service."""
    taken = bytearray()
    async for chunk in request.stream():
        taken += chunk
        if len(taken) > _MOST_BYTES:
            raise WrongNames(f"The list is longer than {_MOST_BYTES:,} bytes.")
    asked = _read_list(bytes(taken))
    graph: ServedGraph = request.app.state.graph
    return JSONResponse(await run_in_threadpool(_names, graph, asked, page_language(request)), headers={"Cache-Control": "no-store"})


@router.api_route("/sparql/garis-besar", methods=GET)
def shapes(request: Request) -> Response:
    """Outlines of the provinces of today: name and path of each, and the size of the drawing."""
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    headers = cacheable(f'"{graph.version}.outlines.{language}"', vary="Accept-Language")
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    places = {
        o.region: {"name": graph.label(o.region, language), "path": o.path, "href": local_link(o.region, graph.ns)} for o in outlines(graph)
    }
    return JSONResponse({"height": round(HEIGHT, 1), "places": places}, headers=headers)


@remembered(1)
def counted_terms(graph: ServedGraph) -> dict[str, list[tuple[str, int]]]:
    """Classes with their number of things, properties with their number of statements, over the whole graph."""
    said: dict[str, dict[str, ox.Triple]] = {}
    for triple in graph.void:
        said.setdefault(str(triple.subject), {})[triple.predicate.value] = triple
    found: dict[str, list[tuple[str, int]]] = {}
    for kind, name, count in (("classes", "void:class", "void:entities"), ("properties", "void:property", "void:triples")):
        pairs: dict[str, int] = {}
        for facts in said.values():
            if (what := facts.get(graph.ns.expand(name))) and (many := facts.get(graph.ns.expand(count))):
                address, number = what.object.value, int(many.object.value)  # type: ignore[union-attr]
                pairs[address] = max(number, pairs.get(address, 0))  # below classes a property stands with a part of its statements
        found[kind] = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    return found


def _read_list(body: bytes) -> list[str]:
    try:
        asked = json.loads(body)["iri"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise WrongNames('Send a JSON object {"iri": […]}.') from None
    if not isinstance(asked, list) or len(asked) > _MOST_NAMES or not all(isinstance(address, str) for address in asked):
        raise WrongNames(f"iri must be a list of at most {_MOST_NAMES} texts.")
    return asked


def _names(graph: ServedGraph, asked: list[str], language: str) -> dict[str, dict[str, str]]:
    found = {}
    for address in dict.fromkeys(asked):
        try:
            ox.NamedNode(address)
        except ValueError:
            continue
        label = observation_title(address, graph, language) or graph.label(address, language)
        if address.startswith(graph.base) or label != graph.readable(address):
            found[address] = {"label": capital(label), "href": local_link(address, graph.ns)}
    return found
