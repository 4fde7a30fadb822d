"""Validators and headers of what a release answers: it never changes, so an ETag is its version and the form that was chosen."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.api.graph import ServedGraph
from kg.api.negotiation import Representation


def etag(graph: ServedGraph, representation: Representation, language: str | None = None) -> str:
    """A strong validator: equal tags of one address mean equal bytes."""
    return f'"{graph.version}.{representation.suffix}{f".{language}" if language else ""}"'


def not_modified(request: Request, tag: str, headers: dict[str, str]) -> Response | None:
    """304 if the client already has what this tag names (RFC 9110, section 13.1.2), else None."""
    known = request.headers.get("if-none-match")
    if known is None:
        return None
    tags = {part.strip().removeprefix("W/") for part in known.split(",")}
    return Response(status_code=304, headers={**headers, "ETag": tag}) if tag.removeprefix("W/") in tags or "*" in tags else None


def cacheable(tag: str, vary: str = "Accept, Accept-Language") -> dict[str, str]:
    """Headers of something that may be kept and must be asked about again: another release may be served tomorrow."""
    return {"ETag": tag, "Vary": vary, "Cache-Control": "public, max-age=60, must-revalidate"}
