"""Which graphs go into a release: those that passed, and the last good graph of those that did not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError
from kg.mapping.config import HandedInConfig, SourceConfig
from kg.mapping.dataset import Dataset, file_sha256
from kg.mapping.engine import EXCLUDED, NOT_HANDED_IN, PUBLISHED, MappedDataset
from kg.namespaces import Namespaces
from kg.pipeline.checked import CheckSummary
from kg.pipeline.conformance import report_lines
from kg.pipeline.crossed import NAME, Crossed, CrossedGraphs, check_across
from kg.pipeline.derived.derive import DerivedGraph
from kg.pipeline.digests import Digests, kept_digests
from kg.pipeline.files import write_whole
from kg.pipeline.layout import DataFolder
from kg.pipeline.manifest import GraphEntry, Manifest
from kg.pipeline.references import Links, dangling, kept_links
from kg.pipeline.release import GraphSource
from kg.pipeline.store_building import EarlyStore
from kg.pipeline.vocabulary import VocabularyGraph

NEW, UNCHANGED, KEPT, LEFT_OUT = "new", "unchanged", "last good kept", "left out"
OUTCOMES_OF_STATES = {NOT_HANDED_IN: "not handed in", EXCLUDED: "excluded by rule"}
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a build made and how it was judged. `datasets` are those asked for, `existing` all that have a folder."""

    datasets: Mapping[str, Dataset]
    existing: Collection[str]
    vocabulary: Sequence[VocabularyGraph]
    mapped: Mapping[str, MappedDataset]
    failed: Mapping[str, InputError]
    checks: Mapping[str, CheckSummary]

    def problems(self) -> dict[str, list[str]]:
        """Why graphs cannot be taken: those that could not be mapped, and those that violate the shapes."""
        found = {name: [str(error)] for name, error in self.failed.items()}
        for name, summary in self.checks.items():
            if not summary.conforms:
                found[name] = violation_words(summary)
        return found


@dataclass(frozen=True, slots=True)
class Accepted:
    """The graphs of the next release, what became of each dataset, and why those that failed did."""

    sources: tuple[GraphSource, ...]
    outcomes: dict[str, str]
    problems: dict[str, list[str]]
    kept: frozenset[str] = frozenset()  # datasets whose last good graph is taken


@dataclass(frozen=True, slots=True)
class Broken:
    """What broke rules across graphs when it was put together: why, and graphs whose last good state is no way out because it did too."""

    problems: Mapping[str, list[str]] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()


def accept(
    made: Candidates,
    last: Manifest | None,
    folder: DataFolder,
    ns: Namespaces,
    *,
    early: EarlyStore | None = None,
    broken: Broken | None = None,
) -> Accepted:
    """Decide, as far as each graph by itself tells. Graphs of datasets that have no folder any more leave the release.

    `early` is begun with the graphs that are chosen. Raises InputError if the vocabulary itself does not pass: without it no graph means
    anything.
    """
    broken = broken or Broken()
    problems = {**broken.problems, **made.problems()}
    _vocabulary_must_pass([graph.name for graph in made.vocabulary], problems)
    choice = _choose(made, problems, lambda present: _last_good(last, folder, made.existing, present | broken.refused), folder, ns)
    if early:
        early.begin([choice.chosen[name] for name in sorted(choice.chosen)])
    outcomes = {name: _outcome(name, choice.sources, choice.kept, last) for name in [*made.datasets, *problems]}
    for name in choice.sources:
        if name in made.mapped and made.mapped[name].state != PUBLISHED:
            outcomes[name] = OUTCOMES_OF_STATES[made.mapped[name].state]
    return Accepted(tuple(choice.chosen[name] for name in sorted(choice.chosen)), outcomes, problems, frozenset(choice.kept))


