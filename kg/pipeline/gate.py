"""The SHACL gate: shapes over a whole graph, and the findings with the source row and words in both languages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rdflib
from rdflib.namespace import PROV, SH

from kg.errors import UsageError
from kg.pipeline.findings import Finding
from kg.shacl.cut import cut
from kg.shacl.pieces import Verdict, conclude, examine
from kg.shacl.reference import SEVERITIES as WORDS_OF_SEVERITIES
from kg.shacl.reference import graph_from_text, reference_results
from kg.shacl.results import Result
from kg.shacl.rules import load_rules, load_shapes, parse_shapes
from kg.shacl.terms import plain_text

SEVERITIES = {SH[name]: word for name, word in WORDS_OF_SEVERITIES.items()}
__all__ = [
    "SEVERITIES",
    "Finding",
    "GateResult",
    "graph_from_nquads",
    "load_profile",
    "load_shapes",
    "validate",
    "validate_file",
    "verdict_result",
]


@dataclass(frozen=True, slots=True)
class GateResult:
    """Outcome for one graph. A graph with no violation conforms; warnings and notes do not keep it out."""

    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        return not any(finding.severity == "violation" for finding in self.findings)

    def count(self, severity: str) -> int:
        return sum(finding.severity == severity for finding in self.findings)


@cache
def load_profile(root: Path, name: str, base: str) -> rdflib.Graph:
    """The shapes of one profile that others ask of us (``profiles/<name>.ttl``). Raises UsageError for a name that does not exist."""
    path = root / "profiles" / f"{name}.ttl"
    if path not in set(root.glob("profiles/*.ttl")):
        known = ", ".join(sorted(path.stem for path in root.glob("profiles/*.ttl")))
        raise UsageError(f"There is no profile {name!r}; there are: {known}.")
    graph = rdflib.Graph()
    parse_shapes(path, graph, base)
    return graph


def graph_from_nquads(path: Path) -> rdflib.Graph:
    """The triples of a canonical N-Quads file that holds one named graph."""
    return graph_from_text(path.read_text(encoding="utf-8"))


def validate(data: rdflib.Graph, shapes: rdflib.Graph) -> GateResult:
    """Run the reference, pyshacl, over a graph."""
    results = reference_results(data, shapes)
    return _gate_result(results, {result.focus: row for result in results if (row := _row_of(result.focus, data))})


def validate_file(path: Path, shapes_folder: Path, base: str, *, native: bool = False, name: str = "") -> GateResult:
    """Validate one canonical N-Quads file, by the reference alone or by both engines. Raises EnginesDisagree if they differ."""
    if native:
        rules = load_rules(shapes_folder, base)
        return verdict_result(conclude(name or path.name, [examine(piece, rules) for piece in cut(path)], path, rules))
    return validate(graph_from_nquads(path), load_shapes(shapes_folder, base))


def verdict_result(verdict: Verdict) -> GateResult:
    """The findings of a verdict."""
    return _gate_result(verdict.results, verdict.rows)


def _gate_result(results: Iterable[Result], rows: Mapping[str, str]) -> GateResult:
    results = list(results)
    private = {result.value for result in results if result.is_private}  # other rules must not show them either
    return GateResult(tuple(sorted({_finding(result, rows.get(result.focus), private) for result in results}, key=_order)))


def _order(finding: Finding) -> tuple[bool, str, str, str, str, str, str]:
    """Violations first, then by what they are about."""
    return (
        finding.severity != "violation",
        finding.focus,
        finding.path or "",
        finding.component,
        finding.value or "",
        finding.message_en,
        finding.shape,
    )


def _finding(result: Result, row: str | None, private: Collection[str]) -> Finding:
    hidden = result.is_private or result.value in private or result.value in ("", result.focus)
    return Finding(
        focus=plain_text(result.focus),
        path=result.path[1:-1] if result.path.startswith("<") else None,
        value=None if hidden else plain_text(result.value),
        severity=result.severity,
        component=result.component,
        message_id=result.message("id"),
        message_en=result.message("en"),
        row=row,
        shape=result.shape.rpartition("/")[2] if result.shape.startswith("http") else "",
    )


def _row_of(focus: str, data: rdflib.Graph) -> str | None:
    node = rdflib.URIRef(plain_text(focus))
    rows = sorted(str(row) for row in data.objects(node, PROV.wasDerivedFrom) if "#row=" in str(row))
    return rows[0] if rows else None
