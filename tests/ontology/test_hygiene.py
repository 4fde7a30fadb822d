"""Rules for the ontology and the code lists, each a query that selects offenders; its first line says the rule."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import OWL, RDF

from kg.namespaces import CANONICAL_BASE
from kg.pipeline.gate import load_shapes, validate
from kg.resources import mappings_root, resource_root, shapes_root
from tests.ontology.files import graph_of, turtle_files

HAM = f"{CANONICAL_BASE}ontology/"
RULES = sorted((Path(__file__).parent / "hygiene").glob("*.rq"))
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
SOURCES = [*(resource_root() / "kg").rglob("*.py"), *mappings_root().glob("*/*/mapping.py")]


@pytest.fixture(scope="module")
def declared(ontology: rdflib.Graph) -> set[str]:
    return {str(term) for kind in KINDS for term in ontology.subjects(RDF.type, kind) if str(term).startswith(HAM)}


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_no_offender_against(rule: Path, vocabulary: ox.Store) -> None:
    text = rule.read_text(encoding="utf-8")
    offenders = [" ".join(str(value) for value in row if value is not None) for row in vocabulary.query(text)]  # type: ignore[union-attr]
    assert offenders == [], text.splitlines()[0]


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_every_rule_says_itself_in_one_sentence_on_its_first_line(rule: Path) -> None:
    assert re.fullmatch(r"# [A-Z].+\.", rule.read_text(encoding="utf-8").splitlines()[0])


def test_shapes_use_declared_terms_only(declared: set[str]) -> None:
    shapes = load_shapes(shapes_root(), CANONICAL_BASE)
    used = {str(term) for triple in shapes for term in triple if isinstance(term, rdflib.URIRef) and str(term).startswith(HAM)}
    assert used - declared == set()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(resource_root()).as_posix())
def test_code_and_mappings_use_declared_terms_only(source: Path, declared: set[str]) -> None:
    used = set(re.findall(r"""["']ham:([A-Za-z][A-Za-z0-9]*)["']""", source.read_text(encoding="utf-8")))
    assert {name for name in used if HAM + name not in declared} == set()


def test_code_lists_conform_to_the_shapes() -> None:
    assert [finding.words("en") for finding in validate(graph_of("codelists"), load_shapes(shapes_root(), CANONICAL_BASE)).findings] == []


@pytest.mark.parametrize("example", turtle_files("examples"), ids=lambda path: path.stem)
def test_examples_conform_to_every_shape(example: Path) -> None:
    findings = validate(rdflib.Graph().parse(example), load_shapes(shapes_root(), CANONICAL_BASE)).findings
    assert [finding.words("en") for finding in findings] == []


@pytest.mark.parametrize("example", turtle_files("examples"), ids=lambda path: path.stem)
def test_examples_use_declared_terms_and_existing_concepts_only(example: Path, ontology: rdflib.Graph, declared: set[str]) -> None:
    graph = rdflib.Graph().parse(example)
    iris = {str(term) for triple in graph for term in triple if isinstance(term, rdflib.URIRef)}
    concepts = {str(subject) for subject in {*ontology.subjects(), *graph.subjects()}}
    assert {iri for iri in iris if iri.startswith(HAM)} - declared == set()
    assert {iri for iri in iris if iri.startswith(f"{CANONICAL_BASE}id/konsep/")} - concepts == set()
