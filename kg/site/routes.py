"""Routes of the pages about people's questions: lists, search, charts as files."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kg.api.addresses import whole_number
from kg.api.caching import cacheable, etag, not_modified
from kg.api.documents import GET
from kg.api.graph import ServedGraph
from kg.api.negotiation import HTML
from kg.api.pages import page_language, render, same_page
from kg.api.problems import NotFound
from kg.api.words import WORDS
from kg.site.asked_part import part_of
from kg.site.charts_as_files import MEDIA, csv_of, table, xlsx_of
from kg.site.figures import figures_of
from kg.site.formats import capital
from kg.site.lists import indicators_list, institutions_lists, migrants, nations_lists, places_lists, rights_lists
from kg.site.reading import objects
from kg.site.search import Hit, search_of

router = APIRouter()
_HITS, _LISTED = 30, 140


def page(request: Request, template: str, context: Callable[[ServedGraph, str], dict[str, object]]) -> Response:
    """A page that follows from the release and the language alone: 304 before any work."""
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    headers = cacheable(etag(graph, HTML, language), vary="Accept-Language")
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    return render(request, template, context(graph, language), headers=headers)


@router.api_route("/hak", methods=GET)
def rights(request: Request) -> Response:
    """All rights, each list of rights apart."""
    return page(request, "rights.html", lambda graph, language: {"schemes": rights_lists(graph, language)})


@router.api_route("/wilayah", methods=GET)
def places(request: Request) -> Response:
    """Provinces, former extents, and States with figures."""

    def context(graph: ServedGraph, language: str) -> dict[str, object]:
        provinces, former, states = places_lists(graph, language)
        return {"provinces": provinces, "former": former, "states": states}

    return page(request, "places.html", context)


@router.api_route("/lembaga", methods=GET)
def institutions(request: Request) -> Response:
    """Institutions by kind."""
    return page(request, "institutions.html", lambda graph, language: {"groups": institutions_lists(graph, language)})


@router.api_route("/indikator", methods=GET)
def indicators(request: Request) -> Response:
    """Indicators by producer, each with its latest figure."""
    return page(
        request, "indicators.html", lambda graph, language: part_of(request, "producers", indicators_list(graph, language), _LISTED)
    )


@router.api_route("/pbb", methods=GET)
def nations(request: Request) -> Response:
    """Treaty bodies, reviews, concluding observations and treaties."""
    return page(request, "nations.html", lambda graph, language: {"un": nations_lists(graph, language)})


@router.api_route("/pekerja-migran", methods=GET)
def migrant_workers(request: Request) -> Response:
    """Migrant workers: placements, complaints, destinations, norms."""
    return page(request, "migrants.html", migrants)


@router.api_route("/tentang", methods=GET)
def about(request: Request) -> Response:
    """What this service is, who it quotes, how it can be used."""

    return page(request, "about.html", lambda graph, language: {})


@router.api_route("/cari", methods=GET)
def search(request: Request) -> Response:
    """What fits the words of ``q``, a page at a time."""
    asked = request.query_params.get("q", "").strip()[:200]
    start = _start(request.query_params.get("mulai", ""))
    answer = search_of(request.app.state.graph).ask(asked, page_language(request), limit=_HITS, offset=start)
    context = {
        "asked": asked,
        "answer": answer,
        "lists": {hit.iri: _list_of(request.app.state.graph, hit, page_language(request)) for hit in answer.hits},
        "first": start + 1,
        "next_href": same_page(request, mulai=str(start + _HITS)) if answer.more else None,
        "previous_href": same_page(request, mulai=str(start - _HITS) if start > _HITS else None) if start else None,
    }
    return render(request, "search.html", context, headers={"Cache-Control": "public, max-age=60", "Vary": "Accept-Language"})


def _list_of(graph: ServedGraph, hit: Hit, language: str) -> str:
    """The list that a concept or right stands in: several lists have one of the same name."""
    schemes = objects(graph, hit.iri, "skos:inScheme") if hit.kind in ("concept", "right") else []
    return graph.label(schemes[0], language) if schemes else ""


@router.api_route("/cari/saran", methods=GET)
def suggestions(request: Request) -> Response:
    """The first things that fit what was typed so far, as JSON: title, kind, address of its page, IRI."""
    language = page_language(request)
    answer = search_of(request.app.state.graph).ask(request.query_params.get("q", ""), language, limit=8)
    words = WORDS[language]
    found = [{"title": capital(hit.title), "kind": words[f"kind_{hit.kind}"], "href": hit.href, "iri": hit.iri} for hit in answer.hits]
    return JSONResponse(found, headers={"Cache-Control": "public, max-age=300", "Vary": "Accept-Language"})


def _start(value: str) -> int:
    return min(whole_number(value) or 0, 10_000)


@router.api_route("/profil/{key:path}", methods=GET)
def profile(request: Request, key: str) -> Response:
    """All figures of a place as a spreadsheet or CSV: ``/profil/wilayah/kemendagri/91.xlsx``."""
    graph: ServedGraph = request.app.state.graph
    language = page_language(request)
    stem, _, suffix = key.rpartition(".")
    address = f"{graph.base}id/{stem}"
    figures = list(figures_of(graph, "sdmx-dimension:refArea", address)) if suffix in ("xlsx", "csv") and _is_iri(address) else []
    if not figures:
        raise NotFound(f"There are no figures of a place {stem}. A profile's address is /profil/{{place}}.xlsx or .csv.")
    headers = cacheable(f'"{graph.version}.{suffix}.{language}"', vary="Accept-Language")
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    rows = table(graph, figures, language)
    content = csv_of(rows) if suffix == "csv" else xlsx_of(rows, graph.label(address, language))
    name = stem.rpartition("/")[2]
    return Response(
        content, media_type=MEDIA[suffix], headers=headers | {"Content-Disposition": f'attachment; filename="profil-{name}.{suffix}"'}
    )


def _is_iri(address: str) -> bool:
    return not any(c in address for c in ' <>"{}|\\^`') and address.isprintable()
