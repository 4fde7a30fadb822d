"""Which statements a set of shapes can look at, so that constraints that need the whole graph get a small one that means the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH

from kg.shacl.reach import DESCRIPTION, OF_SHAPE_LISTS, OF_SHAPES, OF_VALUES, TARGETS

_OF_PREDICATES = frozenset({SH.lessThan, SH.lessThanOrEquals, SH.equals, SH.disjoint, SH.targetSubjectsOf, SH.targetObjectsOf})
_KNOWN = DESCRIPTION | OF_VALUES | OF_SHAPES | OF_SHAPE_LISTS | TARGETS | _OF_PREDICATES | {SH["class"]}
TYPE = f"<{RDF.type}>"
SUBCLASS_LINE = f" <{RDFS.subClassOf}> "


@dataclass(frozen=True, slots=True)
class Mentions:
    """Predicates and classes that shapes name, in N-Triples. `everything`: they may look at any statement."""

    predicates: frozenset[str]
    classes: frozenset[str]
    everything: bool = False

    def holds(self, predicate: str, rest: str) -> bool:
        """Whether a statement (its predicate, and the rest of its line) matters."""
        if self.everything or predicate in self.predicates:
            return True
        return predicate == TYPE and rest[: rest.index(">") + 1] in self.classes

    def with_all_types(self) -> Mentions:
        """For graphs that say which class is below which."""
        return replace(self, predicates=self.predicates | {TYPE})


def mentions(shapes: rdflib.Graph) -> Mentions:
    """What shapes look at."""
    predicates: set[Any] = {RDFS.subClassOf}
    for _, path in shapes.subject_objects(SH.path):
        predicates |= _predicates_of(path, shapes)
    for kind in _OF_PREDICATES:
        predicates |= set(shapes.objects(None, kind))
    classes = {*shapes.objects(None, SH.targetClass), *shapes.objects(None, SH["class"])}
    unknown = {p for p in shapes.predicates() if str(p).startswith(str(SH)) and p not in _KNOWN and not _is_path_word(p)}
    return Mentions(frozenset(f"<{p}>" for p in predicates), frozenset(f"<{c}>" for c in classes), bool(unknown))


def _predicates_of(path: Any, shapes: rdflib.Graph) -> set[Any]:
    if isinstance(path, rdflib.URIRef):
        return {path}
    if shapes.value(path, RDF.first) is not None:
        return set().union(*(_predicates_of(step, shapes) for step in Collection(shapes, path)))
    return set().union(*(_predicates_of(inner, shapes) for inner in shapes.objects(path)))


def _is_path_word(predicate: Any) -> bool:
    return predicate in {SH.alternativePath, SH.inversePath, SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath}
