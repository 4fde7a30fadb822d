"""Which chart: an address holds all that is needed to draw the same chart again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

KINDS = ("garis", "kisi", "batang", "peta", "titik")
MOST_PLACES = 8  # that one chart compares


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart of one indicator. Names are notations and keys, as they stand in IRIs.

    `kind`: ``garis`` over time, ``kisi`` the same as small multiples, ``batang`` ranked, ``peta`` of provinces,
    ``titik`` scores of an index.
    `dimensions`: local names of the breakdown (``respondent``). `places`: keys below ``id/`` (``negara/IDN``, ``wilayah/kemendagri/91``).
    `period`: key of the period.
    """

    indicator: str
    kind: str
    unit: str = ""
    role: str = ""
    dimensions: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    period: str = ""

    def with_(self, **changes: object) -> ChartSpec:
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def query(self) -> str:
        """Parameters of the chart's address, in one order, without those that are empty."""
        pairs = [("bentuk", self.kind), ("satuan", self.unit), ("peran", self.role), ("rinci", ",".join(self.dimensions))]
        pairs += [("wilayah", place) for place in self.places]
        pairs.append(("periode", self.period))
        return urlencode([(name, value) for name, value in pairs if value], safe="/,")

    def path(self, suffix: str) -> str:
        return f"/grafik/{self.indicator}.{suffix}?{self.query}"


def read_spec(indicator: str, parameters: Mapping[str, str], places: Sequence[str]) -> ChartSpec | None:
    """The chart that parameters name; None if they name no kind of chart."""
    kind = parameters.get("bentuk", "")
    if kind not in KINDS:
        return None
    rinci = parameters.get("rinci", "")
    return ChartSpec(
        indicator=indicator,
        kind=kind,
        unit=parameters.get("satuan", ""),
        role=parameters.get("peran", ""),
        dimensions=tuple(name for name in rinci.split(",") if name),
        places=tuple(dict.fromkeys(place for place in places if place))[:MOST_PLACES],
        period=parameters.get("periode", ""),
    )
