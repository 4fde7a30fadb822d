"""Checking all mapped graphs, each only when it or the shapes changed, several at a time; and what is written down of each check."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.pipeline.layout import DataFolder

if TYPE_CHECKING:
    from kg.pipeline.gate import Finding, GateResult


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """What a release needs to know of a check; the findings are in the report file beside it."""

    name: str
    report: Path
    conforms: bool
    violations: int
    warnings: int
    first_words: str


@dataclass(frozen=True, slots=True)
class CheckJob:
    """A graph to check: its name, its canonical N-Quads and their SHA-256."""

    name: str
    path: Path
    sha256: str


def check_all(
    jobs: Iterable[CheckJob],
    folder: DataFolder,
    shapes: Path,
    shapes_sha256: str,
    *,
    base: str,
    executor: Executor,
    done: Callable[[str], None],
) -> dict[str, CheckSummary]:
    """Summaries by name; reports are kept below ``2-reports/`` by the hash of graph and shapes."""
    summaries, running = {}, {}
    for job in jobs:
        key = hashlib.sha256(f"{job.sha256} {shapes_sha256}".encode()).hexdigest()[:16]
        report = folder.reports / job.name / f"{key}.json"
        if summary := _known(job.name, report):
            summaries[job.name] = summary
            done(job.name)
        else:
            running[executor.submit(_check_one, job, report, shapes, base)] = job.name
    for future in as_completed(running):
        summaries[running[future]] = future.result()
        done(running[future])
    return summaries


def _known(name: str, report: Path) -> CheckSummary | None:
    try:
        return _summary(name, report, json.loads(report.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError):
        return None


def _summary(name: str, report: Path, content: dict[str, object]) -> CheckSummary:
    return CheckSummary(
        name, report, bool(content["conforms"]), int(str(content["violations"])), int(str(content["warnings"])), str(content["first_words"])
    )


def _check_one(job: CheckJob, report: Path, shapes: Path, base: str) -> CheckSummary:
    from kg.pipeline.gate import validate_file  # pyshacl and rdflib take a second to import; only workers that check need them

    result = validate_file(job.path, shapes, base)
    content = report_content(job.name, result)
    write_json(report, content)
    report.with_suffix(".txt").write_text(words(job.name, result), encoding="utf-8")
    return _summary(job.name, report, content)


def report_content(name: str, result: GateResult) -> dict[str, object]:
    """The report for machines: counts and findings in a fixed order."""
    violations = [finding for finding in result.findings if finding.severity == "violation"]
    return {
        "dataset": name,
        "conforms": result.conforms,
        "violations": len(violations),
        "warnings": result.count("warning"),
        "first_words": violations[0].words("en") if violations else "",
        "findings": [asdict(finding) for finding in result.findings],
    }


def words(name: str, result: GateResult) -> str:
    """The report for people: Indonesian first, then English."""
    return "\n\n".join(_words_in(language, name, result.findings, result.conforms) for language in ("id", "en")) + "\n"


def _words_in(language: str, name: str, findings: tuple[Finding, ...], conforms: bool) -> str:
    verdict = {
        ("id", True): "lolos pemeriksaan", ("id", False): "tidak lolos pemeriksaan",
        ("en", True): "conforms", ("en", False): "does not conform",
    }[language, conforms]  # fmt: skip
    none = "Tidak ada temuan." if language == "id" else "No findings."
    return "\n".join([f"{name}: {verdict}", *([finding.words(language) for finding in findings] or [none])])


def write_json(path: Path, content: object) -> None:
    """Write canonical JSON (sorted keys, UTF-8) in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half_done = path.with_suffix(f".{os.getpid()}.part")
    half_done.write_text(json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n", encoding="utf-8")
    half_done.replace(path)
