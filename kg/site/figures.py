"""Figures as pages need them: the observations of the graph as plain records, read once per question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from sys import intern
from types import SimpleNamespace

import pyoxigraph as ox

from kg.api.graph import DEFAULT, ServedGraph
from kg.site.memory import remembered

_OWN_KEYS = (
    "ham:indicator", "sdmx-dimension:refArea", "sdmx-dimension:refPeriod", "ham:sourceDocument", "ham:areaRole", "ham:index"
)  # fmt: skip
_TOTALS = ("/semua", "/total")
_CACHED = 2_048  # questions; an answer is a row of references to records
_FIGURES = 150_000  # records, about a kilobyte each
_READ = {
    "type": "rdf:type", "indicator": "ham:indicator", "area": "sdmx-dimension:refArea", "period": "sdmx-dimension:refPeriod",
    "cube": "qb:dataSet", "value": "sdmx-measure:obsValue", "printed": "ham:rawValue", "unit": "ham:countingUnit",
    "status": "sdmx-attribute:obsStatus", "role": "ham:areaRole", "whole_period": "ham:periodComplete", "whole_list": "ham:listComplete",
    "alleged": "ham:allegationStatus", "document": "ham:sourceDocument", "year": "ham:refYear",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PeriodOf:
    """A reference period: its IRI, both ends, and its kind (``tahun``, ``bulan``, ``rentang`` …)."""

    iri: str
    start: date
    end: date
    kind: str

    @property
    def middle(self) -> float:
        """Where the period stands on an axis of years: the middle of its days."""
        return (_decimal_year(self.start) + _decimal_year(self.end) + 1 / 366) / 2


@dataclass(frozen=True, slots=True)
class Figure:
    """One observation. `value` is None where the source gives none; `status` is the notation that says why (``M``, ``Q``).

    `cut` holds the breakdowns that the figure stands for, as (dimension, value), without those that mean "all".
    """

    iri: str
    indicator: str
    area: str
    period: PeriodOf
    value: float | None
    lexical: str | None
    printed: str | None
    unit: str
    status: str
    cut: tuple[tuple[str, str], ...]
    area_role: str | None
    whole_period: bool
    whole_list: bool
    alleged: bool
    document: str | None
    cube: str
    year: int

    @property
    def key(self) -> tuple[str, str, tuple[tuple[str, str], ...], str | None]:
        """What must agree before two figures may stand in one line: indicator, unit, breakdown, meaning of the area."""
        return self.indicator, self.unit, self.cut, self.area_role


@remembered(_CACHED)
def figures_of(graph: ServedGraph, predicate: str, address: str) -> tuple[Figure, ...]:
    """All observations with this value of one property (``ham:indicator``, ``sdmx-dimension:refArea`` …), in order of period."""
    return _order(_observations(graph, predicate, address))


def has_figures(graph: ServedGraph, predicate: str, address: str) -> bool:
    """Whether any observation has this value, without reading them all."""
    found = graph.store.quads_for_pattern(None, graph.term(predicate), ox.NamedNode(address), DEFAULT)
    return any(isinstance(quad.subject, ox.NamedNode) and _figure(graph, quad.subject.value) for quad in found)


def _order(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(sorted(figures, key=lambda f: (f.period.end, f.period.start, f.area, f.cut, f.iri)))


def _observations(graph: ServedGraph, predicate: str, address: str) -> Iterable[Figure]:
    for quad in graph.store.quads_for_pattern(None, graph.term(predicate), ox.NamedNode(address), DEFAULT):
        if isinstance(quad.subject, ox.NamedNode) and (figure := _figure(graph, quad.subject.value)):
            yield figure


@remembered(_FIGURES)
def _figure(graph: ServedGraph, address: str) -> Figure | None:
    """Read once, though questions by dataset, indicator, place and right each ask for it."""
    return read_figure(graph, ox.NamedNode(address))


@remembered(1)
def _names(graph: ServedGraph) -> SimpleNamespace:
    """The IRIs of the properties that are read, and of the dimensions that are no breakdown."""
    named = {name: graph.term(curie).value for name, curie in _READ.items()}
    return SimpleNamespace(**named, observation=graph.term("qb:Observation").value, own={graph.term(name).value for name in _OWN_KEYS})


def read_figure(graph: ServedGraph, subject: ox.NamedNode) -> Figure | None:
    """One observation as a record; None if it is none, or lacks what every observation of a release has."""
    names = _names(graph)
    said: dict[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {}
    is_observation = False
    for quad in graph.store.quads_for_pattern(subject, None, None, DEFAULT):
        name, term = quad.predicate.value, quad.object
        said[name] = term
        is_observation = is_observation or (name == names.type and getattr(term, "value", "") == names.observation)

    def text(name: str) -> str | None:
        found = said.get(name)
        return intern(found.value) if isinstance(found, ox.NamedNode | ox.Literal) else None  # a hundred thousand records share few names

    indicator, area, period, cube = text(names.indicator), text(names.area), text(names.period), text(names.cube)
    if not (is_observation and indicator and area and period and cube):
        return None
    lexical = text(names.value)
    read = period_of(graph, period)
    if read is None:
        return None
    cut = tuple(
        (intern(name), intern(part.value))
        for name in graph.dimensions_of(cube)
        if name not in names.own and isinstance(part := said.get(name), ox.NamedNode) and not part.value.endswith(_TOTALS)
    )
    return Figure(
        iri=subject.value,
        indicator=indicator,
        area=area,
        period=read,
        value=None if lexical is None else float(lexical),
        lexical=lexical,
        printed=text(names.printed),
        unit=text(names.unit) or "",
        status=(text(names.status) or "A").rpartition("/")[2],
        cut=cut,
        area_role=text(names.role),
        whole_period=text(names.whole_period) != "false",
        whole_list=text(names.whole_list) != "false",
        alleged=(text(names.alleged) or "").endswith("/diduga"),
        document=text(names.document),
        cube=cube,
        year=int((text(names.year) or str(read.end.year))[:4]),
    )


@remembered(20_000)
def period_of(graph: ServedGraph, address: str) -> PeriodOf | None:
    """A period of the graph; None if its ends are not dates."""
    start, end = (graph.value(address, f"dcat:{name}Date") for name in ("start", "end"))
    kind = graph.value(address, "ham:periodKind")
    try:
        return PeriodOf(
            address,
            date.fromisoformat(start.value if isinstance(start, ox.Literal) else ""),
            date.fromisoformat(end.value if isinstance(end, ox.Literal) else ""),
            kind.value.rpartition("/")[2] if isinstance(kind, ox.NamedNode) else "",
        )
    except ValueError:
        return None


def _decimal_year(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366
