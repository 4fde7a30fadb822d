"""Conditions about one variable that the engine judges: each different term once, as VALUES of a query on nothing."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import pyoxigraph as ox

from kg.cube.algebra import Judged
from kg.cube.compact import compact
from kg.cube.terms import IRI, LANG, Ids, Terms
from kg.cube.unsupported import Unsupported

_MOST = 5000  # terms: beyond, the engine is as quick with the whole query
_Mask = npt.NDArray[np.bool_]


def judged(condition: Judged, ids: Ids, terms: Terms) -> tuple[_Mask, _Mask]:
    """Where the condition is true, and where it is an error. Raises Unsupported for unbound variables, many terms, or a refusal."""
    unique, inverse = compact(ids)
    if len(unique) > _MOST or (len(unique) and unique[0] < 0):
        raise Unsupported("a condition on many terms, or on none")
    values = " ".join(f"({number} {_spelt(terms, term)})" for number, term in enumerate(unique.tolist()))
    row, refuted = f"?{condition.name}_row", f"?{condition.name}_not"
    pattern = f"VALUES ({row} ?{condition.name}) {{ {values} }} BIND(!({condition.text} ) AS {refuted})"
    true, error = np.zeros(len(unique), np.bool_), np.ones(len(unique), np.bool_)
    try:
        found = _engine().query(f"{condition.prefixes}SELECT {row} {refuted} {{ {pattern} }}")
        for number, answer in found:  # type: ignore[union-attr]
            if answer is not None:
                place = int(number.value)
                true[place], error[place] = answer.value == "false", False
    except (SyntaxError, ValueError, OSError, RuntimeError) as refusal:
        raise Unsupported("a condition that the engine refuses") from refusal
    return true[inverse], error[inverse]


@cache
def _engine() -> ox.Store:
    return ox.Store()


def _spelt(terms: Terms, number: int) -> str:
    kind, name = terms.names[terms.classes[number]]
    body = terms.body(number).decode()
    if kind == IRI:
        return f"<{body}>"
    if kind == LANG:
        return str(ox.Literal(body, language=name.decode()))
    return str(ox.Literal(body, datatype=ox.NamedNode(name.decode())))
