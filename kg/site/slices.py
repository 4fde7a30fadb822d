"""Figures of one indicator, parted into slices: within a slice unit, meaning of the area and kind of breakdown are the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.site.figures import Figure, PeriodOf

_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Slice:
    """Figures that may stand in one table. `dimensions` are the breakdowns that each of them has; none: figures of areas alone."""

    indicator: str
    unit: str
    area_role: str | None
    dimensions: tuple[str, ...]
    figures: tuple[Figure, ...]

    @property
    def periods(self) -> list[PeriodOf]:
        """The periods that have figures, latest first."""
        found = {figure.period.iri: figure.period for figure in self.figures}
        return sorted(found.values(), key=lambda period: (period.end, period.start), reverse=True)

    def at(self, period: str) -> list[Figure]:
        return [figure for figure in self.figures if figure.period.iri == period]

    def of_area(self, area: str) -> list[Figure]:
        return [figure for figure in self.figures if figure.area == area]

    @property
    def areas(self) -> list[str]:
        return sorted({figure.area for figure in self.figures})

    def main_area(self, country: str) -> str:
        """The country if it has figures here, else the area that has most."""
        return country if country in self.areas else max(self.areas, key=lambda area: len(self.of_area(area)))

    def fullest_period(self) -> PeriodOf:
        """The latest period that has nearly as many series with a figure as the period that has most; a second source adds none."""
        series: dict[str, set[tuple[str, tuple[tuple[str, str], ...]]]] = defaultdict(set)
        for figure in self.figures:
            if figure.value is not None:
                series[figure.period.iri].add((figure.area, figure.cut))
        counted = [(period, len(series[period.iri])) for period in self.periods]
        most = max(count for _, count in counted)
        return next(period for period, count in counted if count >= most * _ENOUGH)


def slices(figures: Iterable[Figure]) -> list[Slice]:
    """The slices of figures, those of whole areas first, then by number of figures."""
    parted: dict[tuple[str, str, str | None, tuple[str, ...]], list[Figure]] = defaultdict(list)
    for figure in figures:
        parted[figure.indicator, figure.unit, figure.area_role, tuple(name for name, _ in figure.cut)].append(figure)
    found = [Slice(*key, tuple(members)) for key, members in parted.items()]
    return sorted(
        found, key=lambda s: (len(s.dimensions), s.area_role is not None, -len(s.figures), s.unit, s.area_role or "", s.dimensions)
    )


def one_time(figures: Sequence[Figure]) -> bool:
    return len({figure.period.iri for figure in figures}) == 1
