"""Which page shows a thing: by what it is. Anything else has the plain page with all statements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from kg.api.graph import ServedGraph
from kg.site.asked_part import part_of
from kg.site.datasets import dataset_page
from kg.site.entity import entity_page
from kg.site.indicator import indicator_page
from kg.site.institution import institution_page
from kg.site.nations import body_page, document_page, point_page, review_page
from kg.site.norms import law_page, provision_page, treaty_page
from kg.site.observation import observation_page
from kg.site.place import place_page
from kg.site.right import ROWS, right_page

_STANDINGS = 80  # rows of figures on one page of a place
_Page = Callable[[ServedGraph, str, str], dict[str, object]]
# the first class that a thing has decides
_PAGES: tuple[tuple[str, str, _Page], ...] = (
    ("qb:Observation", "observation.html", observation_page),
    ("ham:Right", "right.html", right_page),
    ("ham:RightsGroup", "right.html", right_page),
    ("ham:Region", "place.html", place_page),
    ("ham:StateOrArea", "place.html", place_page),
    ("ham:TreatyBody", "body.html", body_page),
    ("ham:UnitedNationsBody", "body.html", body_page),
    ("ham:Organization", "institution.html", institution_page),
    ("dcat:Dataset", "dataset.html", dataset_page),
    ("ham:Treaty", "treaty.html", treaty_page),
    ("ham:LegalInstrument", "law.html", law_page),
    ("ham:TreatyArticle", "provision.html", provision_page),
    ("ham:LegalProvision", "provision.html", provision_page),
    ("ham:UnitedNationsDocument", "un_document.html", document_page),
    ("ham:ConcludingObservations", "un_document.html", document_page),
    ("ham:DocumentPoint", "point.html", point_page),
    ("ham:Recommendation", "point.html", point_page),
    ("ham:RecommendationGroup", "point.html", point_page),
    ("ham:ReviewCycle", "review.html", review_page),
)


@dataclass(frozen=True, slots=True)
class SitePage:
    """A template with what it shows."""

    template: str
    context: dict[str, object]


def site_page(request: Request, graph: ServedGraph, address: str, language: str) -> SitePage:
    """The page of a thing of the graph."""
    types = graph.types(address)
    if graph.term("ham:Indicator").value in types:
        return SitePage("indicator.html", indicator_page(request, graph, address, language))
    for name, template, page in _PAGES:
        if graph.term(name).value in types:
            context = page(graph, address, language)
            if template == "place.html":
                context |= _part_of_place(request, context)
            if template == "right.html":
                context |= _part_of_right(request, context)
            return SitePage(template, context)
    return SitePage("entity.html", entity_page(graph, address, language))


def _part_of_right(request: Request, context: dict[str, object]) -> dict[str, object]:
    """A right with indicators by the dozen shows their figures in parts; a kind of indicator may go on in the next."""
    by_kind: Any = context["by_kind"]
    cut = [(kind, items[start : start + ROWS]) for kind, items in by_kind for start in range(0, len(items), ROWS)]
    shown = part_of(request, "by_kind", cut, ROWS)
    first = {} if shown["by_kind"] == cut[: len(shown["by_kind"])] else {"trend": None}  # type: ignore[arg-type]  # the first part has it
    return {"by_kind": shown["by_kind"], "page_parts": shown["parts"], **first}


def _part_of_place(request: Request, context: dict[str, object]) -> dict[str, object]:
    """A place with figures by the hundred (Indonesia) shows them in parts, by producer."""
    groups: Any = context["groups"]
    shown = part_of(request, "groups", groups, _STANDINGS)
    return {"groups": shown["groups"], "page_parts": shown["parts"]}
