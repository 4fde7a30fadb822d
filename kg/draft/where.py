"""Which columns hold places, asked of the place resolver: how many cells it resolves, and which it does not."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.draft.words import NATIONAL, PLACE_NAME
from kg.mapping.places import PlaceResolver, Resolved, Unresolved

_ENOUGH = 0.6
_OLD, _NEW = "34-provinsi", "38-provinsi"


@dataclass
class Where:
    """How one column of places is read. `doubts` are cells that the resolver leaves open, each with what may be meant.

    `settled` are cells that the column itself settles: the bare name of a regency beside the city of that name. `asks_vintage` where it
    depends on the list of provinces which region is meant.
    """

    column: str
    kind: str | None = None
    province_column: str | None = None
    code_list: str | None = None
    vintage: str | None = None
    asks_vintage: bool = False
    has_new: bool = False  # names provinces of 2022: in older figures they hold marks, which are no observations
    national: list[str] = field(default_factory=list)
    doubts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    settled: dict[str, tuple[str, str]] = field(default_factory=dict)
    resolved: dict[str, str] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        return len(self.resolved) + len(self.settled) + len(self.doubts)


def looks_like_places(name: str, cells: set[str], resolver: PlaceResolver) -> bool:
    """Whether enough of a column's different cells are names that the resolver knows, or one of several places of that name."""
    names = {cell for cell in cells if not NATIONAL.fullmatch(cell) and any(map(str.isalpha, cell))}
    if not names:
        return False
    known = sum(_is_known(cell, resolver) for cell in names)
    enough = _ENOUGH if len(names) > 1 or PLACE_NAME.fullmatch(name) else 2
    return known / len(names) >= (enough if not PLACE_NAME.fullmatch(name) else 0.4)


def _is_known(cell: str, resolver: PlaceResolver) -> bool:
    found = resolver.resolve_name(cell)
    return isinstance(found, Resolved) or bool(found.candidates)


def level_of(cells: set[str], resolver: PlaceResolver) -> str:
    """``provinsi`` if most cells name provinces (before or after 2022), else ``kabupaten``."""
    provinces = sum(any(_resolves(cell, resolver, "provinsi", vintage) for vintage in (None, _OLD, _NEW)) for cell in cells)
    return "provinsi" if provinces > len(cells) / 2 else "kabupaten"


def _resolves(cell: str, resolver: PlaceResolver, kind: str | None, vintage: str | None) -> bool:
    return isinstance(resolver.resolve_name(cell, kind=kind, vintage=vintage), Resolved)


def read_places(
    column: str, rows: list[tuple[str, str | None]], resolver: PlaceResolver, years: list[int], province_column: str | None = None
) -> Where:
    """How a column of names is resolved. `rows` are (cell, province beside it); `years` those that the table's figures are about."""
    cells = {cell for cell, _ in rows if cell}
    where = Where(column, province_column=province_column)
    where.national = sorted(cell for cell in cells if NATIONAL.fullmatch(cell))
    names = sorted({pair for pair in rows if pair[0] and pair[0] not in where.national}, key=str)
    if level_of(cells - set(where.national), resolver) == "provinsi":
        where.kind = "provinsi"
        _settle_vintage(where, [cell for cell, _ in names], resolver, years)
    for cell, province in names:
        found = resolver.resolve_name(cell, kind=where.kind, province=province, vintage=where.vintage)
        if isinstance(found, Resolved):
            where.resolved[cell] = found.region_key
        elif where.kind and isinstance(other := resolver.resolve_name(cell, province=province), Resolved):
            where.settled[cell] = other.region_key, ""
        elif not (where.asks_vintage and _depends_on_vintage(cell, resolver)):
            where.doubts[cell] = found.candidates or _anywhere(cell, resolver)
    _settle_regencies(where, resolver)
    return where


def _depends_on_vintage(cell: str, resolver: PlaceResolver) -> bool:
    return not _resolves(cell, resolver, "provinsi", None) and any(_resolves(cell, resolver, "provinsi", v) for v in (_OLD, _NEW))


def _settle_vintage(where: Where, cells: list[str], resolver: PlaceResolver, years: list[int]) -> None:
    if not any(_depends_on_vintage(cell, resolver) for cell in cells):
        return
    has_new = any(not _resolves(cell, resolver, "provinsi", _OLD) and _resolves(cell, resolver, "provinsi", _NEW) for cell in cells)
    where.has_new = has_new
    if years and max(years) <= 2021:
        where.vintage = _OLD
    elif years and min(years) >= 2024 and has_new:
        where.vintage = _NEW
    else:
        where.asks_vintage = True


def _anywhere(cell: str, resolver: PlaceResolver) -> tuple[str, ...]:
    found = resolver.resolve_name(cell)
    return found.candidates if isinstance(found, Unresolved) else ()


def _settle_regencies(where: Where, resolver: PlaceResolver) -> None:
    """A bare name that fits a regency and a city is the regency where the same column also names the city as such."""
    cities = {key for key in where.resolved.values() if resolver.places[key].kind == "kota"}
    for cell, candidates in list(where.doubts.items()):
        keys = [candidate.split(" ", 1)[0] for candidate in candidates]
        regencies = [key for key in keys if key in resolver.places and resolver.places[key].kind == "kabupaten"]
        others = [key for key in keys if key not in regencies]
        if len(regencies) == 1 and others and set(others) <= cities:
            where.settled[cell] = regencies[0], resolver.places[others[0]].label
            del where.doubts[cell]


def code_list_of(pairs: set[tuple[str, str]], resolver: PlaceResolver) -> str | None:
    """The list that all codes of a column come from, if just one region is meant whichever list is taken, and names beside agree."""
    fits: dict[str, tuple[str, ...]] = {}
    for code_list in resolver.code_lists:
        keys = []
        for code, name in sorted(pairs):
            found = resolver.resolve_code(code_list, code)
            named = resolver.resolve_name(name) if name else None
            if not isinstance(found, Resolved) or (isinstance(named, Resolved) and named.region_key != found.region_key):
                break
            keys.append(found.region_key)
        else:
            fits[code_list] = tuple(keys)
    return max(fits) if fits and len(set(fits.values())) == 1 else None
