"""The twenty-two rules that human rights data must meet: each has shapes of the severity told, and a broken case that shows it.

`rules.csv` is the table: number of the rule, severity, shape, and the case whose expected report has the shape's message.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH

from kg.namespaces import CANONICAL_BASE
from kg.pipeline.across import load_rules
from kg.pipeline.gate import load_shapes
from kg.resources import shapes_root
from tests.ontology.files import graph_of

HERE = Path(__file__).parent
SHAPES = load_shapes(shapes_root(), CANONICAL_BASE)
ACROSS = {rule.shape: rule for rule in load_rules(shapes_root(), CANONICAL_BASE)}
HS = rdflib.Namespace(f"{CANONICAL_BASE}shapes/")
SEVERITIES = {SH.Violation: "violation", SH.Warning: "warning"}
with (HERE / "rules.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))


def test_every_one_of_the_twenty_two_rules_has_a_shape() -> None:
    assert {int(row["rule"]) for row in ROWS} == set(range(1, 23))


def test_only_the_told_rules_are_warnings() -> None:
    """Rule 13 is both: exhaustive parts must add up, others should not exceed the total."""
    assert {int(row["rule"]) for row in ROWS if row["severity"] == "warning"} == {13, 14, 15, 16, 18, 22}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['rule']}-{row['shape']}-{row['case'].rpartition('.')[2]}")
def test_a_rule_is_enforced_by_its_shape_and_shown_by_its_case(row: dict[str, str]) -> None:
    severity, message = _told(row["shape"])
    assert severity == row["severity"]
    report = (HERE / f"{row['case']}.report.tsv").read_text(encoding="utf-8").splitlines()[1:]
    told = [line.split("\t") for line in report]
    assert any(found[2] == severity and _is_said(found[4], message) for found in told), message


def _told(name: str) -> tuple[str, str]:
    if rule := ACROSS.get(str(HS[name])):
        return rule.severity, rule.message_en
    assert list(SHAPES.objects(HS[name], RDF.type)), f"there is no shape {name}"
    messages = [str(text) for text in SHAPES.objects(HS[name], SH.message) if getattr(text, "language", "") == "en"]
    return SEVERITIES[SHAPES.value(HS[name], SH.severity)], messages[0]  # type: ignore[index]


def _is_said(line: str, message: str) -> bool:
    """Whether a line is the message; placeholders such as {?sum} stand for anything."""
    start, _, rest = message.partition("{?")
    return line == message or (bool(rest) and line.startswith(start))


def test_every_own_class_that_has_instances_has_a_shape() -> None:
    """Directly, through a superclass, or by a property that its instances have."""
    ontology = graph_of(".", "modules")
    targeted = set(SHAPES.objects(None, SH.targetClass)) | {rdflib.URIRef(name) for rule in ACROSS.values() for name in rule.named}
    classes = {term for term in ontology.subjects(RDF.type, OWL.Class) if str(term).startswith(f"{CANONICAL_BASE}ontology/")}
    uncovered = {
        term.removeprefix(f"{CANONICAL_BASE}ontology/")
        for term in classes
        if not ({term, *ontology.transitive_objects(term, RDFS.subClassOf)} & targeted)
    }
    assert uncovered <= _WITHOUT_SHAPE, uncovered - _WITHOUT_SHAPE
    assert uncovered >= _WITHOUT_SHAPE, "these have a shape now"


_WITHOUT_SHAPE: set[str] = set()


RULES = graph_of("codelists")
HAM = rdflib.Namespace(f"{CANONICAL_BASE}ontology/")


def _targets(shape: rdflib.term.Node) -> set[rdflib.term.Node]:
    """Classes and properties that a shape targets, or the shapes that it is a property of."""
    own = {*SHAPES.objects(shape, SH.targetClass), *SHAPES.objects(shape, SH.targetSubjectsOf)}
    return own or {target for parent in SHAPES.subjects(SH.property, shape) for target in _targets(parent)}


@pytest.mark.parametrize("number", range(1, 23))
def test_the_vocabulary_tells_of_a_rule_which_shapes_enforce_it_and_what_they_target(number: int) -> None:
    rule = rdflib.URIRef(f"{CANONICAL_BASE}id/konsep/aturan-data/{number:02d}")
    shapes = {row["shape"] for row in ROWS if int(row["rule"]) == number}
    assert {str(name) for name in RULES.objects(rule, HAM.enforcedByShape)} == shapes
    targets = {target for shape in shapes if str(HS[shape]) not in ACROSS for target in _targets(HS[shape])}
    assert set(RULES.objects(rule, HAM.appliesTo)) == targets
