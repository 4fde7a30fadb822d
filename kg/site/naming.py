"""What figures are called on pages: areas, breakdowns, units, sources, and the figure itself."""

from __future__ import annotations

import pyoxigraph as ox

from kg.api.addresses import local_link
from kg.api.graph import ServedGraph
from kg.api.views import number
from kg.site.figures import Figure
from kg.site.formats import unit_words
from kg.site.words import say

INDONESIA = "negara/IDN"
BARE = ("/skor", "/nilai")  # marks on a scale are no things that are counted: the indicator says of what


def is_national(graph: ServedGraph, area: str) -> bool:
    return area == graph.ns.country("IDN")


def shown_value(graph: ServedGraph, figure: Figure, language: str, *, unit: bool = True) -> str:
    """The figure with its unit, or in words why there is none."""
    if figure.lexical is None:
        return say("suppressed" if figure.status == "Q" else "no_figure", language)
    value = number(figure.lexical, language)
    if not unit:
        return value
    named = figure.unit and not figure.unit.endswith(BARE)
    name = unit_words(graph.label(figure.unit, language), figure.lexical, language) if named else ""
    return f"{value}%" if figure.unit.endswith("/persen") else f"{value} {name}".strip()


def cut_name(graph: ServedGraph, figure: Figure, language: str) -> str:
    """The breakdown that a figure stands for: ``kepolisian``, ``perempuan · fisik``."""
    return " · ".join(graph.label(value, language) for _, value in figure.cut)


def source_name(graph: ServedGraph, figure: Figure) -> str:
    """Who reports the figure: the publisher of the document that was read."""
    if figure.document is None:
        return "–"
    publisher = graph.value(figure.document, "ham:publisherName")
    return publisher.value if isinstance(publisher, ox.Literal) else graph.label(figure.document, "id")


def producer_name(graph: ServedGraph, figure: Figure, language: str) -> str:
    """The institution whose figures a dataset holds."""
    entry = graph.value(figure.cube, "dcterms:isPartOf")
    publisher = graph.value(entry.value, "dcterms:publisher") if isinstance(entry, ox.NamedNode) else None
    return graph.label(publisher.value, language) if isinstance(publisher, ox.NamedNode) else "–"


def told(graph: ServedGraph, figure: Figure, language: str) -> str:
    """The whole figure in one line, for pointers and screen readers: what, where, when, how much, who says so, what to beware of."""
    what = cut_name(graph, figure, language) or graph.label(figure.indicator, language)
    parts = [what, graph.label(figure.area, language), graph.label(figure.period.iri, language)]
    line = f"{', '.join(parts)}: {shown_value(graph, figure, language)} ({source_name(graph, figure)})"
    return line + "".join(f"; {note}" for note in notes(figure, language))


def notes(figure: Figure, language: str) -> list[str]:
    """What is special about a figure, in a few words each."""
    marks = [
        ("note_part_period", not figure.whole_period),
        ("note_part_list", not figure.whole_list),
        ("note_break", figure.status == "B"),
        ("note_provisional", figure.status == "P"),
        ("note_approximate", figure.status == "E"),
    ]
    return [say(name, language) for name, holds in marks if holds]


def page_of(graph: ServedGraph, address: str) -> str:
    return local_link(address, graph.ns)
