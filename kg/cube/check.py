"""Whether the variables of a query are where the engine takes them, and means by them the same."""

from __future__ import annotations

from kg.cube.algebra import Aggregate, Both, Bound, Compare, Condition, Either, Judged, LangOf, Not, OneOf, Operand, Select, Var, names_in
from kg.cube.unsupported import Unsupported


def _names(condition: Condition | Operand) -> set[str]:
    """The variables of a condition outside its aggregates."""
    match condition:
        case Var(name) | LangOf(name) | Bound(name) | Judged(name):
            return {name}
        case Compare(_, left, right) | Both(left, right) | Either(left, right):
            return _names(left) | _names(right)
        case OneOf(value, _):
            return _names(value)
        case Not(inner):
            return _names(inner)
    return set()


def aggregates_of(condition: Condition | Operand) -> set[Aggregate]:
    """The aggregates in a condition."""
    match condition:
        case Aggregate():
            return {condition}
        case Compare(_, left, right) | Both(left, right) | Either(left, right):
            return aggregates_of(left) | aggregates_of(right)
        case OneOf(value, _):
            return aggregates_of(value)
        case Not(inner):
            return aggregates_of(inner)
    return set()


def check(select: Select, *, everything: bool) -> None:
    """What the engine would refuse, or would understand in another way. Raises Unsupported."""
    bound = select.variables
    _check_optionals(select)
    names = [name for name, _ in select.columns]
    used = {name for condition in select.filters for name in _names(condition)} | {values.variable for values in select.values}
    made = [(name, shown) for name, shown in select.columns if isinstance(shown, Aggregate)]
    measured = {shown.of for _, shown in made} | {part.of for having in select.having for part in aggregates_of(having)}
    measured |= {key.by.of for key in select.order_by if isinstance(key.by, Aggregate)}
    plain = {shown.name for _, shown in select.columns if isinstance(shown, Var)}
    problems = (
        not select.patterns or len(set(names)) != len(names),
        not used <= bound.keys() or not (measured - {None}) <= bound.keys() or not plain <= bound.keys(),
        any(name in bound for name, _ in made) or any(aggregates_of(condition) for condition in select.filters),
        select.aggregated and (everything or not plain <= set(select.group_by) or not set(select.group_by) <= bound.keys()),
        not select.aggregated and (bool(select.having) or any(isinstance(key.by, Aggregate) for key in select.order_by)),
    )
    if any(problems):
        raise Unsupported("its variables")
    known = set(names) | (set(select.group_by) if select.aggregated else bound.keys())
    having = {name for condition in select.having for name in _names(condition)}
    keys = {key.by.name for key in select.order_by if isinstance(key.by, Var)}
    if not keys <= known or not having <= set(select.group_by) or (select.distinct and not keys <= set(names)):
        raise Unsupported("variables of its order or its HAVING")


def _check_optionals(select: Select) -> None:
    """Each hangs at a variable that is bound before it, and shares no other with anything. Raises Unsupported."""
    taken = set(names_in(select.patterns))
    for part in select.optionals:
        own = set(names_in(part.patterns)) - part.before
        shared = set(names_in(part.patterns)) & part.before
        used = {name for condition in part.filters for name in _names(condition)}
        if len(shared) != 1 or own & taken or not used <= own | shared or any(aggregates_of(condition) for condition in part.filters):
            raise Unsupported("OPTIONAL with shared variables")
        taken |= own
    if any(values.variable not in names_in(select.patterns) for values in select.values):
        raise Unsupported("VALUES of what is optional")
