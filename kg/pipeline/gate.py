"""The SHACL gate: pyshacl over a whole graph, and its findings with the source row and words in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyshacl
import rdflib
from rdflib.namespace import PROV, SH

from kg.errors import InputError, UsageError
from kg.namespaces import Namespaces

SEVERITIES = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_WORDS = {"violation": ("pelanggaran", "violation"), "warning": ("peringatan", "warning"), "info": ("catatan", "note")}


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check. `value` is left out of words and reports for privacy rules."""

    focus: str
    path: str | None
    value: str | None
    severity: str
    component: str
    message_id: str
    message_en: str
    row: str | None = None

    def words(self, language: str) -> str:
        """The finding as one line: severity, what is wrong, where."""
        kind = _WORDS[self.severity][0 if language == "id" else 1]
        message = self.message_id if language == "id" else self.message_en
        place = self.row or self.focus
        shown = f" [{self.value}]" if self.value is not None else ""
        return f"{kind}: {message}{shown} — {place}"


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
def load_shapes(root: Path, base: str) -> rdflib.Graph:
    """All shapes below a folder (profiles apart), moved to the base. Raises InputError for Turtle that cannot be read."""
    graph = rdflib.Graph()
    for path in sorted(root.glob("*.ttl")):
        _parse_shapes(path, graph, base)
    return graph


@cache
def load_profile(root: Path, name: str, base: str) -> rdflib.Graph:
    """The shapes of one profile that others ask of us (``profiles/<name>.ttl``). Raises UsageError for a name that does not exist."""
    path = root / "profiles" / f"{name}.ttl"
    if path not in set(root.glob("profiles/*.ttl")):
        known = ", ".join(sorted(path.stem for path in root.glob("profiles/*.ttl")))
        raise UsageError(f"There is no profile {name!r}; there are: {known}.")
    graph = rdflib.Graph()
    _parse_shapes(path, graph, base)
    return graph


def _parse_shapes(path: Path, graph: rdflib.Graph, base: str) -> None:
    try:
        graph.parse(data=Namespaces(base).rebase(path.read_text(encoding="utf-8")), format="turtle")
    except Exception as error:  # rdflib's parsers raise many kinds
        raise InputError(f"is not well-formed Turtle: {error}", file=f"shapes/{path.name}") from None


def graph_from_nquads(path: Path) -> rdflib.Graph:
    """The triples of a canonical N-Quads file that holds one named graph."""
    with path.open(encoding="utf-8") as file:
        first = file.readline()
        suffix = first[first.rindex(" <") :]
        file.seek(0)
        triples = "".join(line[: -len(suffix)] + " .\n" for line in file)
    return rdflib.Graph().parse(data=triples, format="nt11")


def validate(data: rdflib.Graph, shapes: rdflib.Graph) -> GateResult:
    """Run pyshacl. A validator that cannot run is a failed check, not a passed one: its error is raised."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False, meta_shacl=False, do_owl_imports=False)
    if not isinstance(report, rdflib.Graph):
        raise InputError(f"the shapes could not be run: {report}", file="shapes")
    findings = [_finding(report, result, data) for result in report.objects(None, SH.result)]
    return GateResult(tuple(sorted(set(findings), key=_order)))


def _order(finding: Finding) -> tuple[bool, str, str, str, str]:
    """Violations first, then by what they are about."""
    return finding.severity != "violation", finding.focus, finding.path or "", finding.component, finding.value or ""


def _finding(report: rdflib.Graph, result: Any, data: rdflib.Graph) -> Finding:
    focus = report.value(result, SH.focusNode)
    value = report.value(result, SH.value)
    path = report.value(result, SH.resultPath)
    messages = {getattr(m, "language", None) or "": str(m) for m in report.objects(result, SH.resultMessage)}
    fallback = next(iter(messages.values()), "")
    private = "privasi" in str(report.value(result, SH.sourceShape) or "").lower() or "[privasi]" in messages.get("id", "")
    component = str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2]
    return Finding(
        focus=str(focus),
        path=str(path) if isinstance(path, rdflib.URIRef) else None,
        value=None if value is None or private or value == focus else str(value),
        severity=SEVERITIES.get(report.value(result, SH.resultSeverity), "violation"),
        component=component.removesuffix("ConstraintComponent"),
        message_id=messages.get("id", fallback),
        message_en=messages.get("en", fallback),
        row=_row_of(focus, data),
    )


def _row_of(focus: Any, data: rdflib.Graph) -> str | None:
    rows = sorted(str(row) for row in data.objects(focus, PROV.wasDerivedFrom) if "#row=" in str(row))
    return rows[0] if rows else None


def validate_file(path: Path, shapes_folder: Path, base: str) -> GateResult:
    """Validate one canonical N-Quads file; for use in worker processes."""
    return validate(graph_from_nquads(path), load_shapes(shapes_folder, base))
