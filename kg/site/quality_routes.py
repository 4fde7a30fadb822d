"""Routes of the quality passports and of coverage: pages, and the same figures as JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kg.api.caching import cacheable, etag, not_modified
from kg.api.disclosure import JSON
from kg.api.documents import GET
from kg.api.graph import ServedGraph
from kg.api.negotiation import HTML, Representation, choose
from kg.api.pages import page_language, render
from kg.api.problems import NotFound
from kg.site.gaps import datasets_without_figures, gaps_of, province_lists, themes_without_figures, without_provinces
from kg.site.groups import chosen_cells, group_cells, group_key, group_rows, group_sums, is_right, known_groups
from kg.site.passport import passports
from kg.site.quality import agency_report, dataset_report, overview
from kg.site.reading import Named, named

router = APIRouter()
_OFFERED = (HTML, JSON)
_Context = dict[str, object]
_DRAWN = ("drawing", "letters", "letters_of")  # only pages show these


def _answer(
    request: Request, template: str, context: Callable[[ServedGraph, str], _Context], content: Callable[[_Context], _Context]
) -> Response:
    """A page, or with ``format=json`` or by ``Accept`` the same figures as JSON; 304 before any work."""
    graph: ServedGraph = request.app.state.graph
    form: Representation = JSON if request.query_params.get("format") == "json" else choose(request.headers.get("accept"), _OFFERED)
    language = page_language(request)
    headers = cacheable(etag(graph, form, language), vary="Accept, Accept-Language")
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    shown = context(graph, language)
    if form is HTML:
        return render(request, template, shown, headers=headers)
    return JSONResponse({"release": graph.release_id} | content(shown), headers=headers)


@router.api_route("/quality", methods=GET)
def quality(request: Request) -> Response:
    """All agencies and datasets with their measures, to compare (HTML, JSON)."""
    return _answer(
        request, "quality.html", overview, lambda shown: {name: [asdict(row) for row in shown[name]] for name in ("agencies", "datasets")}  # type: ignore[attr-defined]
    )  # fmt: skip


@router.api_route("/quality/{agency}", methods=GET)
def quality_of_agency(request: Request, agency: str) -> Response:
    """The passport of an agency, by the key of its page (``komnas-ham``); the name of its folder leads there (HTML, JSON)."""
    graph: ServedGraph = request.app.state.graph
    if agency not in passports(graph, "instansi"):
        if agency.replace("_", "-") in passports(graph, "instansi"):
            return RedirectResponse(f"/quality/{agency.replace('_', '-')}" + (f"?{request.url.query}" if request.url.query else ""), 308)
        raise NotFound(f"There is no agency {agency} with data in this release.")
    return _answer(request, "quality_agency.html", lambda graph, language: agency_report(graph, agency, language), _plain)


@router.api_route("/quality/{agency}/{dataset}", methods=GET)
def quality_of_dataset(request: Request, agency: str, dataset: str) -> Response:
    """The passport of a dataset, by its name (``komnas_ham/pengaduan_teradu``) (HTML, JSON)."""
    name = f"{agency}/{dataset}"
    if name not in passports(request.app.state.graph, "katalog"):
        raise NotFound(f"There is no dataset {name} in this release.")
    return _answer(request, "quality_dataset.html", lambda graph, language: dataset_report(graph, name, language), _plain)


@router.api_route("/liputan", methods=GET)
def coverage(request: Request) -> Response:
    """What has no figure for a province (``wilayah=`` the key of its page) and why: indicators, rights, groups; all provinces without it.

    ``kelompok=`` names a group of persons by code list and notation (``jenis-kelamin/perempuan``) (HTML, JSON).
    """
    graph: ServedGraph = request.app.state.graph
    key = request.query_params.get("wilayah", "")
    known = {area.removeprefix(f"{graph.base}id/") for cell in province_lists(graph) for area in (*cell.gaps, *cell.with_value)}
    if key and key not in known:
        raise NotFound(f"There is no list by province that could name {key}.")

    wanted = request.query_params.get("kelompok", "")
    groups = {group_key(graph, cell.group): cell.group for cell in group_cells(graph)}
    if wanted and wanted not in groups:
        raise NotFound(f"There is no group {wanted} in lists by province.")

    def context(graph: ServedGraph, language: str) -> _Context:
        places = [named(graph, f"{graph.base}id/{name}", language) for name in sorted(known)]
        chosen = next((place for place in places if key and place.iri == f"{graph.base}id/{key}"), None)
        never, lately = gaps_of(graph, chosen.iri, language) if chosen else ([], [])
        counts = {place.iri: tuple(map(len, gaps_of(graph, place.iri, language))) for place in places} if not chosen else {}
        return {
            "places": [(place.iri.removeprefix(f"{graph.base}id/"), place, counts.get(place.iri, (0, 0))) for place in places],
            "chosen": chosen, "never": never, "lately": lately, "national": without_provinces(graph, language),
            **_groups(graph, chosen, groups.get(wanted), language),
            "themes": themes_without_figures(graph, language), "datasets": datasets_without_figures(graph, language),
        }  # fmt: skip

    return _answer(request, "coverage.html", context, _plain)


def _groups(graph: ServedGraph, place: Named | None, group: str | None, language: str) -> _Context:
    """The part about groups of persons: of a province or of all, of one group or of all (then of rights only)."""
    area = place.iri if place else None
    cells = chosen_cells(graph, area=area, group=group)
    return {
        "known_groups": known_groups(graph, language),
        "chosen_key": area.removeprefix(f"{graph.base}id/") if area else "",
        "group": named(graph, group, language) if group else None,
        "group_key": group_key(graph, group) if group else "",
        "group_rows": group_rows(graph, cells, language, area) if group else [],
        "group_sums": [] if group else group_sums(graph, filter(is_right, cells), language),
    }


def _plain(value: object) -> _Context:
    """What a page shows, as JSON: things with their IRI and name, records by their fields."""
    assert isinstance(value, dict)
    return {name: _json(part) for name, part in value.items() if name not in _DRAWN}


def _json(value: object) -> object:
    if isinstance(value, Named):
        return {"iri": value.iri, "name": value.name}
    if isinstance(value, dict):
        return {str(key): _json(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_json(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _json(getattr(value, name)) for name in value.__dataclass_fields__}
    return value
