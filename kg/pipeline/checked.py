"""Checking all mapped graphs, each only when it or the shapes changed, several at a time; and what is written down of each check."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, InputErrorParts, UsageError
from kg.mapping.dataset import file_sha256
from kg.pipeline.files import write_whole
from kg.pipeline.layout import DataFolder
from kg.shacl.cut import Piece, cut

if TYPE_CHECKING:
    from kg.pipeline.gate import Finding, GateResult
    from kg.shacl.pieces import Verdict


REFERENCE_GRAPHS = frozenset({"ontology", "codelists", "questions"})  # what everything else rests on: pyshacl judges every node of them


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


def uses_native(engine: str) -> bool:
    """Whether a setting (auto, native or pyshacl) means the native engine here. Raises UsageError where it cannot."""
    installed = importlib.util.find_spec("shacl") is not None
    if engine == "native" and not installed:
        raise UsageError('HAM_SHACL_ENGINE=native needs the extra [fast]: pip install "satu-data-ham[fast]".')
    return engine != "pyshacl" and installed


def check_all(
    jobs: Iterable[CheckJob],
    folder: DataFolder,
    shapes: Path,
    shapes_sha256: str,
    *,
    base: str,
    engine: str,
    executor: Executor,
    done: Callable[[str], None],
) -> tuple[dict[str, CheckSummary], dict[str, InputError]]:
    """Summaries, and why graphs could not be judged, by name.

    Reports are kept below ``3-reports/`` by the hash of graph, shapes and the code that judges.
    """
    summaries: dict[str, CheckSummary] = {}
    failed: dict[str, InputError] = {}
    native, checks, code = uses_native(engine), [], _code_sha256()
    for job in jobs:
        key = hashlib.sha256(f"{job.sha256} {shapes_sha256} {code}".encode()).hexdigest()[:16]
        report = folder.reports / job.name / f"{key}.json"
        if summary := _known(job.name, report):
            summaries[job.name] = summary
            done(job.name)
        else:
            checks.append(Check(job.name, job.path, report, shapes, base, native and job.name not in REFERENCE_GRAPHS))
    for name, result in run_checks(checks, executor):
        if isinstance(result, CheckSummary):
            summaries[name] = result
        else:
            failed[name] = InputError(**result)
        done(name)
    return summaries, failed


def prepare_checks(shapes: Path, base: str) -> None:
    """In a worker process: import the engines and read the shapes, before there is anything to check."""
    from kg.shacl.rules import load_rules

    importlib.import_module("kg.pipeline.gate")
    with suppress(InputError):  # a check says so
        load_rules(shapes, base)


@cache
def _code_sha256() -> str:
    """SHA-256 over the sources that decide what a report says, beside the graph and the shapes."""
    package = Path(__file__).parents[1]
    files = [*sorted((package / "shacl").glob("*.py")), Path(__file__).with_name("gate.py"), Path(__file__)]
    return hashlib.sha256("".join(file_sha256(path) for path in files).encode()).hexdigest()


def _known(name: str, report: Path) -> CheckSummary | None:
    try:
        return _summary(name, report, json.loads(report.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError):
        return None


def _summary(name: str, report: Path, content: dict[str, object]) -> CheckSummary:
    return CheckSummary(
        name, report, bool(content["conforms"]), int(str(content["violations"])), int(str(content["warnings"])), str(content["first_words"])
    )


@dataclass(frozen=True, slots=True)
class Check:
    """A graph that has to be checked, where its report goes, the shapes, and whether the native engine takes part."""

    name: str
    path: Path
    report: Path
    shapes: Path
    base: str
    native: bool


Outcome = CheckSummary | InputErrorParts


def run_checks(checks: Iterable[Check], executor: Executor) -> Iterator[tuple[str, Outcome]]:
    """Outcomes by name, as they come. A graph of several pieces is examined by several processes, and then concluded by one."""
    running: dict[Future[Any], tuple[Check, int]] = {}
    parts: dict[str, list[Any]] = {}
    for check in sorted(checks, key=lambda check: -check.path.stat().st_size):  # the longest first, so that none is left alone at the end
        pieces = cut(check.path) if check.native else []
        if len(pieces) > 1:
            parts[check.name] = [None] * len(pieces)
            running |= {executor.submit(_examine, piece, check): (check, number) for number, piece in enumerate(pieces)}
        else:
            running[executor.submit(_check_one, check)] = check, -1
    while running:
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            check, number = running.pop(future)
            if number < 0:
                yield check.name, future.result()
                continue
            parts[check.name][number] = future.result()
            if None not in parts[check.name]:
                running[executor.submit(_conclude, check, parts.pop(check.name))] = check, -1


def verdict_of(path: Path, shapes: Path, base: str, executor: Executor) -> Verdict:
    """The results of one graph by both engines, its pieces examined by the executor's processes."""
    from kg.shacl.pieces import conclude
    from kg.shacl.rules import load_rules

    pieces, check = cut(path), Check(path.stem, path, path, shapes, base, native=True)
    parts = list(executor.map(_examine, pieces, [check] * len(pieces)))
    return conclude(check.name, parts, path, load_rules(shapes, base))


def _examine(piece: Piece, check: Check) -> Any:
    from kg.shacl.pieces import examine  # the engines take a second to import; only workers that check need them
    from kg.shacl.rules import load_rules

    return examine(piece, load_rules(check.shapes, check.base))


def _conclude(check: Check, parts: list[Any]) -> Outcome:
    from kg.pipeline.gate import verdict_result
    from kg.shacl.pieces import conclude
    from kg.shacl.rules import load_rules

    try:
        return _written(check, verdict_result(conclude(check.name, parts, check.path, load_rules(check.shapes, check.base))))
    except InputError as error:
        return error.as_dict()


def _check_one(check: Check) -> Outcome:
    from kg.pipeline.gate import validate_file

    try:
        return _written(check, validate_file(check.path, check.shapes, check.base, native=check.native, name=check.name))
    except InputError as error:
        return error.as_dict()


def _written(check: Check, result: GateResult) -> CheckSummary:
    content = report_content(check.name, result)
    write_json(check.report, content)
    check.report.with_suffix(".txt").write_text(words(check.name, result), encoding="utf-8")
    return _summary(check.name, check.report, content)


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
    write_whole(path, (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode())
