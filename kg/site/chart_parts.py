"""What all charts share: the chart with its words and table twin, and which figures of an indicator it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import InitVar, dataclass, field
from functools import cached_property
from weakref import ref

from markupsafe import Markup

from kg.api.graph import ServedGraph
from kg.site.figures import Figure, figures_of
from kg.site.naming import BARE, cut_name, notes, page_of, shown_value, source_name
from kg.site.slices import Slice, slices
from kg.site.spec import ChartSpec


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a chart's table twin: what, where, when, the figure, what to beware of, who says so, the figure's page."""

    what: str
    where: str
    when: str
    value: str
    notes: str
    source: str
    href: str


@dataclass(frozen=True)
class Charted:
    """A chart with its words and its table twin. `spec` is complete: its address gives this very chart.

    `drawing` is what a page shows; `sheet` the same as one drawing for a file, where a page shows several.
    """

    graph: InitVar[ServedGraph]
    language: str
    spec: ChartSpec
    heading: str
    drawing: Markup
    sentence: str
    beware: list[str]
    how: str
    figures: list[Figure] = field(repr=False)
    sheet: Markup | None = field(default=None, repr=False)

    def __post_init__(self, graph: ServedGraph) -> None:
        object.__setattr__(self, "_held", ref(graph))  # charts are remembered with a graph, and must not keep it alive

    @property
    def _graph(self) -> ServedGraph:
        graph: ServedGraph | None = self._held()  # type: ignore[attr-defined]
        assert graph is not None
        return graph

    @property
    def anchor(self) -> str:
        return anchor(self.spec)

    @property
    def unit(self) -> str:
        """What the axis counts, in words; empty for marks on a scale, which the heading names."""
        unit = self.figures[0].unit if self.figures else ""
        return "" if not unit or unit.endswith(BARE) else self._graph.label(unit, self.language)

    @cached_property
    def rows(self) -> list[TableRow]:
        """The table twin; made only when it is shown."""
        return table_rows(self._graph, self.figures, self.language)


def anchor(spec: ChartSpec) -> str:
    """Where on a page a chart stands: one of each kind and slice."""
    return "-".join(part for part in (spec.kind, spec.unit, spec.role, *spec.dimensions) if part)


def find_slice(graph: ServedGraph, spec: ChartSpec) -> Slice | None:
    """The slice of the indicator's figures that a specification is about."""
    found = slices(figures_of(graph, "ham:indicator", graph.ns.concept(f"indikator/{spec.indicator}")))
    fitting = [part for part in found if _fits(part, spec)]
    return next((part for part in fitting if spec_of(part, spec.kind).role == spec.role), None) or next(iter(fitting), None)


def spec_of(part: Slice, kind: str) -> ChartSpec:
    """The specification of a chart of a slice, without places and period."""
    return ChartSpec(
        indicator=_last(part.indicator), kind=kind, unit=_last(part.unit), role=_last(part.area_role or ""),
        dimensions=tuple(_last(name) for name in part.dimensions),
    )  # fmt: skip


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]


def _fits(part: Slice, spec: ChartSpec) -> bool:
    own = spec_of(part, spec.kind)
    return own.dimensions == spec.dimensions and spec.unit in ("", own.unit) and (spec.role in ("", own.role))


def figure_page(graph: ServedGraph, figure: Figure, language: str) -> str:
    """Where a point of a drawing leads: drawings are made for one language, and keep it."""
    return f"{page_of(graph, figure.iri)}?lang={language}"


def key_of(graph: ServedGraph, area: str) -> str:
    """The key of a place in addresses of charts: what follows ``id/`` in its IRI."""
    return area.removeprefix(f"{graph.base}id/")


def period_key(graph: ServedGraph, period: str) -> str:
    """The key of a period in addresses of charts: what follows ``id/periode/`` in its IRI."""
    return period.removeprefix(f"{graph.base}id/periode/")


def table_rows(graph: ServedGraph, figures: Sequence[Figure], language: str) -> list[TableRow]:
    """Figures as rows of a table twin, in their order."""
    return [
        TableRow(
            what=cut_name(graph, f, language),
            where=graph.label(f.area, language),
            when=graph.label(f.period.iri, language),
            value=shown_value(graph, f, language),
            notes=", ".join(notes(f, language)),
            source=source_name(graph, f),
            href=page_of(graph, f.iri),
        )
        for f in figures
    ]
