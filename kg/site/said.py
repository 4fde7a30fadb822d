"""What the United Nations told Indonesia: recommendations and points of documents, with who said them and what Indonesia answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.api.addresses import local_link
from kg.api.graph import ServedGraph
from kg.site.reading import Named, named, objects, subjects, text_of

_POSITIONS = {"didukung": "supported", "dicatat": "noted", "didukung-sebagian": "partly"}


@dataclass(frozen=True, slots=True)
class Said:
    """One recommendation or point: what it asks in our words (empty where we have none), who made it, in which document, the answer."""

    iri: str
    href: str
    gist: str
    name: str
    by: list[Named]
    document: Named | None
    paragraph: str
    position: Named | None
    mood: str
    cycle: Named | None


def said(graph: ServedGraph, points: Iterable[str], language: str) -> list[Said]:
    """Recommendations for a list: latest documents first."""
    shown = [_said(graph, point, language) for point in points]
    return sorted(
        shown, key=lambda s: (bool(s.gist), s.document.name if s.document else "", s.cycle.name if s.cycle else "", s.iri), reverse=True
    )


def _said(graph: ServedGraph, point: str, language: str) -> Said:
    def one(name: str) -> Named | None:
        found = objects(graph, point, name)
        return named(graph, found[0], language) if found else None

    position = one("ham:position")
    return Said(
        iri=point,
        href=local_link(point, graph.ns),
        gist=text_of(graph, point, "ham:gist", language),
        name=graph.label(point, language),
        by=[named(graph, body, language) for body in objects(graph, point, "ham:madeBy")],
        document=one("dcterms:isPartOf"),
        paragraph=text_of(graph, point, "ham:paragraphLabel", language),
        position=position,
        mood=_POSITIONS.get(position.iri.rpartition("/")[2], "") if position else "",
        cycle=one("ham:reviewCycle"),
    )


def points_about(graph: ServedGraph, rights: Iterable[str], themes: Iterable[str]) -> list[str]:
    """Points that concern one of these rights, or bear one of these themes."""
    found = {point for right in rights for point in subjects(graph, "ham:concernsRight", right)}
    found |= {point for theme in themes for point in subjects(graph, "ham:theme", theme)}
    return sorted(found)
