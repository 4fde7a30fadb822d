"""Every shape is tested by files: `valid.*` raises nothing, `invalid.*` raises exactly what stands in its report."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SH

from kg.namespaces import CANONICAL_BASE
from kg.pipeline.gate import load_shapes
from kg.resources import shapes_root
from tests.shapes.reports import HEADER, case_id, cases, report, report_path

SHAPES = load_shapes(shapes_root(), CANONICAL_BASE)


@pytest.mark.parametrize("case", cases("valid"), ids=case_id)
def test_valid_data_raises_no_finding(case: Path) -> None:
    assert report(case) == []


@pytest.mark.parametrize("case", cases("invalid"), ids=case_id)
def test_broken_data_raises_exactly_the_expected_findings(case: Path) -> None:
    header, *expected = report_path(case).read_text(encoding="utf-8").splitlines()
    assert header == HEADER
    assert expected, "a broken case must expect a finding"
    assert report(case) == expected


@pytest.mark.parametrize("shape", sorted(path.stem for path in shapes_root().glob("*.ttl")))
def test_every_shapes_file_has_valid_and_broken_cases(shape: str) -> None:
    folders = {kind: {case.parent.name for case in cases(kind)} for kind in ("valid", "invalid")}
    assert shape in folders["valid"]
    assert shape in folders["invalid"]


def test_every_report_belongs_to_a_case() -> None:
    orphans = [
        path
        for path in Path(__file__).parent.glob("*/*.report.tsv")
        if not path.with_name(path.name.replace(".report.tsv", ".ttl")).exists()
    ]
    assert orphans == []


def test_every_shape_with_constraints_speaks_indonesian_and_english_and_has_a_severity() -> None:
    shapes = set(SHAPES.subjects(RDF.type, SH.PropertyShape)) | {
        shape for shape in SHAPES.subjects(RDF.type, SH.NodeShape) if _has_own_constraint(shape)
    }
    silent = [
        shape
        for shape in shapes
        if {getattr(message, "language", None) for message in SHAPES.objects(shape, SH.message)} != {"id", "en"}
        or SHAPES.value(shape, SH.severity) not in (SH.Violation, SH.Warning, SH.Info)
    ]
    assert silent == []


def test_shapes_of_single_things_need_no_sparql() -> None:
    assert not list(SHAPES.triples((None, SH.sparql, None)))


def test_shapes_are_well_formed_by_the_shapes_of_shacl() -> None:
    import pyshacl

    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=SHAPES, meta_shacl=True)
    assert conforms, text


def _has_own_constraint(shape: rdflib.term.Node) -> bool:
    own = {SH["or"], SH.xone, SH["not"], SH.pattern, SH["class"], SH.nodeKind}
    return any(predicate in own for predicate in SHAPES.predicates(shape))
