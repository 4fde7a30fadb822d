"""Conditions over rows, in the three-valued logic of SPARQL: where they are true, and where they are errors."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.cube import constants
from kg.cube.algebra import Aggregate, Both, Bound, Compare, Condition, Either, Judged, LangOf, Not, OneOf, Operand, Var
from kg.cube.judge import judged
from kg.cube.numbers import Whole, same_scale, scaled
from kg.cube.terms import DECIMAL, INTEGER, IRI, LANG, OTHER, Ids, Term, Terms
from kg.cube.unsupported import Unsupported

Mask = npt.NDArray[np.bool_]
_ORDER: dict[str, Callable[[Whole, Whole], Mask]] = {
    "=": np.equal, "!=": np.not_equal, "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal,
}  # fmt: skip
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


class Truth(NamedTuple):
    """Where a condition is true, and where it is an error; elsewhere it is false."""

    true: Mask
    error: Mask


class Rows(NamedTuple):
    """What a condition is asked of: the terms of variables, and the values of aggregates with the power of ten that they share."""

    terms: Terms
    many: int
    bound: dict[str, Ids]
    measured: dict[Aggregate, tuple[Whole, int]]


def truth(condition: Condition, rows: Rows) -> Truth:
    """Evaluate a condition for all rows at once. Raises Unsupported where the engine's rules are not known here."""
    match condition:
        case Bound(name):
            return _certain(rows.bound[name] >= 0)
        case Judged(name):
            return Truth(*judged(condition, rows.bound[name], rows.terms))
        case Compare(operator, left, right):
            return _compare(operator, left, right, rows)
        case OneOf(value, choices):
            return _any([_compare("=", value, choice, rows) for choice in choices])
    return _joined(condition, rows)


def _joined(condition: Not | Either | Both, rows: Rows) -> Truth:
    match condition:
        case Not(inner):
            found = truth(inner, rows)
            return Truth(~found.true & ~found.error, found.error)
        case Either(left, right):
            return _any([truth(left, rows), truth(right, rows)])
        case Both(left, right):
            one, other = truth(left, rows), truth(right, rows)
            false = (~one.true & ~one.error) | (~other.true & ~other.error)
            return Truth(one.true & other.true, (one.error | other.error) & ~false)


def _any(found: list[Truth]) -> Truth:
    true = np.logical_or.reduce([one.true for one in found])
    return Truth(true, np.logical_or.reduce([one.error for one in found]) & ~true)


def _certain(true: Mask) -> Truth:
    return Truth(true, np.zeros(len(true), np.bool_))


def _compare(operator: str, left: Operand, right: Operand, rows: Rows) -> Truth:
    """A comparison; with what is unbound it is an error."""
    names = [side.name for side in (left, right) if isinstance(side, Var | LangOf)]
    bound = np.logical_and.reduce([rows.bound[name] >= 0 for name in names]) if names else np.ones(rows.many, np.bool_)
    if bound.all():
        return _compare_bound(operator, left, right, rows)
    part = Rows(rows.terms, int(bound.sum()), {name: rows.bound[name][bound] for name in names}, {})
    found = _compare_bound(operator, left, right, part)
    true, error = np.zeros(rows.many, np.bool_), ~bound
    true[bound], error[bound] = found
    return Truth(true, error)


def _compare_bound(operator: str, left: Operand, right: Operand, rows: Rows) -> Truth:
    if isinstance(left, tuple) and not isinstance(right, tuple):
        left, right, operator = right, left, _TURNED[operator]
    if isinstance(left, LangOf) and isinstance(right, tuple):
        return _language(operator, rows.bound[left.name], right, rows.terms)
    if isinstance(left, Aggregate):
        return _numbers(operator, rows.measured[left], _value(right, rows))
    if isinstance(left, Var) and isinstance(right, Var):
        return _two_variables(operator, rows.bound[left.name], rows.bound[right.name], rows.terms)
    if isinstance(left, Var) and isinstance(right, tuple):
        return _with_constant(operator, rows.bound[left.name], right, rows.terms)
    raise Unsupported("a comparison")


def _numbers(operator: str, left: tuple[Whole, int], right: tuple[Whole, int]) -> Truth:
    one, other, _ = same_scale(left, right)
    return _certain(_ORDER[operator](one, other))


def _value(operand: Operand, rows: Rows) -> tuple[Whole, int]:
    if isinstance(operand, Aggregate):
        return rows.measured[operand]
    if isinstance(operand, tuple) and operand[0] in (INTEGER, DECIMAL):
        return _constant(operand)
    raise Unsupported("an aggregate compared with what is no number")


def _constant(term: Term) -> tuple[Whole, int]:
    whole, _, part = term[2].partition(b".")
    return np.array([int(whole + part)], np.int64), len(part)


def _two_variables(operator: str, left: Ids, right: Ids, terms: Terms) -> Truth:
    kinds = np.concatenate([terms.kinds[left], terms.kinds[right]])
    if operator in ("=", "!=") and bool((kinds == IRI).all()):
        return _certain((left == right) == (operator == "="))
    return _numbers(operator, scaled(terms, left), scaled(terms, right))


def _with_constant(operator: str, ids: Ids, constant: Term, terms: Terms) -> Truth:
    kinds = terms.kinds[ids]
    if bool((kinds == OTHER).any()):
        raise Unsupported("a comparison with a literal of another datatype")
    if constant[0] in (INTEGER, DECIMAL):
        return _with_number(operator, ids, kinds, constant, terms)
    if operator not in ("=", "!="):
        raise Unsupported("an order of what are no numbers")
    number = terms.find(constant)
    same = np.zeros(len(ids), np.bool_) if number is None else ids == number
    return _certain(same if operator == "=" else ~same)


def _with_number(operator: str, ids: Ids, kinds: npt.NDArray[np.uint8], constant: Term, terms: Terms) -> Truth:
    numeric = (kinds == INTEGER) | (kinds == DECIMAL)
    if bool(numeric.all()):
        return _numbers(operator, scaled(terms, ids), _constant(constant))
    true = np.full(len(ids), operator == "!=")  # nothing else equals a number, nor is more or less than one
    if numeric.any():
        true[numeric] = _numbers(operator, scaled(terms, ids[numeric]), _constant(constant)).true
    return Truth(true, ~numeric if operator not in ("=", "!=") else np.zeros(len(ids), np.bool_))


def _language(operator: str, ids: Ids, wanted: Term, terms: Terms) -> Truth:
    if operator not in ("=", "!=", "langMatches") or wanted[:2] != constants.string("")[:2]:
        raise Unsupported("a comparison of languages")
    tags = [name if kind == LANG else b"" for kind, name in terms.names]
    if operator == "langMatches":
        fits = [_matches(tag, wanted[2].lower()) for tag in tags]
    else:
        fits = [(tag == wanted[2]) == (operator == "=") for tag in tags]
    error = terms.kinds[ids] == IRI  # has no language, not even an empty one
    return Truth(np.array(fits, np.bool_)[terms.classes[ids]] & ~error, error)


def _matches(tag: bytes, wanted: bytes) -> bool:
    """Basic filtering (RFC 4647, section 3.3.1)."""
    return bool(tag) if wanted == b"*" else tag == wanted or tag.startswith(wanted + b"-")
