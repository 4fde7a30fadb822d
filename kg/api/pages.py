"""Rendering of pages: templates with escaping on, in one of two languages, with links that stay on this service."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.api.negotiation import language_of
from kg.api.words import WORDS
from kg.site.formats import capital, day_words

_FOLDERS = (Path(__file__).parent / "templates", Path(__file__).parents[1] / "site" / "templates")
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDERS), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["thousands"] = thousands
    environment.filters["capital"] = capital
    environment.filters["day"] = _day
    return environment


@pass_context
def _day(context: Context, value: str) -> str:
    """A date as people write it in the page's language; whatever is no date stays as it is."""
    return day_words(value, context["lang"])


def thousands(number: int, language: str) -> str:
    """A whole number with the language's thousands mark.

    >>> thousands(12345, "id"), thousands(12345, "en")
    ('12.345', '12,345')
    """
    return f"{number:,}".replace(",", "." if language == "id" else ",")


def page_language(request: Request) -> str:
    """The language of a page: ``lang=`` if it is one that we write, else what the reader's browser asks for."""
    wanted = request.query_params.get("lang")
    return wanted if wanted in WORDS else language_of(request.headers.get("accept-language"))


def same_page(request: Request, **changes: str | None) -> str:
    """Link to the page that is shown, with other parameters."""
    parameters = [(name, value) for name, value in request.query_params.multi_items() if name not in changes]
    parameters += [(name, value) for name, value in changes.items() if value is not None]
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    path = "/" + raw.split(b"?", 1)[0].decode("latin-1").lstrip("/")  # one slash only: two would name another host
    return path + ("?" + urlencode(parameters) if parameters else "")


def render(
    request: Request, template: str, context: dict[str, Any], *, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """A page. `context` is what its template names; language, words and the served graph are there for all."""
    language = page_language(request)
    words = WORDS[language]
    shared = {
        "lang": language,
        "w": words,
        "other_href": same_page(request, lang=words["other_code"]),
        "graph": request.app.state.graph,
        "link": lambda href: _in_language(href, request.query_params.get("lang")),
        "explicit_lang": language if request.query_params.get("lang") else None,
    }
    html = _environment().get_template(template).render({**shared, **context})
    return HTMLResponse(html, status, {**SECURITY_HEADERS, "Content-Language": language, **(headers or {})})


def _in_language(href: str, language: str | None) -> str:
    """A link of this service that keeps the language that the reader chose."""
    if language not in WORDS or not href.startswith("/"):
        return href
    address, mark, fragment = href.partition("#")
    return f"{address}{'&' if '?' in address else '?'}lang={language}{mark}{fragment}"


def static_path(name: str) -> Path | None:
    """A file by its plain name: of ``static``, or of its folder ``vendor``, which the build fills; None if there is none."""
    own = Path(__file__).parent / "static"
    folders = [folder for folder in (own, own / "vendor") if folder.is_dir()]
    return next((path for folder in folders for path in folder.iterdir() if path.name == name and path.is_file()), None)
