"""How far a constraint looks: only at the statements of its focus node, further into the graph, or beyond what the native engine takes.

The lists below are what the differential tests have shown to give equal results. A parameter that is in none of them is deferred to
pyshacl, so that a new kind of constraint is slow before it could be wrong.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Any

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH

_ESCAPED_MARK = re.compile(r"\\[.+*?()\[\]{}|^$/]")


class Reach(IntEnum):
    """What has to be at hand to judge a constraint. The larger wins where constraints are combined."""

    OWN = 0  # the statements whose subject is the focus node
    GRAPH = 1  # the whole graph
    DEFERRED = 2  # pyshacl


# judge a term by itself, or count the values of a path
OF_VALUES = frozenset({
    SH.minCount, SH.maxCount, SH.datatype, SH.nodeKind, SH.pattern, SH.minLength, SH.maxLength, SH.languageIn, SH.uniqueLang, SH.hasValue,
    SH["in"], SH.minInclusive, SH.maxInclusive, SH.minExclusive, SH.maxExclusive,
})  # fmt: skip
OF_SHAPES = frozenset({SH["not"], SH.node, SH.property})
OF_SHAPE_LISTS = frozenset({SH["and"], SH["or"], SH.xone})
TARGETS = frozenset({SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode})
DESCRIPTION = frozenset({
    RDF.type, SH.path, SH.message, SH.severity, SH.name, SH.description, SH.order, SH.group, SH.deactivated,
})  # fmt: skip


def reach_of_shape(shape: Any, graph: rdflib.Graph, *, at_focus: bool) -> Reach:
    """The reach of all constraints of a shape whose focus is the outer focus node (`at_focus`) or a value of it."""
    found = [reach_of_path(shape, graph, at_focus=at_focus)]
    for predicate, value in graph.predicate_objects(shape):
        if predicate not in DESCRIPTION:
            found.append(reach_of_constraint(shape, predicate, value, graph, at_focus=at_focus))
    return max(found)


def reach_of_constraint(shape: Any, predicate: Any, value: Any, graph: rdflib.Graph, *, at_focus: bool) -> Reach:
    """The reach of one constraint of a shape, its path apart."""
    inner_at_focus = at_focus and graph.value(shape, SH.path) is None
    if predicate == SH.pattern:
        return Reach.OWN if _is_plain_pattern(str(value)) and graph.value(shape, SH.flags) is None else Reach.DEFERRED
    if predicate in OF_VALUES:
        return Reach.OWN
    if predicate == SH["class"]:
        return Reach.OWN if inner_at_focus else Reach.GRAPH
    if predicate in OF_SHAPES:
        return reach_of_shape(value, graph, at_focus=inner_at_focus)
    if predicate in OF_SHAPE_LISTS:
        return max((reach_of_shape(member, graph, at_focus=inner_at_focus) for member in Collection(graph, value)), default=Reach.OWN)
    return Reach.DEFERRED


def reach_of_path(shape: Any, graph: rdflib.Graph, *, at_focus: bool) -> Reach:
    path = graph.value(shape, SH.path)
    if path is None:
        return Reach.OWN
    return Reach.OWN if at_focus and _is_one_step(path, graph) else Reach.GRAPH


def _is_one_step(path: Any, graph: rdflib.Graph) -> bool:
    if isinstance(path, rdflib.URIRef):
        return True
    alternatives = graph.value(path, SH.alternativePath)
    return alternatives is not None and all(isinstance(step, rdflib.URIRef) for step in Collection(graph, alternatives))


def _is_plain_pattern(pattern: str) -> bool:
    """Whether every regular-expression engine reads it alike: no escapes but of marks, no look-around, no named or lazy groups.

    >>> _is_plain_pattern("/id/periode/[^/]+$"), _is_plain_pattern("(?=a)"), _is_plain_pattern(r"a\\.b"), _is_plain_pattern(r"\\d")
    (True, False, True, False)
    """
    bare = _ESCAPED_MARK.sub("", pattern)
    return not any(odd in bare for odd in ("\\", "(?", "+?", "*?", "??", "}?", "[[", "&&", "--", "~~"))