def cross(accepted: Accepted, shapes: Path | None, folder: DataFolder, ns: Namespaces, early: EarlyStore | None = None) -> Crossed | None:
    """The rules across the graphs that are accepted; None if there are no rules."""
    if shapes is None:
        return None
    entries = {source.entry.name: source for source in accepted.sources}
    graphs = CrossedGraphs(
        {name: source.path for name, source in entries.items()},
        {name: source.entry.sha256 for name, source in entries.items()},
        digests(accepted.sources, folder),
    )
    return check_across(graphs, folder, shapes, ns.base, early.updated if early else None)


def digests(sources: Sequence[GraphSource], folder: DataFolder) -> dict[str, Digests]:
    """Of the graphs, by name."""
    return {s.entry.name: kept_digests(s.path, s.entry.sha256, folder.quads / s.entry.name) for s in sources}


def without_broken(accepted: Accepted, made: Candidates, crossed: Crossed, before: Broken | None) -> Broken:
    """What must be decided otherwise. Raises InputError if the vocabulary breaks a rule."""
    before = before or Broken()
    _vocabulary_must_pass([graph.name for graph in made.vocabulary], crossed.violations)
    refused = before.refused | (set(crossed.violations) & accepted.kept)
    return Broken({**crossed.violations, **before.problems}, refused)


_LastGood = Callable[[set[str]], dict[str, GraphSource]]


@dataclass(frozen=True, slots=True)
class _Choice:
    """Graphs that could make a release: those just made, those kept from the last one, and all with the vocabulary."""

    sources: Mapping[str, GraphSource]
    kept: Mapping[str, GraphSource]
    chosen: Mapping[str, GraphSource]


def _choose(made: Candidates, problems: dict[str, list[str]], last_good: _LastGood, folder: DataFolder, ns: Namespaces) -> _Choice:
    """New graphs without problems, the last good ones of the others, and none that refers to nothing (told in `problems`)."""
    sources = {
        name: _mapped_source(made.datasets[name], graph, made.checks[name], ns)
        for name, graph in made.mapped.items()
        if name not in problems
    }
    kept = last_good(set(sources))
    fixed = {graph.name: _computed_source(graph, made.checks[graph.name], "vocabulary", ns) for graph in made.vocabulary}
    broken = dangling(_links({**fixed, **kept, **sources}, folder, ns), fixed)
    _vocabulary_must_pass([name for name in broken if name in fixed], {name: _dangling_words(broken[name]) for name in broken})
    for name in broken:
        problems[name] = _dangling_words(broken[name])
        sources.pop(name, None)
        kept.pop(name, None)
    if broken:
        fallback = {name: source for name, source in last_good(set(sources)).items() if name in broken}
        still_broken = dangling(_links({**fixed, **kept, **sources, **fallback}, folder, ns), fixed)
        kept |= {name: source for name, source in fallback.items() if name not in still_broken}
    return _Choice(sources, kept, {**fixed, **kept, **sources})


def _links(sources: Mapping[str, GraphSource], folder: DataFolder, ns: Namespaces) -> dict[str, Links]:
    return {name: kept_links(source.path, source.entry.sha256, ns.base, folder.quads / name) for name, source in sources.items()}


def with_derived(
    accepted: Accepted,
    crossed: Crossed | None,
    derived: Sequence[DerivedGraph],
    checks: Mapping[str, CheckSummary],
    folder: DataFolder,
    *,
    shapes_sha256: str,
    ns: Namespaces,
) -> Accepted:
    """The graphs of the next release with those derived from them, and what the gate found in all.

    A derived graph that fails is left out, and told like any other.
    """
    problems = dict(accepted.problems)
    sources = list(accepted.sources)
    for graph in derived:
        check = checks[graph.name]
        if told := [*_dangling_words(graph.dangling), *(violation_words(check) if not check.conforms else [])]:
            problems[graph.name] = told
        else:
            sources.append(_computed_source(graph, check, "derived", ns))
    reports = _reports_source(sources, crossed, folder, shapes_sha256, ns)
    outcomes = accepted.outcomes | {name: LEFT_OUT for name in problems if name not in accepted.outcomes}
    return Accepted((*sources, reports), outcomes, problems, accepted.kept)


