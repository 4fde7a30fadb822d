"""The lists by area that the data hold: for each dataset, indicator and year, what stands for each area."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.pipeline.derived.places import Places
from kg.pipeline.derived.world import Figure, World, lexical

VALUE, MISSING, SUPPRESSED, QUARANTINED = "value", "missing", "suppressed", "quarantined"
_WITHOUT_VALUE = {"M": MISSING, "Q": SUPPRESSED, "X": QUARANTINED}
_KEY = ("sdmx-dimension:refArea", "ham:refYear", "ham:indicator")
ORDER = (VALUE, SUPPRESSED, QUARANTINED, MISSING)  # what is told of an area with several figures


@dataclass
class AreaList:
    """A list of one dataset, indicator, level and year; `expected` areas it could have, `states` what each named area has."""

    dataset: str
    indicator: str
    level: str
    year: int
    partial: bool = False
    states: dict[str, str] = field(default_factory=dict)
    classes: dict[str, set[str]] = field(default_factory=dict)
    expected: frozenset[str] = frozenset()

    def areas(self, state: str) -> list[str]:
        """Areas with this state, in order of IRI."""
        return sorted(address for address, known in self.states.items() if known == state)

    @property
    def absent(self) -> list[str]:
        """Areas that the list could have and does not name, in order of IRI."""
        return sorted(self.expected - set(self.states))

    @property
    def present(self) -> int:
        """How many of the expected areas have a value."""
        return len(self.expected.intersection(self.areas(VALUE)))


def state_of(figure: Figure, world: World) -> str:
    """Whether a figure has a value, and if not, why."""
    return VALUE if world.value(figure) is not None else _WITHOUT_VALUE.get(world.status(figure), MISSING)


def states(world: World) -> list[str]:
    """The state of each of the world's figures, in their order."""
    without = {term: _WITHOUT_VALUE.get(letter, MISSING) for term, letter in world.letters().items()}
    columns = map(world.column, ("sdmx-measure:obsValue", "sdmx-attribute:obsStatus"))
    return [VALUE if value is not None else without[status] for value, status in zip(*columns, strict=True)]


def all_lists(world: World) -> list[AreaList]:
    """All lists of a world, with the places that it describes itself."""
    return area_lists(world, Places(world))


def area_lists(world: World, places: Places) -> list[AreaList]:
    """All lists by province, or by regency and city, in order of dataset, indicator, level and year."""
    lists: dict[tuple[str, str, str, int], AreaList] = {}
    dividing = {name: _classes(facts.dimensions, world) for name, facts in world.graphs.items()}
    lexicals = {term: lexical(term or '""') for name in _KEY for term in set(world.column(name))}
    for figure, state, *terms in zip(world.figures(), world.once(states), *map(world.column, _KEY), strict=True):
        area, year, indicator = (lexicals[term] for term in terms)
        level = places.level(area)
        if level and year.isdigit():
            key = (figure.dataset, indicator, level, int(year))
            known = lists.setdefault(key, AreaList(*key))
            _add(known, area, (figure, state), dividing[figure.dataset], world)
    for known in lists.values():
        known.expected = places.expected(known.level, known.year, known.states)
    return [lists[key] for key in sorted(lists)]


def _add(known: AreaList, area: str, found: tuple[Figure, str], dividing: Sequence[str], world: World) -> None:
    figure, state = found
    known.states[area] = min(known.states.get(area, state), state, key=ORDER.index)
    known.partial |= (figure.term(world.x("ham:listComplete")) or "").startswith('"false"')
    for dimension in dividing:
        if value := figure.term(dimension):
            known.classes.setdefault(dimension, set()).add(value)


def _classes(dimensions: Iterable[str], world: World) -> list[str]:
    """Dimensions that divide a figure into groups or kinds."""
    around = {
        world.x(name)
        for name in ("ham:indicator", "sdmx-dimension:refArea", "sdmx-dimension:refPeriod", "ham:sourceDocument", "dcterms:issued")
    }
    return [name for name in dimensions if name not in around]
