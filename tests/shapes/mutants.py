"""Broken copies of valid nodes: for every statement the copies without it, with it twice, and with every odd value in its place.

What the shapes name is read from the shapes themselves, so that a new shape is attacked without anyone telling this module of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH

from kg.namespaces import CANONICAL_BASE
from kg.shacl.reach import DESCRIPTION, TARGETS
from kg.shacl.terms import term_text

XSD = "http://www.w3.org/2001/XMLSchema#"
GRAPH = "<https://example.org/graph>"
TYPE = f"<{RDF.type}>"
ODD_VALUES = (
    "<https://example.org/nothing>",
    f"<{CANONICAL_BASE}id/konsep/>",
    '""',
    '"a"',
    '"16 angka: 3174012345670001, surel nama@contoh.id, telepon +62 812-3456-7890"@id',
    '"label"@en',
    '"lain"@en',
    '"label"@fr',
    f'"0"^^<{XSD}integer>',
    f'"-3"^^<{XSD}integer>',
    f'"3"^^<{XSD}integer>',
    f'"007"^^<{XSD}integer>',
    f'"99999999999999999999999"^^<{XSD}integer>',
    f'"101.5"^^<{XSD}decimal>',
    f'"1e3"^^<{XSD}double>',
    f'"tiga"^^<{XSD}integer>',
    f'"2021-02-30"^^<{XSD}date>',
    f'"1900-01-01"^^<{XSD}date>',
    f'"2999-12-31"^^<{XSD}date>',
    f'"2021"^^<{XSD}gYear>',
    f'"20x1"^^<{XSD}gYear>',
    f'"1"^^<{XSD}boolean>',
    f'"ya"^^<{XSD}boolean>',
)


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint that can give results: the shape that reports, its parameter, and the component of its results."""

    shape: str
    parameter: str

    @property
    def component(self) -> str:
        return self.parameter[0].upper() + self.parameter[1:]


def constraints_of(shapes: rdflib.Graph) -> set[Constraint]:
    """Every constraint of every shape with targets and of its property shapes."""
    found = set()
    for top in _tops(shapes):
        for shape in (top, *shapes.objects(top, SH.property)):
            names = set(shapes.predicates(shape)) - DESCRIPTION - TARGETS - {SH.property, SH.flags}
            found |= {Constraint(str(shape), str(name).removeprefix(str(SH))) for name in names if str(name).startswith(str(SH))}
    return found


Node = tuple[str, list[tuple[str, str]]]


def nodes_of(cases: Iterable[Path]) -> list[Node]:
    """The nodes of data files, each as its file describes it: its address, and its (predicate, object) pairs in N-Triples."""
    nodes: list[Node] = []
    for case in cases:
        described: dict[str, dict[tuple[str, str], None]] = {}
        for triple in ox.parse(case.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri="https://example.org/"):
            described.setdefault(str(triple.subject), {})[str(triple.predicate), str(triple.object)] = None
        nodes += [(subject, list(pairs)) for subject, pairs in described.items()]
    return nodes


def mutants(nodes: list[Node], shapes: rdflib.Graph) -> str:
    """Sorted N-Quads of all nodes and of their broken copies, which have addresses of their own."""
    lines, replaced = set[str](), set[tuple[str, str]]()
    for position, (subject, pairs) in enumerate(nodes):
        lines |= set(_lines(subject, pairs))
        for number, broken in enumerate(_broken(pairs, replaced, nodes, shapes)):
            lines |= set(_lines(f"{subject[:-1]}-m{position}-{number}>", broken))
    return "".join(sorted(lines))


def bare_targets(shapes: rdflib.Graph) -> str:
    """For each target of each shape nodes that have nothing else, and for each of its paths nodes with one odd value."""
    lines: set[str] = set()
    for top in _tops(shapes):
        for number, target in enumerate(_targets(top, shapes)):
            address = f"https://example.org/{str(top).rpartition('/')[2]}-{number}"
            lines |= set(_lines(f"<{address}>", [target]))
            for position, pair in enumerate(_odd_pairs(top, shapes)):
                lines |= set(_lines(f"<{address}-{position}>", [target, pair]))
    return "".join(sorted(lines))


def _lines(subject: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (f"{subject} {predicate} {value} {GRAPH} .\n" for predicate, value in pairs)


def _broken(
    pairs: list[tuple[str, str]], replaced: set[tuple[str, str]], nodes: list[Node], shapes: rdflib.Graph
) -> Iterator[list[tuple[str, str]]]:
    """Broken copies of one node. A statement that was `replaced` by every odd value in another node is only left out and doubled here."""
    used = {predicate for predicate, _ in pairs}
    for index, (predicate, value) in enumerate(pairs):
        rest = pairs[:index] + pairs[index + 1 :]
        yield rest
        yield [pair for pair in pairs if pair[0] != predicate]
        if predicate != TYPE and (predicate, value) not in replaced:
            replaced.add((predicate, value))
            seen = {other for _, found in nodes for name, other in found if name == predicate}
            for odd in (*ODD_VALUES, *sorted(seen - {value})):
                yield [*rest, (predicate, odd)]
        yield [*pairs, (predicate, ODD_VALUES[0])]
        yield [*pairs, *((predicate, f'"lain"@{language}') for language in ("id", "en"))]
    for path in sorted({path for top in _tops(shapes) for path in _paths(top, shapes, set())} - used):
        yield [*pairs, *((path, value) for value in ODD_VALUES)]
    for smaller, larger in _ordered(shapes):
        rest = [pair for pair in pairs if pair[0] not in (smaller, larger)]
        yield [*rest, (smaller, f'"2999-12-31"^^<{XSD}date>'), (larger, f'"1900-01-01"^^<{XSD}date>')]
    for kind in sorted({term_text(kind) for predicate in (SH.targetClass, SH["class"]) for kind in shapes.objects(None, predicate)}):
        yield [*pairs, (TYPE, kind)]


def _tops(shapes: rdflib.Graph) -> set[Any]:
    return {shape for target in TARGETS for shape in shapes.subjects(target, None)}


def _ordered(shapes: rdflib.Graph) -> set[tuple[str, str]]:
    """Predicates whose values a shape wants in order."""
    orders = ((shape, other) for order in (SH.lessThan, SH.lessThanOrEquals) for shape, other in shapes.subject_objects(order))
    return {(term_text(shapes.value(shape, SH.path)), term_text(other)) for shape, other in orders}


def _targets(top: Any, shapes: rdflib.Graph) -> Iterator[tuple[str, str]]:
    for kind in shapes.objects(top, SH.targetClass):
        yield TYPE, term_text(kind)
    for predicate in shapes.objects(top, SH.targetSubjectsOf):
        yield term_text(predicate), ODD_VALUES[0]


def _odd_pairs(top: Any, shapes: rdflib.Graph) -> Iterator[tuple[str, str]]:
    for path in _paths(top, shapes, set()):
        for value in ODD_VALUES:
            yield path, value


def _paths(shape: Any, shapes: rdflib.Graph, seen: set[Any]) -> list[str]:
    """All predicates that paths below a shape name."""
    found: list[str] = []
    for predicate, value in shapes.predicate_objects(shape):
        if predicate in (SH.path, SH.alternativePath, SH.inversePath):
            members = [value] if isinstance(value, rdflib.URIRef) else list(Collection(shapes, value))
            found += [term_text(member) for member in members if isinstance(member, rdflib.URIRef)]
        if value not in seen and not isinstance(value, rdflib.Literal):
            seen.add(value)
            found += _paths(value, shapes, seen)
    return list(dict.fromkeys(found))
