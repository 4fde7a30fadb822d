"""The place resolver: from a code and its list, or a name and what is known beside it, to one region, or to the reason why not.

It never guesses. A name that fits two places, a name that no table holds, a code without its list: each gives `Unresolved`, with the
places that may be meant. It knows what the tables of ``mappings/kemendagri/wilayah`` hold, and nothing else:

* ``source.csv`` regions, the province that each is part of, and the old extent that it was part of;
* ``perubahan.csv`` when an old extent ended and the new ones began;
* ``kode.csv`` codes of the other lists, and names as those lists print them;
* ``alias.csv`` other names, abbreviations and misprints, each reviewed.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from kg.errors import InputError
from kg.mapping.periods import parse_period
from kg.mapping.place_names import KINDS, Reading, read_kind, read_name

OWN_LIST = "kemendagri-2025"  # the list whose codes are the keys of regions

_UNDOTTED = re.compile(r"^(\d\d)(\d\d)$")
_LOST_ZERO = re.compile(r"^\d\d\.\d$")
_LIST_LENGTH = re.compile(r"^(\d+)-provinsi$")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The one region that is meant, by its key (``31.74``, ``91-sebelum-2022``)."""

    region_key: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """No region, why, and which may be meant (``32.71 Kota Bogor``)."""

    reason: str
    candidates: tuple[str, ...] = ()


Resolution = Resolved | Unresolved


@dataclass(frozen=True, slots=True)
class Place:
    """A region as the resolver knows it. `parents` holds its province and the old extent that it was part of; days are included."""

    key: str
    kind: str
    label: str
    parents: tuple[str, ...] = ()
    first_day: date = date.min
    last_day: date = date.max

    def exists_within(self, first: date, last: date) -> bool:
        """Whether it exists on at least one day of a span."""
        return self.first_day <= last and first <= self.last_day


@cache
def load_resolver(folder: Path) -> PlaceResolver:
    """The resolver of the tables in a folder; read once a process. Raises InputError if a table is missing or lacks a column."""
    changes = _days_of_change(folder)
    places = {
        key: Place(key, kind, label, tuple(filter(None, (parent, former))), *changes.get(key, ()))
        for key, kind, label, parent, former in _cells(folder, "source.csv", "kunci", "jenis", "nama_id", "induk", "pernah_bagian_dari")
    }
    names = [(place.label, place.key) for place in places.values()]
    codes = [(OWN_LIST, key, key) for key in places if "-" not in key]
    for key, code_list, code, printed in _cells(folder, "kode.csv", "wilayah", "daftar", "kode", "nama_tercetak"):
        codes.append((code_list, code, key))
        names.append((printed, key))
    names += [(alias, key) for alias, key in _cells(folder, "alias.csv", "alias", "wilayah")]
    for _, key in names:
        if key not in places:
            raise InputError("is not among the regions of source.csv", file=f"{folder.name}", value=key)
    return PlaceResolver(places, codes, names)


