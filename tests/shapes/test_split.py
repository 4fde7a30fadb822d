"""Shapes taken apart: each constraint in exactly one set, what the native engine is not known to do alike with pyshacl."""

from __future__ import annotations

import pytest
import rdflib

from kg.namespaces import CANONICAL_BASE
from kg.resources import shapes_root
from kg.shacl.reference import graph_from_text, reference_results
from kg.shacl.rules import load_shapes
from kg.shacl.split import Split, split_shapes
from tests.shapes.mutants import XSD, constraints_of

PREFIXES = """@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
WORDS = 'sh:message "pesan"@id, "message"@en'


def split(turtle: str) -> Split:
    return split_shapes(rdflib.Graph().parse(data=PREFIXES + turtle, format="turtle"))


def named(graph: rdflib.Graph) -> set[tuple[str, str]]:
    return {(constraint.shape.rpartition("/")[2], constraint.parameter) for constraint in constraints_of(graph)}


def test_our_shapes_are_taken_apart_without_loss_or_repeat() -> None:
    shapes = load_shapes(shapes_root(), CANONICAL_BASE)
    parts = split_shapes(shapes)
    sets = [constraints_of(part) for part in (parts.own, parts.joined, parts.deferred)]
    assert set().union(*sets) == constraints_of(shapes)
    assert sum(map(len, sets)) == len(constraints_of(shapes))


def test_constraints_of_observations_are_all_judged_node_by_node() -> None:
    """Otherwise a table of a million rows would have to be held in memory."""
    parts = split_shapes(load_shapes(shapes_root(), CANONICAL_BASE))
    assert not [
        constraint for part in (parts.joined, parts.deferred) for constraint in constraints_of(part) if "/Observation" in constraint.shape
    ]


@pytest.mark.parametrize(
    ("constraint", "where"),
    [
        ("sh:path ex:p ; sh:minCount 1", "own"),
        ("sh:path ( ex:p ex:q ) ; sh:minCount 1", "joined"),
        ("sh:path [ sh:inversePath ex:p ] ; sh:minCount 1", "joined"),
        ("sh:path ex:p ; sh:class ex:C", "joined"),
        ("sh:path ex:p ; sh:lessThan ex:q", "deferred"),
        ('sh:path ex:p ; sh:pattern "[0-9]+?"', "deferred"),
        ('sh:path ex:p ; sh:pattern "a" ; sh:flags "i"', "deferred"),
        ("sh:path ex:p ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShape [ sh:class ex:C ]", "deferred"),
        ("sh:path ex:p ; sh:somethingNew 1", "deferred"),
    ],
)
def test_a_constraint_goes_where_it_can_be_judged(constraint: str, where: str) -> None:
    parts = split(f"ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:P . ex:P {constraint} ; {WORDS} .")
    assert [name for name in ("own", "joined", "deferred") if named(getattr(parts, name))] == [where]


def test_a_shape_without_words_of_its_own_is_deferred() -> None:
    parts = split("ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:P . ex:P sh:path ex:p ; sh:minCount 1 .")
    assert named(parts.deferred) == {("P", "minCount")}
    assert not len(parts.own)


def test_a_shape_that_another_one_names_reports_once() -> None:
    turtle = f"""ex:A a sh:NodeShape ; sh:targetClass ex:T ; sh:node ex:B ; {WORDS} .
        ex:B a sh:NodeShape ; sh:targetClass ex:U ; sh:nodeKind sh:IRI ; {WORDS} ."""
    assert named(split(turtle).deferred) == {("A", "node"), ("B", "nodeKind")}


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (f'"1998"^^<{XSD}gYear>', f'"1989"^^<{XSD}gYear>', 1),
        (f'"1989"^^<{XSD}gYear>', f'"1998"^^<{XSD}gYear>', 0),
        (f'"2021-02-30"^^<{XSD}date>', f'"2021-03-01"^^<{XSD}date>', 1),
    ],
)
def test_years_and_dates_that_cannot_be_compared_are_findings_not_crashes(first: str, last: str, found: int) -> None:
    node = "<https://example.org/x>"
    pairs = (
        (f"<{rdflib.RDF.type}>", f"<{CANONICAL_BASE}ontology/EventPeriod>"),
        ("<https://schema.org/startDate>", first),
        ("<https://schema.org/endDate>", last),
    )
    text = "".join(f"{node} {predicate} {value} <https://example.org/graph> .\n" for predicate, value in pairs)
    results = reference_results(graph_from_text(text), load_shapes(shapes_root(), CANONICAL_BASE))
    assert sum(result.component == "LessThanOrEquals" for result in results) == found
