"""The order of terms (SPARQL 1.1, section 15.1) where it is total and the engine's, as numbers that sort like it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kg.cube.numbers import Whole, scaled
from kg.cube.terms import DECIMAL, INTEGER, IRI, LANG, STRING, Ids, Terms
from kg.cube.unsupported import Unsupported


def ranks(terms: Terms, ids: Ids) -> Whole:
    """Numbers in the order of the terms; unbound (-1) comes first. Raises Unsupported for terms of kinds that are not compared here."""
    bound = ids >= 0
    if not bound.all():
        found = np.full(len(ids), np.iinfo(np.int64).min)
        found[bound] = ranks(terms, ids[bound])
        return found
    kinds = np.unique(terms.kinds[ids])
    if len(kinds) and set(kinds.tolist()) <= {INTEGER, DECIMAL}:
        return scaled(terms, ids)[0]
    if len(kinds) > 1 or (len(kinds) and kinds[0] not in (IRI, STRING, LANG)):
        raise Unsupported("an order of different kinds of terms")
    if len(kinds) and kinds[0] == LANG and len(np.unique(terms.classes[ids])) > 1:
        return _by_text(terms, ids)
    return ids.astype(np.int64)


def _by_text(terms: Terms, ids: Ids) -> Whole:
    """Texts in several languages: by the text, then by the language."""
    unique, inverse = np.unique(ids, return_inverse=True)
    keys = [(terms.body(number), terms.names[terms.classes[number]][1]) for number in unique.tolist()]
    place = np.empty(len(unique), np.int64)
    place[sorted(range(len(unique)), key=keys.__getitem__)] = np.arange(len(unique))
    return place[inverse]


def ordered(keys: list[tuple[Whole, bool]]) -> npt.NDArray[np.intp]:
    """Rows in the order of the keys; the second of a key says that it descends."""
    return np.lexsort([~key if descending else key for key, descending in reversed(keys)])
