"""The check across all graphs that would make a release, done again only when one of them or the rules changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.mapping.dataset import file_sha256
from kg.pipeline.checked import write_json
from kg.pipeline.layout import DataFolder
from kg.pipeline.store_building import UpdatedStore

NAME = "lintas-graf"  # how reports name what they checked


@dataclass(frozen=True, slots=True)
class Crossed:
    """Outcome: the report's file, its key, and what was violated, by the graph that describes the thing at fault."""

    report: Path
    sha256: str
    violations: Mapping[str, list[str]]


def check_across(
    graphs: Mapping[str, tuple[Path, str]], folder: DataFolder, shapes: Path, base: str, updated: UpdatedStore | None = None
) -> Crossed:
    """Run the rules over graphs given by name as (canonical N-Quads, SHA-256); the report is kept below ``3-reports/``.

    `updated` is a store that holds these graphs beside others of the last release; it saves loading them.
    """
    parts = [f"{name} {sha256}\n" for name, (_, sha256) in sorted(graphs.items())]
    key = hashlib.sha256("".join([*parts, base, _rules_sha256(shapes)]).encode()).hexdigest()
    report = folder.reports / NAME / f"{key[:16]}.json"
    try:
        content = json.loads(report.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        content = _check({name: path for name, (path, _) in graphs.items()}, shapes, base, updated)
        write_json(report, content)
    return Crossed(report, key, content["violated"])


def _rules_sha256(shapes: Path) -> str:
    """SHA-256 over the rules and the code that runs them."""
    files = [*sorted((shapes / "across").glob("*.ttl")), Path(__file__).with_name("across.py")]
    return hashlib.sha256("\n".join(f"{path.name} {file_sha256(path)}" for path in files).encode()).hexdigest()


def _check(graphs: Mapping[str, Path], shapes: Path, base: str, updated: UpdatedStore | None) -> dict[str, object]:
    from kg.pipeline.across import find_across, find_in_store, load_rules  # rdflib takes a second to import; only a check needs it

    rules = load_rules(shapes, base)
    found = find_in_store(updated.store, updated.old_files(), graphs, rules) if updated else None
    if found is None:
        found = find_across(graphs, rules)
    findings = [finding for of_graph in found.values() for finding in of_graph]
    violated = {name: [f.words("en") for f in of_graph if f.severity == "violation"] for name, of_graph in found.items()}
    violated = {name: words for name, words in violated.items() if words}
    return {
        "dataset": NAME,
        "graphs": sorted(graphs),
        "conforms": not violated,
        "violations": sum(map(len, violated.values())),
        "warnings": sum(finding.severity == "warning" for finding in findings),
        "first_words": next((words[0] for words in violated.values()), ""),
        "violated": violated,
        "findings": [asdict(finding) for finding in findings],
    }
