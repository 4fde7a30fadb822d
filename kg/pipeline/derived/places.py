"""Which areas a year's figures could have been given for: the universe that completeness is measured against."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kg.pipeline.derived.world import World, lexical, notation

PROVINCE, REGENCY = "provinsi", "kabupaten"  # cities stand beside regencies, on one level
_LEVELS = {"provinsi": PROVINCE, "kabupaten": REGENCY, "kota": REGENCY}
# The list of regions knows no province that was formed before the splits of 2022. The one before, Kalimantan Utara, was set up by
# law 20/2012; earlier years had another list, which is not at hand, so nothing is measured for them.
LISTED_SINCE = 2013


@dataclass(frozen=True, slots=True)
class Area:
    """A region: its level, the region it is part of, and the days between which it exists (empty: no end known)."""

    address: str
    level: str
    part_of: frozenset[str]
    valid_from: str
    valid_through: str

    def exists_on(self, day: str) -> bool:
        """Whether the region exists on a day (ISO date)."""
        return (not self.valid_from or self.valid_from <= day) and (not self.valid_through or day <= self.valid_through)


class Places:
    """All regions of the release by IRI."""

    def __init__(self, world: World) -> None:
        self.areas: dict[str, Area] = {}
        for address, terms in world.of_class("ham:Region"):
            level = _LEVELS.get(notation((terms.get(world.x("ham:regionLevel")) or [""])[0]))
            if level:
                part_of = frozenset(map(lexical, terms.get(world.x("dcterms:isPartOf"), [])))
                start, end = (_day(terms.get(world.x(name))) for name in ("schema:validFrom", "schema:validThrough"))
                self.areas[address] = Area(address, level, part_of, start, end)

    def level(self, address: str) -> str | None:
        """``provinsi`` or ``kabupaten`` (with cities); None for what is no region, such as a State."""
        area = self.areas.get(address)
        return area.level if area else None

    def expected(self, level: str, year: int, named: Collection[str]) -> frozenset[str]:
        """The areas of a level that a list of `year` which names some of them could have.

        On 1 January of that year; but a list that still names an area from before a split is measured by the areas of that time.
        Regencies and cities count only in the provinces that the list speaks of. Empty before `LISTED_SINCE`.
        """
        if year < LISTED_SINCE:
            return frozenset()
        ended = sorted(self.areas[address].valid_through for address in named if self.areas[address].valid_through)
        day = min(ended[0], f"{year}-01-01") if ended else f"{year}-01-01"
        provinces = {province for address in named for province in self.areas[address].part_of}
        return frozenset(
            area.address
            for area in self.areas.values()
            if area.level == level and area.exists_on(day) and (level == PROVINCE or area.part_of & provinces)
        )


def _day(terms: list[str] | None) -> str:
    return lexical(terms[0]) if terms else ""
