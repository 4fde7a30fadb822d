"""The check across all graphs that would make a release, done again only when one of them or the rules changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.mapping.dataset import file_sha256
from kg.pipeline.across import Found, Rule, find_across, find_in_store, in_order, load_rules
from kg.pipeline.checked import write_json
from kg.pipeline.digests import Digests, sha256_of
from kg.pipeline.findings import Finding
from kg.pipeline.layout import DataFolder
from kg.pipeline.store_building import UpdatedStore

NAME = "lintas-graf"  # how reports name what they checked


@dataclass(frozen=True, slots=True)
class Crossed:
    """Outcome: the report's file, its key, and what was violated, by the graph that describes the thing at fault."""

    report: Path
    sha256: str
    violations: Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class CrossedGraphs:
    """The graphs that would make a release: their canonical N-Quads, SHA-256 of these, and of their statements by predicate."""

    paths: Mapping[str, Path]
    sha256: Mapping[str, str]
    digests: Mapping[str, Digests]


def check_across(graphs: CrossedGraphs, folder: DataFolder, shapes: Path, base: str, updated: UpdatedStore | None = None) -> Crossed:
    """Run the rules; the report is kept below ``3-reports/``, and what each rule found, until what it looks at has changed.

    `updated` is a store that holds these graphs beside others of the last release; it saves loading them.
    """
    parts = [f"{name} {sha256}\n" for name, sha256 in sorted(graphs.sha256.items())]
    rules_sha256 = _rules_sha256(shapes)
    key = hashlib.sha256("".join([*parts, base, rules_sha256]).encode()).hexdigest()
    report = folder.reports / NAME / f"{key[:16]}.json"
    try:
        content = json.loads(report.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        rules = _kept_rules(shapes, base, folder.reports / NAME / f"aturan-{_sha256(base, rules_sha256)}.json")
        content = _content(graphs.paths, _findings(rules, graphs, folder.reports / NAME, _sha256(base, rules_sha256), updated))
        write_json(report, content)
    return Crossed(report, key, content["violated"])


def _sha256(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _rules_sha256(shapes: Path) -> str:
    """SHA-256 over the rules and the code that runs them."""
    files = [
        *sorted((shapes / "across").glob("*.ttl")),
        *(Path(__file__).with_name(name) for name in ("across.py", "crossed.py", "digests.py")),
    ]
    return hashlib.sha256("\n".join(f"{path.name} {file_sha256(path)}" for path in files).encode()).hexdigest()


def _kept_rules(shapes: Path, base: str, kept: Path) -> list[Rule]:
    """The rules, as they were read when they last changed."""
    try:
        return [Rule(**told | {"named": frozenset(told["named"])}) for told in json.loads(kept.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        rules = load_rules(shapes, base)
        write_json(kept, [asdict(rule) | {"named": sorted(rule.named)} for rule in rules])
        return list(rules)


def _findings(rules: list[Rule], graphs: CrossedGraphs, kept: Path, rules_sha256: str, updated: UpdatedStore | None) -> list[Found]:
    """What each rule finds; a rule is run only when a statement that it may look at is another than the last time."""
    paths = {}
    for rule in rules:
        looked_at = sha256_of({f"<{name}>" for name in rule.named}, graphs.digests)
        paths[rule] = kept / f"{_sha256(rules_sha256, rule.query, looked_at)}.json"
    missing = [rule for rule, path in paths.items() if not path.exists()]
    if missing:
        found = find_in_store(updated.store, updated.old_files(), graphs.paths, missing) if updated else None
        for rule, of_rule in zip(missing, find_across(graphs.paths, missing) if found is None else found, strict=True):
            write_json(paths[rule], {name: [asdict(finding) for finding in of_graph] for name, of_graph in of_rule.items()})
    return [_read(path) for path in paths.values()]


def _read(path: Path) -> Found:
    content = json.loads(path.read_text(encoding="utf-8"))
    return {name: tuple(Finding(**told) for told in of_graph) for name, of_graph in content.items()}


def _content(graphs: Iterable[str], by_rule: list[Found]) -> dict[str, object]:
    found = {
        name: in_order(finding for of_rule in by_rule for finding in of_rule.get(name, ()))
        for name in sorted({name for of_rule in by_rule for name in of_rule})
    }
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
