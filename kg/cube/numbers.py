"""Exact numbers of terms: whole numbers that share one power of ten."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kg.cube.terms import NO_NUMBER, Ids, Terms
from kg.cube.unsupported import Unsupported

_ROOM = 2**62
Whole = npt.NDArray[np.int64]


def scaled(terms: Terms, ids: Ids) -> tuple[Whole, int]:
    """The values of terms that are all numbers, times ten to the second of the pair. Raises Unsupported if they do not fit."""
    digits = terms.digits[ids]
    mantissas = terms.mantissas[ids]
    if not len(ids):
        return mantissas, 0
    most, least = int(digits.max()), int(digits.min())
    if least == NO_NUMBER:
        raise Unsupported("what is no number, or one that is not kept exactly")
    if most == least:
        return mantissas, most
    return rescaled(mantissas, most - digits.astype(np.int64)), most


def rescaled(mantissas: Whole, places: Whole | int) -> Whole:
    """Times a power of ten. Raises Unsupported past 62 bits."""
    if not len(mantissas):
        return mantissas
    highest = int(np.max(places))
    if highest > 18 or int(np.abs(mantissas).max()) * 10**highest >= _ROOM:
        raise Unsupported("numbers of very different size")
    return mantissas * np.power(np.int64(10), places)


def same_scale(left: tuple[Whole, int], right: tuple[Whole, int]) -> tuple[Whole, Whole, int]:
    """Both with the larger power."""
    most = max(left[1], right[1])
    return (
        rescaled(left[0], most - left[1]) if left[1] < most else left[0],
        rescaled(right[0], most - right[1]) if right[1] < most else right[0],
        most,
    )
