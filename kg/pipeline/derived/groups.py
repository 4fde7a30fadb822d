"""Groups in the lists by province: which figures are of which group of persons, in which province and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.pipeline.derived.lists import VALUE, state_of
from kg.pipeline.derived.places import LISTED_SINCE, PROVINCE, Places
from kg.pipeline.derived.world import Figure, World, lexical, notation

Group = tuple[str, str]  # a group dimension, and the concept (term) that stands in it
EVERYONE: Group = ("", "")
WHOLE = ("total", "semua", "jumlah")  # notations of concepts that stand for no division, in every code list of the ontology


@dataclass
class GroupTally:
    """What one list has of one group: the provinces by each state that a figure there has, and how many figures there have a value."""

    areas: dict[str, set[str]] = field(default_factory=dict)
    values: Counter[str] = field(default_factory=Counter)

    def add(self, area: str, state: str) -> None:
        self.areas.setdefault(state, set()).add(area)
        self.values[area] += state == VALUE

    @property
    def named(self) -> set[str]:
        """Every province that has any figure, with a value or without."""
        return set().union(*self.areas.values())


ListKey = tuple[str, str, int]  # dataset, indicator, year
Tallies = dict[ListKey, dict[Group, GroupTally]]


def group_dimensions(world: World) -> frozenset[str]:
    """Dimensions whose values are groups of persons, as the ontology says."""
    return frozenset(address for address, _ in world.of_class("ham:GroupDimension"))


def tallies(world: World) -> Tallies:
    """The groups of every list by province of the accepted graphs."""
    return _tallied(world.figures(), {name: facts.dimensions for name, facts in world.graphs.items()}, world)


def refused_tallies(world: World) -> Tallies:
    """The same of graphs that the gate refused, as far as the release knows the indicators, provinces and groups that they name."""
    refused = world.judgement.refused
    figures = [Figure(address, name, terms) for name, facts in sorted(refused.items()) for address, terms in facts.observations.items()]
    found = _tallied(figures, {name: facts.dimensions for name, facts in refused.items()}, world)
    return {
        key: {group: tally for group, tally in groups.items() if group == EVERYONE or lexical(group[1]) in world.things}
        for key, groups in found.items()
        if key[1] in world.things
    }


def _tallied(figures: Iterable[Figure], dimensions: dict[str, tuple[str, ...]], world: World) -> Tallies:
    places, dividing = world.once(Places), group_dimensions(world)
    of_cube = {name: [one for one in known if one in dividing] for name, known in dimensions.items()}
    area_name, year_name, indicator_name = (world.x(name) for name in ("sdmx-dimension:refArea", "ham:refYear", "ham:indicator"))
    found: Tallies = {}
    for figure in figures:
        area, year = lexical(figure.term(area_name) or '""'), lexical(figure.term(year_name) or '""')
        if places.level(area) == PROVINCE and year.isdigit() and int(year) >= LISTED_SINCE:
            groups = found.setdefault((figure.dataset, lexical(figure.term(indicator_name) or '""'), int(year)), {})
            state = state_of(figure, world)
            for group in groups_of(figure, of_cube[figure.dataset]):
                groups.setdefault(group, GroupTally()).add(area, state)
    return found


def groups_of(figure: Figure, dimensions: Iterable[str]) -> list[Group]:
    """The groups that a figure is of; `EVERYONE` where no group dimension divides it."""
    values = [(name, value) for name in dimensions if (value := figure.term(name)) and notation(value) not in WHOLE]
    return values or [EVERYONE]


def group_keys(group: Group) -> Iterator[str]:
    """What tells a group in an address: dimension, scheme and notation; ``semua`` for everyone."""
    if group == EVERYONE:
        yield "semua"
    else:
        yield notation(group[0])
        yield from lexical(group[1]).rsplit("/", 2)[-2:]
