"""What the pages of lists and the home page show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.api.graph import ServedGraph
from kg.site.charted import Charted
from kg.site.charts.bars import Bar
from kg.site.charts.dots import dot_chart
from kg.site.figures import figures_of, has_figures
from kg.site.folding import LINKED, folded
from kg.site.formats import capital
from kg.site.indicator import default_charts
from kg.site.latest import Latest, as_latest, best, latest_of
from kg.site.memory import remembered
from kg.site.naming import page_of, source_name, told
from kg.site.nations import Document, document
from kg.site.norms import natural
from kg.site.reading import Named, in_order, named, objects, subjects, text_of
from kg.site.sentences import cautions
from kg.site.slices import slices
from kg.site.spec import ChartSpec
from kg.site.words import say

_INDEX = "hak-indeks-ham"
_MIGRANTS_BUDGET = 32_000  # bytes of charts in each of two sections, beside their tables of figures
_MIGRANTS_CHARTS = 5
# the figures that people ask for first; each by its indicator's notation
_ASKED = (
    "pengaduan-diterima-komnas-ham", "persentase-penduduk-miskin", "persen-kelebihan-hunian", "pengaduan-pekerja-migran",
    "kasus-kekerasan-berbasis-gender", "letusan-konflik-agraria", "laporan-diterima-ombudsman", "pengaduan-kpai",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with things below it."""

    heading: Named | None
    things: list[Named]


def rights_lists(graph: ServedGraph, language: str) -> list[tuple[Named, list[Group]]]:
    """Each scheme of rights apart, with its groups: the lists differ and are never merged."""
    found = []
    for name in (_INDEX, "hak-uu39", "hak-uud1945", "hak-kkp-ham"):
        scheme = graph.ns.concept(name)
        members = subjects(graph, "skos:inScheme", scheme)
        groups = defaultdict(list)
        for member in members:
            wider = objects(graph, member, "skos:broader")
            groups[wider[0] if wider else ""].append(member)
        tops = sorted(groups.pop("", []), key=natural)
        shown = [
            Group(named(graph, top, language), [named(graph, m, language) for m in sorted(groups.get(top, []), key=natural)])
            for top in tops
        ]
        with_parts = [group for group in shown if group.things]
        alone = [group.heading for group in shown if not group.things and group.heading]
        found.append((named(graph, scheme, language), with_parts + ([Group(None, alone)] if alone else [])))
    return found


def places_lists(graph: ServedGraph, language: str) -> tuple[list[Named], list[Named], list[Named]]:
    """Provinces of today, extents of before, and States that figures or treaties are about."""
    provinces = subjects(graph, "rdf:type", graph.term("ham:Province").value)
    now = [p for p in provinces if "-sebelum-" not in p]
    former = [p for p in provinces if "-sebelum-" in p]
    states = [
        s for s in subjects(graph, "rdf:type", graph.term("ham:StateOrArea").value) if has_figures(graph, "sdmx-dimension:refArea", s)
    ]
    return (
        [named(graph, p, language) for p in now],
        [named(graph, p, language) for p in former],
        in_order(named(graph, s, language) for s in states),
    )


def institutions_lists(graph: ServedGraph, language: str) -> list[Group]:
    """Institutions under their kind."""
    kinds = defaultdict(list)
    for organisation in subjects(graph, "rdf:type", graph.term("ham:Organization").value):
        for kind in objects(graph, organisation, "org:classification")[:1]:
            kinds[kind].append(named(graph, organisation, language))
    return sorted((Group(named(graph, kind, language), in_order(things)) for kind, things in kinds.items()), key=lambda g: -len(g.things))


@remembered(2)
def indicators_list(graph: ServedGraph, language: str) -> list[tuple[Named, list[Latest]]]:
    """Indicators under the institution whose figures they are, each with its latest figure."""
    found: dict[str, list[Latest]] = defaultdict(list)
    for indicator in subjects(graph, "rdf:type", graph.term("ham:Indicator").value):
        figures = figures_of(graph, "ham:indicator", indicator)
        if figures:
            national = [f for f in figures if f.area == graph.ns.country("IDN")] or list(figures)
            chosen = best(national)
            entry = next(iter(objects(graph, chosen.cube, "dcterms:isPartOf")), "")
            producer = next(iter(objects(graph, entry, "dcterms:publisher")), "")
            found[producer].append(as_latest(graph, chosen, language, len(figures) - 1))
    pairs = [(named(graph, producer, language), sorted(items, key=lambda i: i.indicator)) for producer, items in found.items() if producer]
    return sorted(pairs, key=lambda pair: pair[0].name.lower())


@dataclass(frozen=True, slots=True)
class Nations:
    """What the page of the United Nations' side lists."""

    bodies: list[tuple[Named, int]]
    treaties: list[tuple[Named, str]]
    reviews: list[Named]
    conclusions: list[Document]


