"""Shapes taken apart by the reach of their constraints into three sets, which together give the results that the whole gives.

Constraints of one shape are independent: each gives its results whatever the others say. So a set holds the shape with its targets,
path, messages and severity, and only those of its constraints that belong there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import rdflib
from rdflib.namespace import RDF, RDFS, SH

from kg.shacl.reach import DESCRIPTION, OF_SHAPES, TARGETS, Reach, reach_of_constraint, reach_of_path

_KINDS = (SH.NodeShape, SH.PropertyShape)


@dataclass(frozen=True, slots=True)
class Split:
    """`own`: native, on any part of the graph that holds whole subjects. `joined`: native, on the graph. `deferred`: pyshacl."""

    own: rdflib.Graph
    joined: rdflib.Graph
    deferred: rdflib.Graph


def split_shapes(shapes: rdflib.Graph) -> Split:
    """Take shapes apart. What cannot be told apart safely goes to `deferred`."""
    graphs = {reach: rdflib.Graph() for reach in Reach}
    entangled = _entangled(shapes)
    for top in sorted(_tops(shapes)):
        parts = [(top, None), *((part, top) for part in shapes.objects(top, SH.property))]
        if _has_plain_targets(top, shapes):
            for shape, holder in parts:
                for reach, predicate, value in _constraints(shape, top, shapes, entangled):
                    _describe(graphs[reach], shapes, {top, shape})
                    if holder is not None:
                        graphs[reach].add((holder, SH.property, shape))
                    graphs[reach].add((shape, predicate, value))
                    _copy(graphs[reach], shapes, value)
        else:
            _copy(graphs[Reach.DEFERRED], shapes, top)
    return Split(*(graphs[reach] for reach in Reach))


def _tops(shapes: rdflib.Graph) -> set[Any]:
    """Shapes with targets: explicit ones, SPARQL ones, or being a class."""
    targeted = {shape for target in (*TARGETS, SH.target) for shape in shapes.subjects(target, None)}
    implicit = {shape for kind in _KINDS for shape in shapes.subjects(RDF.type, kind) if (shape, RDF.type, RDFS.Class) in shapes}
    return targeted | implicit


def _has_plain_targets(top: Any, shapes: rdflib.Graph) -> bool:
    return (
        isinstance(top, rdflib.URIRef)
        and (top, SH.target, None) not in shapes
        and (top, RDF.type, RDFS.Class) not in shapes
        and (top, SH.path, None) not in shapes
    )


def _entangled(shapes: rdflib.Graph) -> set[Any]:
    """Shapes that report by themselves and are named by a constraint of another one too: copied there, they would report twice."""
    tops = _tops(shapes)
    parts = {part for top in tops for part in shapes.objects(top, SH.property)}
    named = {value for predicate in (*OF_SHAPES, RDF.first) for shape, value in shapes.subject_objects(predicate) if shape not in tops}
    return (tops | parts) & (named | {value for top in tops for kind in OF_SHAPES - {SH.property} for value in shapes.objects(top, kind)})


def _constraints(shape: Any, top: Any, shapes: rdflib.Graph, entangled: set[Any]) -> Iterator[tuple[Reach, Any, Any]]:
    """Each constraint of a shape that reports, with its reach."""
    least = max(reach_of_path(shape, shapes, at_focus=True), _reach_of_targets(top, shapes))
    if not isinstance(shape, rdflib.URIRef) or not _speaks(shape, shapes) or shape in entangled:
        least = Reach.DEFERRED
    skipped = DESCRIPTION | TARGETS | ({SH.property} if shape == top else set())
    for predicate, value in sorted(shapes.predicate_objects(shape)):
        if predicate not in skipped:
            own = reach_of_constraint(shape, predicate, value, shapes, at_focus=True)
            yield Reach.DEFERRED if not entangled.isdisjoint(_below(value, shapes)) else max(least, own), predicate, value


def _reach_of_targets(top: Any, shapes: rdflib.Graph) -> Reach:
    """A node that is named as an object has its own statements elsewhere."""
    return Reach.GRAPH if (top, SH.targetObjectsOf, None) in shapes else Reach.OWN


def _speaks(shape: Any, shapes: rdflib.Graph) -> bool:
    """Whether it has its own words: the words that engines find for silent shapes differ."""
    return sorted(getattr(words, "language", None) or "" for words in shapes.objects(shape, SH.message)) == ["en", "id"]


def _describe(target: rdflib.Graph, shapes: rdflib.Graph, nodes: set[Any]) -> None:
    """Copy what shapes are about, their words and their severity."""
    for node in nodes:
        for predicate, value in shapes.predicate_objects(node):
            if predicate in DESCRIPTION | TARGETS:
                target.add((node, predicate, value))
                _copy(target, shapes, value)


def _below(node: Any, shapes: rdflib.Graph) -> set[Any]:
    """A node and all nodes below it."""
    found: set[Any] = set()
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if node not in found and not isinstance(node, rdflib.Literal):
            found.add(node)
            waiting += shapes.objects(node)
    return found


def _copy(target: rdflib.Graph, shapes: rdflib.Graph, node: Any) -> None:
    """Copy what is said of a node and of the nodes below it; terms of the data (classes, properties) have no statements here."""
    if isinstance(node, rdflib.Literal):
        return
    for predicate, value in shapes.predicate_objects(node):
        if (node, predicate, value) not in target:
            target.add((node, predicate, value))
            _copy(target, shapes, value)