class PlaceResolver:
    """Resolves codes and names over known places. `codes` are (list, code, region key), `names` (name, region key)."""

    def __init__(self, places: dict[str, Place], codes: Iterable[tuple[str, str, str]], names: Iterable[tuple[str, str]]) -> None:
        self.places = places
        self._codes: dict[str, dict[str, str]] = defaultdict(dict)
        for code_list, code, key in codes:
            self._codes[code_list][code] = key
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for name, key in names:
            for reading in read_name(name):
                if reading.kind in (None, places[key].kind):
                    self._by_name[reading.key].add(key)

    @property
    def code_lists(self) -> list[str]:
        """Names of the lists whose codes are known, in order."""
        return sorted(self._codes)

    # --- codes ----------------------------------------------------------------------------------------------------------
    def resolve_code(self, code_list: str, code: str) -> Resolution:
        """The region of a code in a list with its vintage, such as ``bps-2020``. A code without its list is not resolved."""
        if code_list not in self._codes:
            known = ", ".join(sorted(self._codes))
            return Unresolved(f"a code means nothing without its list and vintage; the lists are {known}", self._meanings(code))
        written = _as_listed(code_list, code)
        if key := self._codes[code_list].get(written):
            return Resolved(key)
        if code_list.startswith("kemendagri") and _LOST_ZERO.match(written):
            may_be = (self._codes[code_list].get(full) for full in (f"{written[:3]}0{written[3]}", f"{written}0"))
            return Unresolved("the code lost a zero: read codes as text, not as numbers", self._labels(filter(None, may_be)))
        return Unresolved(f"there is no such code in the list {code_list}")

    def _meanings(self, code: str) -> tuple[str, ...]:
        """What a code means in each list."""
        found = ((name, codes.get(_as_listed(name, code))) for name, codes in sorted(self._codes.items()))
        return tuple(f"{key} {self.places[key].label} in {name}" for name, key in found if key)

    # --- names ----------------------------------------------------------------------------------------------------------
    def resolve_name(
        self, name: str, kind: str | None = None, province: str | None = None, vintage: str | int | date | None = None
    ) -> Resolution:
        """The region of a name.

        `kind` is provinsi, kabupaten or kota; `province` the name of the province that a regency or city lies in, now or before the
        split of 2022; `vintage` the list of provinces (``34-provinsi``, ``38-provinsi``), or a year, date or period: the extent in
        law at that time. Statistics kept the old extents longer than the law, so figures need the list rather than the year.
        Whatever is left out is not assumed: what remains open then makes the name unresolved.
        """
        readings = read_name(name)
        if not readings:
            return Unresolved("no name is given")
        wanted = read_kind(kind) if kind else None
        if kind and not wanted:
            return Unresolved(f"{kind!r} is no kind of region; the kinds are {', '.join(KINDS)}")
        try:
            span = self._span(vintage)
        except InputError:
            return Unresolved(f"{vintage!r} is no vintage: write 34-provinsi, 38-provinsi, a year or a date")
        bearers = self._bearers(readings)
        fits = {place for place in bearers if wanted in (None, place.kind) and place.exists_within(*span)}
        if province:
            provinces = {p.key for p in self._bearers(read_name(province)) if p.kind == "provinsi" and p.exists_within(*span)}
            if not provinces:
                return Unresolved(f"the province {province!r} is not known, or did not exist at that time", self._labels_of(fits))
            fits = {place for place in fits if provinces.intersection((place.key, *place.parents))}
        if len(fits) == 1:
            return Resolved(fits.pop().key)
        return self._unresolved(readings, bearers, fits)

    def _bearers(self, readings: Iterable[Reading]) -> set[Place]:
        """All places that bear a name in one of its readings."""
        found = ((reading, self.places[key]) for reading in readings for key in self._by_name.get(reading.key, ()))
        return {place for reading, place in found if reading.kind in (None, place.kind)}

    def _unresolved(self, readings: list[Reading], bearers: set[Place], fits: set[Place]) -> Unresolved:
        if len(fits) > 1:
            extents = {place.kind for place in fits} == {"provinsi"}
            missing = "the vintage (34-provinsi, 38-provinsi, a year or a date)" if extents else "the kind and the province"
            return Unresolved(f"the name fits {len(fits)} places: {missing} must tell them apart", self._labels_of(fits))
        if bearers:
            return Unresolved("no place of this name has this kind, province and vintage", self._labels_of(bearers))
        namesakes = {key for reading in readings for key in self._by_name.get(reading.key, ())}
        declared = readings[-1].kind
        reason = f"there is no {declared} of this name" if declared and namesakes else "no place of this name is known"
        return Unresolved(reason, self._labels(namesakes))

    # --- time -----------------------------------------------------------------------------------------------------------
    def _span(self, vintage: str | int | date | None) -> tuple[date, date]:
        """First and last day of a vintage. Raises InputError if it is none."""
        if vintage in (None, ""):
            return date.min, date.max
        written = str(vintage).strip()
        if match := _LIST_LENGTH.match(written):
            return self._span_of_list(int(match.group(1)))
        period = parse_period(written)
        return period.start, period.end

    def _span_of_list(self, length: int) -> tuple[date, date]:
        """The time in which there were so many provinces. Raises InputError if there never were."""
        provinces = [place for place in self.places.values() if place.kind == "provinsi"]
        starts = sorted({place.first_day for place in provinces})
        for first, following in zip(starts, [*starts[1:], None], strict=True):
            last = following - _DAY if following else date.max
            if sum(place.exists_within(first, last) for place in provinces) == length:
                return first, last
        raise InputError("is no list of provinces", value=f"{length}-provinsi")

    # --- words ----------------------------------------------------------------------------------------------------------
    def _labels(self, keys: Iterable[str]) -> tuple[str, ...]:
        return self._labels_of(self.places[key] for key in keys)

    @staticmethod
    def _labels_of(places: Iterable[Place]) -> tuple[str, ...]:
        return tuple(sorted(f"{place.key} {place.label}" for place in places))


def _as_listed(code_list: str, code: str) -> str:
    """A code in the form of its list: Kemendagri codes with their dot, ISO codes in capitals."""
    code = code.strip()
    if code_list.startswith("kemendagri"):
        return _UNDOTTED.sub(r"\1.\2", code)
    return code.upper()


def _days_of_change(folder: Path) -> dict[str, tuple[date, date]]:
    """First and last day of the regions that changed: the day of the law is the first of the new extent."""
    days: dict[str, tuple[date, date]] = {}
    for old, new, day in _cells(folder, "perubahan.csv", "asal", "hasil", "tanggal"):
        changed = date.fromisoformat(day)
        days[old] = (date.min, min(changed - _DAY, days.get(old, (date.min, date.max))[1]))
        for key in map(str.strip, new.split(";")):
            days[key] = (max(changed, days.get(key, (date.min, date.max))[0]), date.max)
    return days


def _cells(folder: Path, file: str, *columns: str) -> Iterator[list[str]]:
    """The stripped cells of some columns, row by row. Raises InputError if the table or a column is missing."""
    display = f"kemendagri/wilayah/{file}"
    try:
        with (folder / file).open(encoding="utf-8", newline="") as table:
            reader = csv.reader(table, strict=True)
            header = next(reader, [])
            for column in columns:
                if column not in header:
                    raise InputError("is missing in a table that places are resolved with", file=display, row=1, column=column)
            positions = [header.index(column) for column in columns]
            for row in reader:
                if len(row) != len(header):
                    raise InputError(f"has {len(row)} cells, the header has {len(header)} columns", file=display, row=reader.line_num)
                yield [row[position].strip() for position in positions]
    except FileNotFoundError:
        raise InputError("does not exist; places cannot be resolved without it", file=display) from None
