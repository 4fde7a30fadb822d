"""The different terms of a column, and the place of each row's among them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kg.cube.terms import Ids

_DENSE = 8  # so many times as many numbers as rows are counted without sorting


def compact(ids: Ids) -> tuple[Ids, npt.NDArray[np.intp]]:
    """As ``np.unique(ids, return_inverse=True)``, without sorting where the numbers lie close together."""
    if not len(ids):
        return ids, np.zeros(0, np.intp)
    low = int(ids.min())
    span = int(ids.max()) - low + 1
    if span > _DENSE * len(ids) + 1024:
        return np.unique(ids, return_inverse=True)
    there = np.zeros(span, np.bool_)
    near = ids - np.int32(low)
    there[near] = True
    found = np.flatnonzero(there)
    place = np.zeros(span, np.intp)
    place[found] = np.arange(len(found))
    return (found + low).astype(np.int32), place[near]