def violation_words(summary: CheckSummary) -> list[str]:
    """How many violations, where they are told, and the first of them."""
    return [f"{summary.violations} violations of the shapes, see {summary.report.with_suffix('.txt')}", summary.first_words]


def _vocabulary_must_pass(names: Sequence[str], problems: Mapping[str, list[str]]) -> None:
    for name in names:
        if name in problems:
            raise InputError("; ".join(problems[name]), file=name)


def _dangling_words(missing: Sequence[tuple[str, str]]) -> list[str]:
    shown = [f"{who} refers to {thing}, which nothing in the release describes" for thing, who in missing[:_SHOWN]]
    rest = len(missing) - _SHOWN
    return [*shown, f"and {rest} more such references"] if rest > 0 else shown


def _mapped_source(dataset: Dataset, mapped: MappedDataset, check: CheckSummary, ns: Namespaces) -> GraphSource:
    files = {source.file: dataset.source_path(source) for source in dataset.present_sources if _is_published(source)}
    if mapped.state != PUBLISHED:
        files = {}
    inputs = {name: file_sha256(path) for name, path in sorted(dataset.input_files().items())}
    entry = GraphEntry(
        mapped.name, ns.graph(mapped.name), "dataset", mapped.quads, mapped.sha256, inputs, mapped.rows, mapped.observations,
        mapped.resources, check.warnings, file_sha256(check.report), mapped.state,
    )  # fmt: skip
    return GraphSource(entry, mapped.path, check.report, files)


def _is_published(source: SourceConfig) -> bool:
    return not isinstance(source, HandedInConfig) or source.publish


def _computed_source(graph: VocabularyGraph | DerivedGraph, check: CheckSummary, kind: str, ns: Namespaces) -> GraphSource:
    entry = GraphEntry(
        graph.name, ns.graph(graph.name), kind, graph.quads, graph.sha256, graph.inputs,
        warnings=check.warnings, report_sha256=file_sha256(check.report),
    )  # fmt: skip
    return GraphSource(entry, graph.path, check.report)


def _last_good(last: Manifest | None, folder: DataFolder, existing: Collection[str], present: set[str]) -> dict[str, GraphSource]:
    """Dataset graphs of the current release that the next one would lack otherwise, if their files are unharmed."""
    if last is None:
        return {}
    release = folder.release(folder.current_id() or "")
    found = {}
    for entry in last.graphs:
        path, report = release / entry.file, release / "reports" / f"{entry.name}.json"
        is_lacking = entry.kind == "dataset" and entry.name in existing and entry.name not in present
        if is_lacking and path.is_file() and file_sha256(path) == entry.sha256:
            files = {p.name: p for p in (release / "sources" / entry.name).glob("*") if p.is_file()}
            found[entry.name] = GraphSource(entry, path, report if report.is_file() else None, files)
    return found


def _reports_source(
    chosen: Sequence[GraphSource], crossed: Crossed | None, folder: DataFolder, shapes_sha256: str, ns: Namespaces
) -> GraphSource:
    reports = [(source.entry.name, source.entry.sha256, source.report) for source in chosen if source.report]
    reports += [(NAME, crossed.sha256, crossed.report)] if crossed else []
    data = "".join(report_lines(reports, shapes_sha256, ns)).encode()
    sha256 = hashlib.sha256(data).hexdigest()
    path = folder.quads / "reports" / f"{sha256[:16]}.nq"
    if not path.exists():
        write_whole(path, data)
    return GraphSource(GraphEntry("reports", ns.graph("reports"), "report", data.count(b"\n"), sha256, {}), path)


def _outcome(name: str, sources: Mapping[str, GraphSource], kept: Mapping[str, GraphSource], last: Manifest | None) -> str:
    if name in sources:
        before = last.entry(name) if last else None
        return UNCHANGED if before and before.sha256 == sources[name].entry.sha256 else NEW
    return KEPT if name in kept else LEFT_OUT
