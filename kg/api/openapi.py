"""The page of the API, and its description as OpenAPI 3.1."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kg.api.caching import cacheable, etag, not_modified
from kg.api.documents import GET
from kg.api.graph import ServedGraph
from kg.api.negotiation import HTML
from kg.api.operations import OPERATIONS, Operation, Parameter
from kg.api.pages import page_language, render
from kg.version import __version__

router = APIRouter()
_STATUSES = {
    "303": ("Alamatnya yang lain", "See the other address"),
    "304": ("Tidak berubah", "Not modified"),
    "400": ("Permintaan keliru", "A faulty request"),
    "404": ("Tidak ada", "Not found"),
    "406": ("Tidak dalam bentuk itu", "Not in that form"),
    "410": ("Tidak ada lagi", "Gone"),
    "413": ("Jawabannya terlalu panjang", "The answer is too long"),
    "429": ("Kuota waktu kueri habis", "The quota of query time is used up"),
    "503": ("Terlalu banyak kueri; coba lagi", "Too many queries; try again"),
    "504": ("Kueri terlalu lama", "The query took too long"),
}


@router.api_route("/api", methods=GET)
def page(request: Request) -> Response:
    """What programs can ask, with an example of each."""
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    headers = cacheable(etag(graph, HTML, language), vary="Accept-Language")
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    shown = [
        {
            "path": one.path,
            "words": one.words[language],
            "media": one.media,
            "parameters": [(given, given.words[language]) for given in one.parameters],
            "statuses": [(str(status), _STATUSES[str(status)][language == "en"]) for status in one.statuses],
            "example": f"{graph.base.rstrip('/')}{example(one)}",
        }
        for one in OPERATIONS
    ]
    return render(request, "api.html", {"operations": shown}, headers=headers)


@router.api_route("/openapi.json", methods=GET)
def description(request: Request) -> Response:
    """The same for programs that read OpenAPI."""
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    headers = cacheable(f'"{graph.version}.openapi.{language}"', vary="Accept-Language")
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    return JSONResponse(document(graph.base, language), headers=headers)


def document(base: str, language: str) -> dict[str, Any]:
    """OpenAPI 3.1 of all operations, in one language."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Satu Data HAM",
            "version": __version__,
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": "/"}, {"url": base.rstrip("/")}],
        "paths": {one.path: {"get": _operation(one, language)} for one in OPERATIONS},
        "components": {"schemas": {"Problem": _PROBLEM}},
    }


def example(one: Operation) -> str:
    """The path and query of an operation with the examples of its parameters."""
    path = one.path
    for given in one.parameters:
        path = path.replace(f"{{{given.name}}}", quote(given.example)) if given.place == "path" else path
    asked = {given.name: given.example for given in one.parameters if given.place == "query" and given.example and given.name != "lang"}
    return path + ("?" + urlencode(asked, quote_via=quote) if asked else "")


_PROBLEM = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}


def _operation(one: Operation, language: str) -> dict[str, Any]:
    english = language == "en"
    answers: dict[str, Any] = {}
    if not one.redirects:
        answers["200"] = {"description": one.words[language], "content": {media: {} for media in one.media}}
    for status in map(str, one.statuses):
        problem = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}} if status >= "400" else {}
        answers[status] = {"description": _STATUSES[status][english], **problem}
    return {"summary": one.words[language], "parameters": [_parameter(given, language) for given in one.parameters], "responses": answers}


def _parameter(given: Parameter, language: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"} | ({"enum": list(given.values)} if given.values else {})
    told = {"name": given.name, "in": given.place, "description": given.words[language], "schema": schema}
    return (
        told
        | ({"required": True} if given.required or given.place == "path" else {})
        | ({"example": given.example} if given.example else {})
    )
