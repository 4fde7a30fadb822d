"""Figures as pages need them: the observations of the graph as plain records, read once per question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg.api.graph import DEFAULT, ServedGraph
from kg.site.memory import remembered

_OWN_KEYS = (
    "ham:indicator", "sdmx-dimension:refArea", "sdmx-dimension:refPeriod", "ham:sourceDocument", "ham:areaRole", "ham:index"
)  # fmt: skip
_TOTALS = ("/semua", "/total")
_CACHED = 256


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


def _order(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(sorted(figures, key=lambda f: (f.period.end, f.period.start, f.area, f.cut, f.iri)))


def _observations(graph: ServedGraph, predicate: str, address: str) -> Iterable[Figure]:
    observation = graph.term("qb:Observation")
    kind = graph.term("rdf:type")
    for quad in graph.store.quads_for_pattern(None, graph.term(predicate), ox.NamedNode(address), DEFAULT):
        subject = quad.subject
        if (
            isinstance(subject, ox.NamedNode)
            and ox.Quad(subject, kind, observation) in graph.store
            and (figure := read_figure(graph, subject))
        ):
            yield figure


def read_figure(graph: ServedGraph, subject: ox.NamedNode) -> Figure | None:
    """One observation as a record; None if it lacks what every observation of a release has."""
    said: dict[str, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        quad.predicate.value: quad.object for quad in graph.store.quads_for_pattern(subject, None, None, DEFAULT)
    }

    def text(name: str) -> str | None:
        term = said.get(graph.term(name).value)
        return term.value if isinstance(term, ox.NamedNode | ox.Literal) else None

    indicator, area, period, cube = (text(n) for n in ("ham:indicator", "sdmx-dimension:refArea", "sdmx-dimension:refPeriod", "qb:dataSet"))
    if not (indicator and area and period and cube):
        return None
    lexical = text("sdmx-measure:obsValue")
    read = period_of(graph, period)
    if read is None:
        return None
    own = {graph.term(name).value for name in _OWN_KEYS}
    cut = tuple(
        (name, term.value)
        for name in graph.dimensions_of(cube)
        if name not in own and isinstance(term := said.get(name), ox.NamedNode) and not term.value.endswith(_TOTALS)
    )
    return Figure(
        iri=subject.value,
        indicator=indicator,
        area=area,
        period=read,
        value=None if lexical is None else float(lexical),
        lexical=lexical,
        printed=text("ham:rawValue"),
        unit=text("ham:countingUnit") or "",
        status=(text("sdmx-attribute:obsStatus") or "A").rpartition("/")[2],
        cut=cut,
        area_role=text("ham:areaRole"),
        whole_period=text("ham:periodComplete") != "false",
        whole_list=text("ham:listComplete") != "false",
        alleged=(text("ham:allegationStatus") or "").endswith("/diduga"),
        document=text("ham:sourceDocument"),
        cube=cube,
        year=int((text("ham:refYear") or str(read.end.year))[:4]),
    )


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
