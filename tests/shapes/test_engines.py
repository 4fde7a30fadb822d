"""The native engine and pyshacl say the same, result for result: of every case, and of broken copies that hit every constraint there is."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.namespaces import CANONICAL_BASE
from kg.pipeline.gate import validate_file
from kg.resources import mappings_root, ontology_root, shapes_root
from kg.shacl.cut import Piece, cut
from kg.shacl.native import NativeShapes
from kg.shacl.pieces import conclude, examine
from kg.shacl.reference import graph_from_text, reference_results
from kg.shacl.results import EnginesDisagree, Result, must_agree
from kg.shacl.rules import load_rules, load_shapes
from tests.shapes.mutants import TYPE, bare_targets, constraints_of, mutants, nodes_of
from tests.shapes.reports import case_id, cases

pytest.importorskip("shacl")
SHAPES = load_shapes(shapes_root(), CANONICAL_BASE)
THINGS = sorted(path.stem for path in shapes_root().glob("*.ttl"))


@cache
def results_of_mutants(thing: str) -> tuple[Counter[Result], Counter[Result]]:
    """What pyshacl, and what both engines together say of the broken copies of a thing's cases."""
    own = rdflib.Graph().parse(shapes_root() / f"{thing}.ttl")
    nodes = nodes_of(case for case in cases("valid") if case.parent.name == thing)
    return both(mutants(nodes, own) + bare_targets(own))


def both(text: str) -> tuple[Counter[Result], Counter[Result]]:
    reference = Counter(reference_results(graph_from_text(text), SHAPES))
    return reference, Counter(load_rules(shapes_root(), CANONICAL_BASE).results(text))


def differences(text: str) -> list[tuple[str, Result]]:
    reference, native = both(text)
    return [("pyshacl alone", result) for result in reference - native] + [("native alone", result) for result in native - reference]


def nquads_of(path: Path) -> str:
    triples = ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri="https://example.org/")
    return "".join(sorted(f"{t.subject} {t.predicate} {t.object} <https://example.org/graph> .\n" for t in triples))


@pytest.mark.parametrize("case", [*cases("valid"), *cases("invalid"), *sorted(ontology_root().glob("examples/*.ttl"))], ids=case_id)
def test_engines_agree_on_every_case(case: Path) -> None:
    assert differences(nquads_of(case)) == []


@pytest.mark.parametrize("path", sorted(mappings_root().glob("*/*/fixtures/expected.nq")), ids=lambda path: "/".join(path.parts[-4:-2]))
def test_engines_agree_on_rows_of_every_dataset(path: Path) -> None:
    assert differences(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("thing", THINGS)
def test_engines_agree_on_every_injected_error(thing: str) -> None:
    reference, native = results_of_mutants(thing)
    assert list((reference - native).elements())[:3] == []
    assert list((native - reference).elements())[:3] == []


@pytest.mark.parametrize("thing", THINGS)
def test_every_constraint_of_the_shapes_is_hit_by_an_injected_error(thing: str) -> None:
    """A constraint that no broken copy and no broken case violates is a constraint on which the engines were never compared."""
    own = rdflib.Graph().parse(shapes_root() / f"{thing}.ttl")
    broken = [both(nquads_of(case))[0] for case in cases("invalid") if case.parent.name == thing]
    hit = {(result.shape, result.component) for found in (results_of_mutants(thing)[0], *broken) for result in found}
    missed = {constraint for constraint in constraints_of(own) if (constraint.shape, constraint.component) not in hit}
    assert missed == set()


@pytest.mark.parametrize("thing", ["observation", "structure", "event"])
def test_a_graph_in_pieces_has_the_findings_of_the_whole(thing: str, tmp_path: Path) -> None:
    path = graph_file(thing, tmp_path)
    rules = load_rules(shapes_root(), CANONICAL_BASE)
    pieces = cut(path, size=100_000)
    assert len(pieces) > 3
    assert "".join(piece.read() for piece in pieces) == path.read_text(encoding="utf-8")
    verdict = conclude("agensi/uji", [examine(piece, rules) for piece in pieces], path, rules)
    whole = reference_results(graph_from_text(path.read_text(encoding="utf-8")), SHAPES)
    assert Counter(verdict.results) == Counter(whole)


def test_both_engines_make_the_same_report(tmp_path: Path) -> None:
    """Findings with their source rows and words in both languages; a value that a privacy rule found is shown by no other rule either."""
    path = graph_file("privacy", tmp_path)
    native = validate_file(path, shapes_root(), CANONICAL_BASE, native=True)
    assert native == validate_file(path, shapes_root(), CANONICAL_BASE, native=False)
    assert any(finding.row for finding in native.findings)
    found = [finding for finding in native.findings if "rawValue" in (finding.path or "")]
    assert any(finding.component == "Not" for finding in found)
    assert "3174012345670001" not in "".join(str(finding.value) for finding in found)


def test_a_piece_ends_where_a_subject_ends(tmp_path: Path) -> None:
    path = graph_file("period", tmp_path)
    subjects = [{line.split(" ")[0] for line in piece.read().splitlines()} for piece in cut(path, size=5_000)]
    assert sum(map(len, subjects)) == len(set().union(*subjects))


def test_engines_that_disagree_are_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = graph_file("observation", tmp_path)
    honest = NativeShapes.results
    monkeypatch.setattr(NativeShapes, "results", lambda self, nquads: honest(self, nquads)[1:])
    with pytest.raises(EnginesDisagree, match=r"disagree on a sample .*only pyshacl finds"):
        validate_file(path, shapes_root(), CANONICAL_BASE, native=True)


def test_a_disagreement_shows_no_private_value() -> None:
    private = Result("<https://example.org/a>", "", '"3174012345670001"', "Not", f"{CANONICAL_BASE}shapes/PrivasiTeks-nik", "violation", ())
    with pytest.raises(EnginesDisagree) as told:
        must_agree("agensi/uji", [private], [])
    assert "3174012345670001" not in str(told.value)


def test_text_that_ends_in_a_line_feed_is_left_to_pyshacl(tmp_path: Path) -> None:
    """A dollar sign matches before that line feed to pyshacl and not to the native engine."""
    path = tmp_path / "graph.nq"
    state = "<https://example.org/x/id/negara/IDN>"
    identifier = f'{state} <http://purl.org/dc/terms/identifier> "IDN\\n" <https://example.org/graph> .\n'
    path.write_text(identifier + f"{state} {TYPE} <{CANONICAL_BASE}ontology/StateOrArea> <https://example.org/graph> .\n")
    assert examine(Piece(path, 0, path.stat().st_size), load_rules(shapes_root(), CANONICAL_BASE)).needs_reference
    native = validate_file(path, shapes_root(), CANONICAL_BASE, native=True)
    assert native == validate_file(path, shapes_root(), CANONICAL_BASE, native=False)


def graph_file(thing: str, folder: Path) -> Path:
    """Broken copies of a thing's valid cases as a file."""
    path = folder / "graph.nq"
    nodes = nodes_of(case for case in cases("valid") if case.parent.name == thing)
    path.write_text(mutants(nodes, rdflib.Graph().parse(shapes_root() / f"{thing}.ttl")), encoding="utf-8")
    return path
