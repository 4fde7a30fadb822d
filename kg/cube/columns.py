"""The columns: for each predicate, the objects of its subjects, as numbers of terms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.cube.terms import Ids, Terms

_SPREAD = 4  # a predicate whose subjects lie among at most so many times as many terms is found by place, not by search


@dataclass(frozen=True, slots=True)
class Column:
    """One predicate. Subjects have places: the distance from `base`, or, if they lie far apart, the place in `subjects`.

    If no subject has two objects, `objects` has an entry a place (-1: none). Otherwise those of a place are
    `objects[offsets[place]:offsets[place + 1]]`, and `owners` has the place of each.
    """

    base: int
    subjects: Ids | None
    objects: Ids
    offsets: Ids | None
    owners: Ids | None
    count: int

    @classmethod
    def of(cls, subjects: Ids, objects: Ids) -> Column:
        """The column of pairs, each once."""
        order = np.lexsort((objects, subjects))
        subjects, objects = subjects[order], objects[order]
        base, span, places_of = int(subjects[0]), int(subjects[-1]) - int(subjects[0]) + 1, None
        if span > _SPREAD * len(subjects):
            places_of, places = np.unique(subjects, return_inverse=True)
            span, owners = len(places_of), places.astype(np.int32)
        else:
            owners = subjects - np.int32(base)
        if bool((np.diff(owners) > 0).all()):
            flat = np.full(span, -1, np.int32)
            flat[owners] = objects
            return cls(base, places_of, flat, None, None, len(objects))
        offsets = np.searchsorted(owners, np.arange(span + 1)).astype(np.int32)
        return cls(base, places_of, objects, offsets, owners, len(objects))

    @property
    def nbytes(self) -> int:
        return sum(array.nbytes for array in (self.subjects, self.objects, self.offsets, self.owners) if array is not None)

    def all_subjects(self) -> Ids:
        """Every subject once, in order."""
        places = np.unique(self.owners) if self.owners is not None else np.flatnonzero(self.objects >= 0)
        return self._at(places)

    def statements(self) -> tuple[Ids, Ids]:
        """Subjects and objects of all statements."""
        if self.owners is not None:
            return self._at(self.owners), self.objects
        places = np.flatnonzero(self.objects >= 0)
        return self._at(places), self.objects[places]

    def subjects_of(self, value: int) -> Ids:
        """The subjects that have this object, in order."""
        found = np.flatnonzero(self.objects == value)
        return self._at(np.sort(self.owners[found]) if self.owners is not None else found)

    def objects_of(self, subjects: Ids) -> tuple[npt.NDArray[np.intp] | None, Ids]:
        """Rows that join subjects with their objects: which of the given subjects (None: each once), and the object."""
        places, known = self._places(subjects)
        if self.offsets is None:
            found = self.objects[places]
            if known is not None:
                found = np.where(known, found, np.int32(-1))
            if not len(found) or found.min() >= 0:
                return None, found
            rows = np.flatnonzero(found >= 0)
            return rows, found[rows]
        starts = self.offsets[places]
        counts = self.offsets[places + 1] - starts
        if known is not None:
            counts = np.where(known, counts, 0)
        rows = np.repeat(np.arange(len(subjects)), counts)
        ahead = np.cumsum(counts) - counts
        return rows, self.objects[np.arange(len(rows)) + np.repeat(starts - ahead, counts)]

    def _at(self, places: npt.NDArray[np.signedinteger]) -> Ids:
        found: Ids = self.subjects[places] if self.subjects is not None else (places + self.base).astype(np.int32)
        return found

    def _places(self, subjects: Ids) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_] | None]:
        """The places of subjects, and which of them have one at all (None: all)."""
        if self.subjects is not None:
            places = np.minimum(np.searchsorted(self.subjects, subjects), len(self.subjects) - 1)
            return places, self.subjects[places] == subjects
        places = (subjects - np.int32(self.base)).astype(np.intp)
        span = len(self.objects) if self.offsets is None else len(self.offsets) - 1
        if len(places) and (places.min() < 0 or places.max() >= span):
            known = (places >= 0) & (places < span)
            return np.where(known, places, 0), known
        return places, None


@dataclass(frozen=True, slots=True)
class Columns:
    """The index: terms, and a column for each predicate, by its IRI."""

    terms: Terms
    by_predicate: dict[bytes, Column]
    numbers: dict[bytes, int]  # of predicates, as terms
    complete: bool  # whether every predicate of the default graph has a column

    @property
    def nbytes(self) -> int:
        return self.terms.nbytes + sum(column.nbytes for column in self.by_predicate.values())
