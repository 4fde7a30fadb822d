"""Which datasets are protected by which rule, and what it costs in figures: a page, and JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kg.api.addresses import local_link
from kg.api.caching import cacheable, etag, not_modified
from kg.api.documents import GET
from kg.api.graph import DEFAULT, ServedGraph
from kg.api.negotiation import HTML, Representation, by_suffix, choose
from kg.api.pages import page_language, render
from kg.api.problems import NotFound

router = APIRouter()
JSON = Representation("json", "application/json")
_OFFERED = (HTML, JSON)


@dataclass(frozen=True, slots=True)
class CheckShown:
    """One dataset's check. Counts are None where the rule counts nothing; `percent` is of cells suppressed."""

    dataset: str
    title: str
    rule: str
    rule_label: str
    threshold: int | None
    protection_width: int | None
    cells: int | None
    suppressed: int | None
    percent: float | None
    result: str
    href: str
    check: str


@router.api_route("/disclosure", methods=GET)
@router.api_route("/disclosure.{suffix}", methods=GET)
def disclosure(request: Request, suffix: str | None = None) -> Response:
    """Disclosure control by dataset: rule, threshold, protection, cells and cells suppressed (HTML, JSON)."""
    graph: ServedGraph = request.app.state.graph
    form = by_suffix(suffix, _OFFERED) if suffix else choose(request.headers.get("accept"), _OFFERED)
    if form is None:
        raise NotFound(f"There is no form .{suffix}.")
    language = page_language(request)
    headers = cacheable(etag(graph, form, language))
    if unchanged := not_modified(request, headers["ETag"], headers):
        return unchanged
    checks = checks_of(graph, language)
    if form is HTML:
        return render(request, "disclosure.html", {"checks": checks, "sums": _sums(checks)}, headers=headers)
    content = {"release": graph.release_id, "totals": _sums(checks), "datasets": [asdict(check) for check in checks]}
    return JSONResponse(content, headers=headers)


def checks_of(graph: ServedGraph, language: str) -> list[CheckShown]:
    """All checks of the release: those that suppress most first, then by title."""
    kind, has_check = graph.term("ham:DisclosureCheck"), graph.term("ham:disclosureCheck")
    found = []
    for quad in graph.store.quads_for_pattern(None, graph.term("rdf:type"), kind, DEFAULT):
        check = quad.subject
        owner = next((q.subject for q in graph.store.quads_for_pattern(None, has_check, check, DEFAULT)), None)
        if isinstance(check, ox.NamedNode) and isinstance(owner, ox.NamedNode):
            found.append(_shown(graph, check.value, owner.value, language))
    return sorted(found, key=lambda one: (-(one.suppressed or 0), one.title.lower(), one.dataset))


def _shown(graph: ServedGraph, check: str, dataset: str, language: str) -> CheckShown:
    rule, result = (graph.value(check, name) for name in ("ham:disclosureRule", "ham:checkResult"))
    threshold, width, cells, suppressed = (
        _number(graph, check, name)
        for name in ("ham:suppressionThreshold", "ham:protectionWidth", "ham:checkedCellCount", "ham:suppressedCellCount")
    )
    return CheckShown(
        dataset=dataset.removeprefix(f"{graph.base}id/katalog/"),
        title=graph.label(dataset, language),
        rule=rule.value.rpartition("/")[2] if isinstance(rule, ox.NamedNode) else "",
        rule_label=graph.label(rule.value, language) if isinstance(rule, ox.NamedNode) else "–",
        threshold=threshold,
        protection_width=width,
        cells=cells,
        suppressed=suppressed,
        percent=round(100 * suppressed / cells, 1) if cells and suppressed is not None else None,
        result=graph.label(result.value, language) if isinstance(result, ox.NamedNode) else "–",
        href=local_link(dataset, graph.ns),
        check=check,
    )


def _number(graph: ServedGraph, subject: str, name: str) -> int | None:
    value = graph.value(subject, name)
    return int(value.value) if isinstance(value, ox.Literal) else None


def _sums(checks: list[CheckShown]) -> dict[str, int]:
    """Datasets, cells and cells suppressed in all."""
    return {
        "datasets": len(checks),
        "cells": sum(check.cells or 0 for check in checks),
        "suppressed": sum(check.suppressed or 0 for check in checks),
    }
