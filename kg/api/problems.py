"""Errors as RFC 9457 problem documents, or as a page for readers of pages. Never a traceback, never an inner path."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response

from kg.api.answers import ClientGone
from kg.api.negotiation import HTML, NotAcceptable, Representation, choose
from kg.api.pages import render
from kg.errors import HamError

PROBLEM = Representation("json", "application/problem+json", ("application/json",))
_log = logging.getLogger("kg.api")


class NotFound(HamError):
    """Nothing is known of the address."""

    status = 404
    title = "Not found"


def problem(request: Request, status: int, title: str, detail: str, headers: dict[str, str] | None = None, **more: Any) -> Response:
    """The answer for an error, as the client wants it: a page if it prefers HTML, else problem+json."""
    try:
        page = choose(request.headers.get("accept"), (PROBLEM, HTML)) is HTML
    except NotAcceptable:
        page = False
    headers = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language", **(headers or {})}
    if page:
        return render(request, "error.html", {"status": status, "title": title, "detail": detail, **more}, status=status, headers=headers)
    members = {key: value for key, value in more.items() if value is not None}
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail, **members}
    return JSONResponse(content, status, headers, media_type=PROBLEM.media_type)


def add_handlers(app: FastAPI) -> None:
    """Answer every kind of error of an application."""

    @app.exception_handler(HamError)
    def _ham_error(request: Request, error: HamError) -> Response:
        place = {name: getattr(error, name, None) for name in ("line", "column", "file", "row", "value")}
        wait = getattr(error, "retry_after", None)
        return problem(request, error.status, error.title, error.detail, {"Retry-After": str(wait)} if wait else None, **place)

    @app.exception_handler(HTTPException)
    def _http_error(request: Request, error: HTTPException) -> Response:
        title = {404: "Not found", 405: "Method not allowed"}.get(error.status_code, "Error")
        detail = {
            404: "There is nothing at this address.",
            405: f"{request.method} is not possible here.",
        }.get(error.status_code, str(error.detail))
        return problem(request, error.status_code, title, detail, dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    def _wrong_parameter(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        return problem(request, 400, "Wrong parameter", f"{'.'.join(str(part) for part in first['loc'][1:])}: {first['msg']}.")

    @app.exception_handler(ClientDisconnect)
    @app.exception_handler(ClientGone)
    def _gone(request: Request, error: ClientGone | ClientDisconnect) -> Response:
        return Response(status_code=499)  # nobody reads it

    @app.exception_handler(Exception)
    def _unforeseen(request: Request, error: Exception) -> Response:
        _log.error("unforeseen %s at %s", type(error).__name__, request.url.path, exc_info=error)
        return problem(request, 500, "Internal error", "Something went wrong here; it was written down.")
