"""Profiles that others ask of us are tested by files, like our own shapes: `valid.*` raises nothing, `invalid.*` exactly its report.

Reports are rewritten only on purpose: ``pytest tests/profiles --rewrite-golden``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SH

from kg.namespaces import CANONICAL_BASE
from kg.pipeline.gate import load_profile, validate
from kg.resources import shapes_root

HERE = Path(__file__).parent
HEADER = "focus\tpath\tseverity\tcomponent\tmessage"


def _cases(kind: str) -> list[Path]:
    return sorted(HERE.glob(f"*/{kind}.*.ttl"))


def _name(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def _report(case: Path) -> list[str]:
    shapes = load_profile(shapes_root(), case.parent.name, CANONICAL_BASE)
    found = validate(rdflib.Graph().parse(case), shapes).findings
    return sorted("\t".join((f.focus, f.path or "", f.severity, f.component, f.message_en)).replace(CANONICAL_BASE, "") for f in found)


@pytest.mark.parametrize("case", _cases("valid"), ids=_name)
def test_data_that_have_all_that_the_profile_asks_for_raise_no_finding(case: Path) -> None:
    assert _report(case) == []


@pytest.mark.parametrize("case", _cases("invalid"), ids=_name)
def test_data_that_lack_one_thing_raise_exactly_the_expected_findings(case: Path, request: pytest.FixtureRequest) -> None:
    golden = case.with_suffix(".report.tsv")
    if request.config.getoption("--rewrite-golden"):
        golden.write_text("\n".join([HEADER, *_report(case)]) + "\n", encoding="utf-8")
    header, *expected = golden.read_text(encoding="utf-8").splitlines()
    assert header == HEADER
    assert expected
    assert _report(case) == expected


@pytest.mark.parametrize("name", sorted(path.stem for path in shapes_root().glob("profiles/*.ttl")))
def test_every_constraint_of_a_profile_speaks_both_languages_and_has_a_severity(name: str) -> None:
    shapes = load_profile(shapes_root(), name, CANONICAL_BASE)
    constraints = set(shapes.objects(None, SH.property)) | {
        s for s in shapes.subjects(RDF.type, SH.NodeShape) if (s, SH.message, None) in shapes
    }
    silent = [
        constraint
        for constraint in constraints
        if {getattr(message, "language", None) for message in shapes.objects(constraint, SH.message)} != {"id", "en"}
        or shapes.value(constraint, SH.severity) not in (SH.Violation, SH.Warning)
    ]
    assert constraints
    assert silent == []
