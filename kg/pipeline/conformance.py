"""Conformance reports as a graph of the release: one sh:ValidationReport per checked graph, with its findings and who checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.namespaces import Namespaces
from kg.nquads import RDF_TYPE, block, boolean, integer, iri, string, text

_SEVERITY = {"violation": "sh:Violation", "warning": "sh:Warning", "info": "sh:Info"}


def report_lines(reports: Iterable[tuple[str, str, Path]], shapes_sha256: str, ns: Namespaces) -> list[str]:
    """Canonical lines of the reports graph, from (dataset name, SHA-256 of its graph, JSON report)."""
    graph = iri(ns.graph("reports"))
    blocks = []
    for name, sha256, path in reports:
        content = json.loads(path.read_text(encoding="utf-8"))
        for subject, pairs in _resources(name, sha256, content, shapes_sha256, ns):
            encoded = [(RDF_TYPE if key == "rdf:type" else iri(ns.expand(key)), value) for key, value in pairs]
            blocks.append(block(iri(subject), encoded, graph))
    return sorted(line + "\n" for part in blocks for line in part.splitlines())


def _resources(
    name: str, sha256: str, content: dict[str, Any], shapes_sha256: str, ns: Namespaces
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    report, graphs = ns.report(name, sha256), content.get("graphs", [name])  # a check across graphs says which they were
    results = [(f"{report}/temuan/{number}", finding) for number, finding in enumerate(content["findings"], 1)]
    yield (
        report,
        [
            ("rdf:type", iri(ns.expand("sh:ValidationReport"))),
            ("rdf:type", iri(ns.expand("ham:ConformanceReport"))),
            ("rdfs:label", text(f"Hasil pemeriksaan {name}", "id")),
            ("rdfs:label", text(f"Check of {name}", "en")),
            ("sh:conforms", boolean(content["conforms"])),
            *(("ham:checkedGraph", iri(ns.graph(checked))) for checked in graphs),
            ("ham:checkedSha256", string(sha256)),
            ("ham:violationCount", integer(content["violations"])),
            ("ham:warningCount", integer(content["warnings"])),
            ("prov:wasGeneratedBy", iri(f"{report}/kegiatan")),
            *(("sh:result", iri(address)) for address, _ in results),
        ],
    )
    yield (
        f"{report}/kegiatan",
        [
            ("rdf:type", iri(ns.expand("prov:Activity"))),
            ("rdfs:label", text(f"Pemeriksaan {name}", "id")),
            ("rdfs:label", text(f"Checking {name}", "en")),
            *(("prov:used", iri(ns.graph(checked))) for checked in graphs),
            ("prov:wasAssociatedWith", iri(ns.organization("satu-data-ham"))),
            ("ham:shapesSha256", string(shapes_sha256)),
        ],
    )
    for address, finding in results:
        yield address, _finding(finding, ns)


def _finding(finding: dict[str, Any], ns: Namespaces) -> list[tuple[str, str]]:
    pairs = [
        ("rdf:type", iri(ns.expand("sh:ValidationResult"))),
        ("sh:focusNode", iri(finding["focus"])),
        ("sh:resultSeverity", iri(ns.expand(_SEVERITY[finding["severity"]]))),
        ("sh:sourceConstraintComponent", iri(ns.expand(f"sh:{finding['component']}ConstraintComponent"))),
        ("sh:resultMessage", text(finding["message_id"], "id")),
        ("sh:resultMessage", text(finding["message_en"], "en")),
    ]
    if finding["path"]:
        pairs.append(("sh:resultPath", iri(finding["path"])))
    if finding["row"]:
        pairs.append(("prov:wasDerivedFrom", iri(finding["row"])))
    return pairs