def nations_lists(graph: ServedGraph, language: str) -> Nations:
    idn = graph.ns.country("IDN")
    bodies = subjects(graph, "rdf:type", graph.term("ham:TreatyBody").value)
    treaties = subjects(graph, "rdf:type", graph.term("ham:Treaty").value)
    reviews = [r for r in subjects(graph, "rdf:type", graph.term("ham:ReviewCycle").value) if idn in objects(graph, r, "ham:state")]
    conclusions = [
        document(graph, d, language)
        for d in subjects(graph, "rdf:type", graph.term("ham:ConcludingObservations").value)
        if idn in objects(graph, d, "ham:state")
    ]
    return Nations(
        sorted(((named(graph, b, language), len(subjects(graph, "ham:madeBy", b))) for b in bodies), key=lambda pair: pair[0].name),
        [(named(graph, t, language), _joined(graph, t, language)) for t in treaties],
        [named(graph, r, language) for r in sorted(reviews, reverse=True)],
        sorted(conclusions, key=lambda d: d.latest, reverse=True),
    )


def _joined(graph: ServedGraph, treaty: str, language: str) -> str:
    for position in subjects(graph, "ham:treaty", treaty):
        if graph.ns.country("IDN") in objects(graph, position, "ham:state"):
            action = objects(graph, position, "ham:action")
            day = text_of(graph, position, "dcterms:date", language)
            if action:
                return f"{graph.label(action[0], language)}, {day}" if day else graph.label(action[0], language)
    return ""


@remembered(2)
def index_chart(graph: ServedGraph, language: str) -> Charted | None:
    """Scores of the national index, one dot a right on the index's own scale; rights without a score keep their place, empty."""
    scheme = graph.ns.concept(_INDEX)
    rights = subjects(graph, "skos:inScheme", scheme)
    dots, figures = [], []
    for right in sorted(rights, key=lambda r: (_depth(graph, r), natural(r))):
        scored = [f for f in figures_of(graph, "ham:right", right) if f.unit.endswith("/skor") and f.value is not None]
        name = capital(graph.label(right, language))
        if scored:
            chosen = best(scored)
            figures.append(chosen)
            shown = (chosen.lexical or "").replace(".", "," if language == "id" else ".")
            dots.append(Bar(name, chosen.value, shown, told(graph, chosen, language), f"{page_of(graph, right)}?lang={language}"))
        else:
            dots.append(Bar(name, None, say("no_data_here", language), name, f"{page_of(graph, right)}?lang={language}"))
    if not figures:
        return None
    indicator = figures[0].indicator
    heading = capital(f"{graph.label(indicator, language)}, {graph.label(figures[0].period.iri, language)}")
    drawing = dot_chart(dots, heading, (0.0, 100.0), ("0", "100"), table="tabel-titik")
    spec = ChartSpec(indicator.rpartition("/")[2], "titik")
    who = ", ".join(dict.fromkeys(source_name(graph, f) for f in figures))
    beware = [*cautions(graph, figures, language), who]
    return Charted(graph, language, spec, heading, drawing, "", beware, say("how_dots", language), figures)


@remembered(2)
def asked_first(graph: ServedGraph, language: str) -> list[Latest]:
    """Latest national figures of what people ask for most; those that the release has."""
    found = []
    for notation in _ASKED:
        figures = figures_of(graph, "ham:indicator", graph.ns.concept(f"indikator/{notation}"))
        national = [f for f in figures if f.area == graph.ns.country("IDN")]
        if figures:
            found.append(as_latest(graph, best(national or list(figures)), language, len(figures) - 1))
    return found


def _depth(graph: ServedGraph, right: str) -> int:
    """0 for the whole index, 1 for its dimensions, 2 for its rights."""
    wider = objects(graph, right, "skos:broader")
    return 1 + _depth(graph, wider[0]) if wider else 0


def home_context(graph: ServedGraph, language: str) -> dict[str, object]:
    """What the home page shows beside the catalogue."""
    return {"questions": asked_first(graph, language), "chart": index_chart(graph, language), "page_of": page_of, "told": told}


def _destinations_first(chart: Charted) -> int:
    """The total over time, then the countries that people go to, then everything else."""
    return 0 if chart.spec.kind == "garis" and not chart.spec.dimensions else 1 if chart.spec.dimensions == ("destinationCountry",) else 2


def migrants(graph: ServedGraph, language: str) -> dict[str, object]:
    """Migrant workers: charts and latest figures of placements and complaints, with their destination countries."""
    figures: dict[str, list[Latest]] = {}
    charts: dict[str, list[Charted]] = {}
    for name, notation in (("placements", "penempatan-pekerja-migran"), ("complaints", "pengaduan-pekerja-migran")):
        found = figures_of(graph, "ham:indicator", graph.ns.concept(f"indikator/{notation}"))
        figures[name] = latest_of(graph, found, language)
        of = default_charts(graph, slices(found), language)
        charts[name] = sorted(of, key=_destinations_first)[:_MIGRANTS_CHARTS]
    fold = {name: folded(of, _MIGRANTS_BUDGET) for name, of in charts.items()}
    later = {name: [anchor for anchor, how in of.items() if how == LINKED] for name, of in fold.items()}
    return {"figures": figures, "charts": charts, "fold": fold, "later": later}
