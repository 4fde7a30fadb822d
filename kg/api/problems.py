"""Errors as RFC 9457 problem documents, or as a page for readers of pages. Never a traceback, never an inner path."""

from __future__ import annotations

import logging
import re
from typing import Any
from urllib.parse import unquote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response

from kg.api.answers import ClientGone
from kg.api.graph import ServedGraph
from kg.api.negotiation import HTML, NotAcceptable, Representation, choose
from kg.api.pages import page_language, render
from kg.api.words import WORDS
from kg.errors import HamError
from kg.site.search import Hit, search_of

PROBLEM = Representation("json", "application/problem+json", ("application/json",))
_WORD, _SUFFIX = re.compile(r"[^\W_]+"), re.compile(r"\.(?:html|ttl|jsonld|nt|rdf|json|csv|xlsx|svg|png)$")
_NEAR = 6
_log = logging.getLogger("kg.api")


class NotFound(HamError):
    """Nothing is known of the address."""

    status = 404
    title = "Not found"


class Gone(HamError):
    """An earlier release knew the address, this one does not."""

    status = 410
    title = "Gone"


def problem(request: Request, status: int, title: str, detail: str, headers: dict[str, str] | None = None, **more: Any) -> Response:
    """The answer for an error, as the client wants it: a page if it prefers HTML, else problem+json."""
    page = prefers_page(request)
    headers = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language", **(headers or {})}
    if page:
        context = {"status": status, "detail": detail, **_told(request, status, title), **more}
        return render(request, "error.html", context, status=status, headers=headers)
    members = {key: value for key, value in more.items() if value is not None}
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail, **members}
    return JSONResponse(content, status, headers, media_type=PROBLEM.media_type)


def _told(request: Request, status: int, title: str) -> dict[str, Any]:
    """The error in the words of the page's language; for an address that is not there, its words and what is called alike."""
    language = page_language(request)
    words = WORDS[language]
    told: dict[str, Any] = {
        "title": words.get(f"error_{status}", title),
        "text": words.get(f"error_text_{status}", ""),
        "asked": "",
        "near": [],
    }
    if status in (404, 410):
        told["asked"] = words_of_address(request.url.path)
        told["near"] = _near(request.app.state.graph, told["asked"], language)
    return told


def words_of_address(path: str) -> str:
    """What a person would type to find the thing of an address.

    >>> words_of_address("/doc/wilayah/kemendagri/papua-pegununga.html"), words_of_address("/id/konsep/indikator/pengaduan_kpai")
    ('papua pegununga', 'pengaduan kpai')
    """
    last = unquote(path).rstrip("/").rpartition("/")[2]
    return " ".join(_WORD.findall(_SUFFIX.sub("", last)))[:80]


def _near(graph: ServedGraph, asked: str, language: str) -> list[Hit]:
    """Things whose names are like the words; none where search is not to be had: an error page must not fail."""
    if not asked or graph.manifest is None:
        return []
    try:
        return search_of(graph).ask(asked, language, limit=_NEAR).hits
    except Exception as error:
        _log.error("no near matches", exc_info=error)
        return []


def prefers_page(request: Request) -> bool:
    """Whether the client would rather have a page than a problem document."""
    try:
        return choose(request.headers.get("accept"), (PROBLEM, HTML)) is HTML
    except NotAcceptable:
        return False


def answer_to(request: Request, error: Exception) -> Response:
    """The answer for an error of any kind."""
    match error:
        case HamError():
            place = {name: getattr(error, name, None) for name in ("line", "column", "file", "row", "value")}
            wait = getattr(error, "retry_after", None)
            return problem(request, error.status, error.title, error.detail, {"Retry-After": str(wait)} if wait else None, **place)
        case HTTPException():
            title = {404: "Not found", 405: "Method not allowed"}.get(error.status_code, "Error")
            detail = {
                404: "There is nothing at this address.",
                405: f"{request.method} is not possible here.",
            }.get(error.status_code, str(error.detail))
            return problem(request, error.status_code, title, detail, dict(error.headers or {}))
        case RequestValidationError():
            first = error.errors()[0]
            return problem(request, 400, "Wrong parameter", f"{'.'.join(str(part) for part in first['loc'][1:])}: {first['msg']}.")
        case ClientDisconnect() | ClientGone():
            return Response(status_code=499)  # nobody reads it
    if not getattr(request.scope.get("ham.recorder"), "begun", False):  # else nobody sees this answer, and the door tells what happened
        _log.error("unforeseen %s", type(error).__name__, exc_info=error)
    return problem(request, 500, "Internal error", "Something went wrong here; it was written down.")


def add_handlers(app: FastAPI) -> None:
    """Answer every kind of error of an application."""
    for kind in (HamError, HTTPException, RequestValidationError, ClientDisconnect, ClientGone, Exception):
        app.add_exception_handler(kind, answer_to)
