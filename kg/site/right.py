"""The page of a right: norm, recommendation and figure together."""

from __future__ import annotations

from dataclasses import dataclass

from kg.api.graph import ServedGraph
from kg.site.figures import Figure, figures_of
from kg.site.groups import chosen_cells, newest_rows
from kg.site.indicator import indicators_of
from kg.site.latest import Latest, as_latest, best, latest_of
from kg.site.reading import Match, Named, in_order, matches, named, objects, subjects, text_of
from kg.site.said import points_about, said
from kg.site.trends import ROOM, trends_of

OWN_SCHEMES = ("hak-uud1945", "hak-uu39", "hak-indeks-ham", "hak-kkp-ham", "tema-uhri", "tema-uhri-lama")
_SAID = 15
ROWS = 30  # indicators on one page of a right
_FEW_ROWS, _ROW = 20, 1_500  # indicators beside which a chart has all its room, and bytes of room that each further one takes
_STRONG = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch")


@dataclass(frozen=True, slots=True)
class Norm:
    """A provision or treaty article that states the right, with our gist of it and the state it is in."""

    provision: Named
    gist: str
    status: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A dataset that has the right as theme, and the indicators that a rule of the chain links to the right for that."""

    dataset: Named
    indicators: list[Named]


def right_page(graph: ServedGraph, address: str, language: str) -> dict[str, object]:
    """What the template shows of a right or a group of rights."""
    related = matches(graph, address, language)
    family = rights_near(graph, address, related)
    themes = [m.concept.iri for m in related if m.scheme.startswith("tema-uhri")]
    points = points_about(graph, family, themes)
    entries = datasets_of(graph, family)
    by_kind = _by_kind(graph, entries, language)
    rows = sum(len(items) for _, items in by_kind)
    trend, more_trends = trends_of(graph, entries, language, room=ROOM - _ROW * max(0, min(rows, ROWS) - _FEW_ROWS))
    return {
        "definition": text_of(graph, address, "skos:definition", language),
        "scheme": [named(graph, s, language) for s in objects(graph, address, "skos:inScheme")],
        "broader": [named(graph, b, language) for b in objects(graph, address, "skos:broader")],
        "narrower": [named(graph, n, language) for n in subjects(graph, "skos:broader", address)],
        "norms": _norms(
            graph,
            [address, *subjects(graph, "skos:broader", address), *(m.concept.iri for m in related if m.relation in _STRONG)],
            language,
        ),
        "articles": _articles(graph, address, related, language),
        "counterparts": [m for m in related if m.scheme in OWN_SCHEMES],
        "foreign": [m for m in related if m.scheme not in OWN_SCHEMES and not m.concept.iri.startswith(graph.base)],
        "score": _scores(graph, [address], language),
        "complaints": _complaints(graph, family, language),
        "said": said(graph, points, language)[:_SAID],
        "said_count": len(points),
        "by_kind": by_kind,
        "trend": trend,
        "more_trends": more_trends,
        "datasets": [named(graph, entry, language) for entry in entries],
        "derived": _derived(graph, address, language),
        "derived_count": len(subjects(graph, "ham:indicatesRight", address)),
        "derived_rule": text_of(graph, graph.term("ham:indicatesRight").value, "skos:definition", language),
        "derived_term": named(graph, graph.term("ham:indicatesRight").value, language),
        "group_rows": newest_rows(graph, chosen_cells(graph, subject=address), language),
        "without_figures": not any(items for _, items in by_kind),
    }


def _derived(graph: ServedGraph, address: str, language: str) -> list[Derived]:
    """Indicators that the graph of derived links leads to this right, by the dataset that they follow from."""
    linked = set(subjects(graph, "ham:indicatesRight", address))
    held = {entry: linked.intersection(objects(graph, entry, "ham:reportsIndicator")) for entry in subjects(graph, "dcat:theme", address)}
    found = [
        Derived(named(graph, entry, language), in_order(named(graph, indicator, language) for indicator in indicators))
        for entry, indicators in held.items()
        if indicators
    ]
    return sorted(found, key=lambda one: one.dataset.name.lower())


def rights_near(graph: ServedGraph, address: str, related: list[Match]) -> list[str]:
    """The right itself, its narrower and broader ones, and its counterparts in the other schemes of rights."""
    near = {address, *subjects(graph, "skos:broader", address)}
    near |= {m.concept.iri for m in related if m.scheme in OWN_SCHEMES and not m.scheme.startswith("tema")}
    return sorted(near)


def datasets_of(graph: ServedGraph, rights: list[str]) -> list[str]:
    """Catalogue entries whose theme is one of the rights, or a group that holds one of them."""
    groups = set(rights)
    for right in rights:
        groups |= set(objects(graph, right, "skos:broader"))
    return sorted({entry for group in groups for entry in subjects(graph, "dcat:theme", group)})


def _norms(graph: ServedGraph, rights: list[str], language: str) -> list[Norm]:
    provisions = {p for right in rights for p in subjects(graph, "ham:statesRight", right)}
    return [norm(graph, provision, language) for provision in sorted(provisions)]


def norm(graph: ServedGraph, provision: str, language: str) -> Norm:
    status = objects(graph, provision, "ham:legalStatus")
    return Norm(
        named(graph, provision, language),
        text_of(graph, provision, "ham:gist", language),
        graph.label(status[0], language) if status else "",
    )


def _articles(graph: ServedGraph, address: str, related: list[Match], language: str) -> list[Norm]:
    rights = [
        address,
        *subjects(graph, "skos:broader", address),
        *(m.concept.iri for m in related if m.relation in ("exactMatch", "closeMatch")),
    ]
    found = {article for right in rights for article in objects(graph, right, "ham:guaranteedBy")}
    return [norm(graph, article, language) for article in sorted(found)]


def _scores(graph: ServedGraph, rights: list[str], language: str) -> list[Latest]:
    figures = [f for right in rights for f in figures_of(graph, "ham:right", right) if any(n.endswith("/right") for n, _ in f.cut)]
    scores = [f for f in figures if f.unit.endswith("/skor") and f.value is not None]
    return [as_latest(graph, best(scores), language, len(scores) - 1)] if scores else []


def _complaints(graph: ServedGraph, rights: list[str], language: str) -> list[Latest]:
    figures: list[Figure] = [f for right in rights for f in figures_of(graph, "ham:right", right) if not f.unit.endswith("/skor")]
    return latest_of(graph, figures, language)


def _by_kind(graph: ServedGraph, entries: list[str], language: str) -> list[tuple[Named, list[Latest]]]:
    """Indicators with their latest figure, parted into structure, process and outcome."""
    kinds: dict[str, list[Latest]] = {f"jenis-indikator/{kind}": [] for kind in ("struktur", "proses", "hasil")}
    for indicator, figures in indicators_of(graph, entries):
        kind = next(iter(objects(graph, indicator, "ham:indicatorType")), "")
        national = [f for f in figures if f.area == graph.ns.country("IDN")] or list(figures)
        key = kind.removeprefix(graph.ns.concept(""))
        if key in kinds:
            kinds[key].append(as_latest(graph, best(national), language, len(figures) - 1))
    return [(named(graph, graph.ns.concept(kind), language), sorted(items, key=lambda i: i.indicator)) for kind, items in kinds.items()]
