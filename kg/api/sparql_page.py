"""The page to ask from. It is a form that works without scripts; ``workbench.js`` makes a workbench of it."""

from __future__ import annotations

import re
from typing import Any, cast

import pyoxigraph as ox
from fastapi import Request
from starlette.responses import Response

from kg.api.examples import load_examples
from kg.api.graph import ServedGraph, Term
from kg.api.negotiation import RDF, RESULTS
from kg.api.pages import page_language, render, same_page, static_path
from kg.api.views import show
from kg.api.workbench_words import SCRIPT_WORDS
from kg.errors import HamError
from kg.sparql.guard import GuardedQuery

ROWS_SHOWN = 200
_START = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?class (COUNT(*) AS ?things)
WHERE { ?thing a ?class }
GROUP BY ?class
ORDER BY DESC(?things)
LIMIT 50"""
_NAME = re.compile(r"[a-z0-9_]{1,100}")
EDITOR = "yasqe.min.js"


def example_name(request: Request) -> str | None:
    """The name of an example in ``contoh=``, if it is the form of one."""
    name = request.query_params.get("contoh")
    return name if name and _NAME.fullmatch(name) else None


def start_page(request: Request, headers: dict[str, str]) -> Response:
    """The page without an answer: with the example that ``contoh=`` names, else with a small query to begin with."""
    graph: ServedGraph = request.app.state.graph
    named = example_name(request)
    query = next((graph.ns.rebase(e.query) for e in _examples(graph) if e.name == named), None)
    return _page(request, query or _START, {"chosen": named if query else None}, headers=headers)


def result_page(request: Request, query: GuardedQuery, shown: dict[str, Any], headers: dict[str, str]) -> Response:
    """The page with the answer's first rows, and the whole answer as files."""
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    offered = RESULTS if query.form in ("SELECT", "ASK") else RDF
    context = {
        "variables": shown.get("variables"),
        "rows": [[show(_term(term), graph, language) if term is not None else None for term in row] for row in shown.get("rows", ())],
        "more": shown.get("more", False),
        "boolean": shown.get("boolean"),
        "turtle": shown.get("turtle"),
        "downloads": [(form.suffix, form.media_type, same_page(request, format=form.suffix)) for form in offered],
    }
    return _page(request, query.text, context, headers=headers)


def refused_page(request: Request, query: str, error: HamError) -> Response:
    """The page with the query as it was sent, why it has no answer, and where the fault is."""
    wait = getattr(error, "retry_after", None)
    headers = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language", **({"Retry-After": str(wait)} if wait else {})}
    told = {
        "status": error.status,
        "detail": error.detail,
        "line": getattr(error, "line", None),
        "column": getattr(error, "column", None),
    }
    return _page(request, query, {"refused": told}, status=error.status, headers=headers)


def _page(request: Request, query: str, context: dict[str, Any], *, headers: dict[str, str], status: int = 200) -> Response:
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    nothing = dict.fromkeys(("variables", "boolean", "turtle", "refused", "chosen"))
    shared = {
        "query": query,
        "rows": [],
        "more": False,
        "downloads": [],
        "limit": ROWS_SHOWN,
        "examples": [(example.name, example.title(language)) for example in _examples(graph)],
        "editor": static_path(EDITOR) is not None,
        "script_words": SCRIPT_WORDS[language],
        "base": graph.base,
    }
    return render(request, "sparql.html", {**nothing, **shared, **context}, status=status, headers=headers)


def _examples(graph: ServedGraph) -> list[Any]:
    """The competency questions, where a release is served that they were written for."""
    return list(load_examples()) if graph.manifest else []


def _term(text: str) -> Term:
    """A term that a worker wrote in N-Triples."""
    [quad] = ox.parse(f"<x:> <x:> {text} .", format=ox.RdfFormat.N_TRIPLES)
    return cast(Term, quad.object)
