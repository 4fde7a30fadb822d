"""The arrow from accepted graphs to derived ones: each made anew only when an accepted graph or a rule changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.mapping.dataset import file_sha256
from kg.mapping.engine import software_version
from kg.namespaces import Namespaces
from kg.nquads import iri, string, text
from kg.pipeline.derived import comparability, conflicts, coverage, quality
from kg.pipeline.derived.early import EarlyWorld
from kg.pipeline.derived.facts import FactsJob, facts_job, keep_facts, kept_facts
from kg.pipeline.derived.failed import FailedDataset
from kg.pipeline.derived.node import node
from kg.pipeline.derived.world import Judgement, World
from kg.pipeline.files import write_whole
from kg.pipeline.layout import DataFolder
from kg.pipeline.references import links_of
from kg.pipeline.release import GraphSource

# name of the graph → the lines of its content
RULES: dict[str, Callable[[World], Iterator[str]]] = {
    conflicts.GRAPH: conflicts.conflict_lines,
    comparability.GRAPH: comparability.comparability_lines,
    quality.GRAPH: quality.quality_lines,
    coverage.GRAPH: coverage.coverage_lines,
}


@dataclass(frozen=True, slots=True)
class DerivedGraph:
    """A graph as canonical N-Quads, the SHA-256 of the rules that made it, and what it refers to in vain: (thing, who names it)."""

    name: str
    path: Path
    quads: int
    sha256: str
    inputs: dict[str, str]
    dangling: tuple[tuple[str, str], ...] = ()


@cache
def rules_sha256() -> str:
    """SHA-256 over the sources that decide what derived graphs hold."""
    package = Path(__file__).parent
    files = [*sorted(package.glob("*.py")), *(package.parents[1] / name for name in ("nquads.py", "namespaces.py"))]
    return hashlib.sha256("".join(file_sha256(path) for path in files).encode()).hexdigest()


def derive(
    accepted: Sequence[GraphSource],
    failed: Sequence[FailedDataset],
    folder: DataFolder,
    ns: Namespaces,
    *,
    executor: Executor,
    early: EarlyWorld,
) -> list[DerivedGraph]:
    """All derived graphs, below ``2-quads/``; graphs already made from the same inputs by the same rules are taken as they are.

    `failed` are the datasets that did not pass, whether or not a last good graph of theirs is among the accepted ones.
    """
    inputs = sorted((source.entry.name, source.entry.sha256, source.entry.report_sha256) for source in accepted)
    key = hashlib.sha256(repr((ns.base, software_version(), rules_sha256(), inputs, [one.key for one in failed])).encode()).hexdigest()[:16]
    paths = {name: folder.quads / name / f"{key}.nq" for name in RULES}
    if not all(path.with_suffix(".json").exists() for path in paths.values()):
        world, told = _world(accepted, failed, folder, ns, executor=executor, early=early)
        for name, path in paths.items():
            lines = sorted({*_lines(told.get(name) or RULES[name](world)), *_lines([_activity(name, accepted, ns)])})
            _write(lines, unknown_things(lines, world), path)
    return [_known(name, path) for name, path in paths.items()]


def _world(
    accepted: Sequence[GraphSource],
    failed: Sequence[FailedDataset],
    folder: DataFolder,
    ns: Namespaces,
    *,
    executor: Executor,
    early: EarlyWorld,
) -> tuple[World, Mapping[str, list[str]]]:
    """The accepted graphs with what the gate said, those that it refused included, and what rules already told of them."""

    def job(name: str, path: Path, sha256: str) -> FactsJob:
        return facts_job(name, path, sha256, folder.quads, ns.base)

    jobs = [job(source.entry.name, source.path, source.entry.sha256) for source in accepted]
    refused = [job(dataset.name, dataset.path, dataset.sha256) for dataset in failed if dataset.path]
    list(executor.map(keep_facts, [one for one in (*jobs, *refused) if not one.target.exists()]))
    world, told = early.take(jobs, ns)
    reports = {source.entry.name: json.loads(source.report.read_text(encoding="utf-8")) for source in accepted if source.report}
    findings = {name: {"violation": content["violations"], "warning": content["warnings"]} for name, content in reports.items()}
    by_shape = {name: _by_shape(content["findings"]) for name, content in reports.items()}
    left_out = frozenset(dataset.name for dataset in failed if dataset.is_left_out)
    kept_out = {one.name: kept_facts(one.name, one.target) for one in refused}
    world.judge(Judgement(findings, left_out, {dataset.name: dataset for dataset in failed}, kept_out, by_shape))
    return world, told


def _by_shape(findings: list[dict[str, str]]) -> dict[str, frozenset[str]]:
    """The things that a check found at fault, by the name of the shape that did."""
    found: dict[str, set[str]] = {}
    for finding in findings:
        found.setdefault(finding.get("shape", ""), set()).add(finding["focus"])
    return {shape: frozenset(things) for shape, things in found.items()}


def _activity(name: str, accepted: Sequence[GraphSource], ns: Namespaces) -> str:
    pairs = [
        ("rdf:type", iri(ns.expand("prov:Activity"))),
        ("rdfs:label", text(f"Penurunan graf {name}", "id")),
        ("rdfs:label", text(f"Derivation of the graph {name}", "en")),
        ("prov:wasAssociatedWith", iri(ns.organization("satu-data-ham"))),
        ("ham:softwareVersion", string(software_version())),
        ("ham:rulesSha256", string(rules_sha256())),
        *(("prov:used", iri(source.entry.graph)) for source in accepted),
    ]
    return node(ns.derivation(name), pairs, name, ns)


def _lines(blocks: Iterable[str]) -> Iterator[str]:
    for part in blocks:
        yield from part.splitlines(keepends=True)


def unknown_things(lines: Sequence[str], world: World) -> list[tuple[str, str]]:
    """Things below the base that the lines refer to and nothing describes, each with a subject that names it."""
    references = links_of(lines, world.ns.base).references
    return sorted((thing[1:-1], who[1:-1]) for thing, who in references.items() if not world.knows(thing[1:-1]))


def _write(lines: Sequence[str], unknown: Sequence[tuple[str, str]], path: Path) -> None:
    data = "".join(lines).encode()
    summary = {"quads": len(lines), "sha256": hashlib.sha256(data).hexdigest(), "dangling": unknown}
    for target, content in ((path, data), (path.with_suffix(".json"), json.dumps(summary).encode())):
        write_whole(target, content)


def _known(name: str, path: Path) -> DerivedGraph:
    summary = json.loads(path.with_suffix(".json").read_text())
    dangling = tuple((thing, who) for thing, who in summary["dangling"])
    return DerivedGraph(name, path, summary["quads"], summary["sha256"], {"rules": rules_sha256()}, dangling)
