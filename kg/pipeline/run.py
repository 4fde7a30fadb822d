"""The whole line from sources to a published release, one call an arrow."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from kg.errors import InputError, ReleaseError
from kg.mapping.dataset import Dataset, discover, select
from kg.mapping.engine import MappedDataset, engine_sha256
from kg.mapping.parts import PART_BYTES
from kg.namespaces import Namespaces
from kg.pipeline.accept import LEFT_OUT, Accepted, Candidates, accept, cross, digests, with_derived, without_broken
from kg.pipeline.account_report import as_markdown
from kg.pipeline.accounting import account, as_json, held_figures, read_not_mapped
from kg.pipeline.chain import begin_chain, named_by_chain
from kg.pipeline.checked import CheckJob, check_all, prepare_checks, write_json
from kg.pipeline.cluster import cluster_workers
from kg.pipeline.crossed import Crossed
from kg.pipeline.derived.derive import DerivedGraph, derive
from kg.pipeline.derived.early import EarlyWorld
from kg.pipeline.derived.facts import facts_job, facts_path
from kg.pipeline.derived.failed import failed_datasets
from kg.pipeline.layout import DataFolder
from kg.pipeline.lock import build_lock, told_in_words
from kg.pipeline.manifest import Manifest, read_manifest, software_versions
from kg.pipeline.mapped import map_all
from kg.pipeline.protected import is_protected, protect_all
from kg.pipeline.references import read_ahead
from kg.pipeline.release import assemble, prune
from kg.pipeline.shapes import shapes_sha256
from kg.pipeline.store_building import EarlyStore, early_store
from kg.pipeline.survey import SurveyJob, begin_survey
from kg.pipeline.vocabulary import VocabularyGraph, build_vocabulary
from kg.pipeline.workers import workers
from kg.store.hashes import Sha256
from kg.store.soundness import store_is_sound

Announce = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build: names of datasets (none: all), where the inputs are, and with how many processes."""

    ontology: Path
    shapes: Path
    mappings: Path
    data: Path
    base_iri: str
    names: tuple[str, ...] = ()
    sources: Path | None = None
    jobs: int = 2
    keep: int = 3
    max_bytes: int = 2**28
    engine: str = "auto"  # of SHACL: auto, pyshacl or native; no release depends on it
    cluster: str | None = None  # address of a Dask scheduler
    cluster_workers: int = 0  # or so many workers of a scheduler that the build starts
    part_bytes: int = PART_BYTES  # of a table that several processes map


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did: the release, whether it is new, and each dataset's outcome with the reasons of failures."""

    release_id: str
    is_new: bool
    quads: int
    outcomes: dict[str, str]
    problems: dict[str, list[str]] = field(default_factory=dict)
    account: dict[str, Any] = field(default_factory=dict)
    held: list[dict[str, Any]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return {"release": self.release_id, "new": self.is_new, "quads": self.quads, "datasets": self.outcomes, "problems": self.problems,
                "account": self.account, "quarantined": self.held}  # fmt: skip


_Mapped = tuple[dict[str, MappedDataset], dict[str, InputError]]


def _protect_and_map(
    datasets: Mapping[str, Dataset],
    protect: Callable[[], tuple[dict[str, Dataset], dict[str, InputError]]],
    map_some: Callable[[Iterable[Dataset]], _Mapped],
) -> tuple[dict[str, Dataset], dict[str, MappedDataset], dict[str, InputError]]:
    """Datasets as they are mapped, mapped ones, and errors. Those that nothing is withheld from are mapped while others are protected."""
    with ThreadPoolExecutor(1) as beside:
        protecting = beside.submit(protect)
        mapped, failed = map_some([dataset for dataset in datasets.values() if not is_protected(dataset)])
        protected, refused = protecting.result()
    rest = [dataset for name, dataset in protected.items() if name not in refused and is_protected(dataset)]
    mapped_later, failed_later = map_some(rest)
    return protected, mapped | mapped_later, failed | failed_later | refused


@dataclass(frozen=True, slots=True)
class _Told:
    account: dict[str, Any]
    held: list[dict[str, Any]]


def build(request: BuildRequest, announce: Announce = lambda step, name: None) -> BuildResult:
    """Protect, map, check, put together, verify, publish. `announce` is told (step, dataset) as each ends.

    A dataset that fails keeps its last good graph. Raises HamError when nothing can be published; what was published stays.
    """
    folder, ns = DataFolder(request.data), Namespaces(request.base_iri)
    with (
        build_lock(folder),
        told_in_words(),
        _no_search_for_cycles(),
        _workers(request) as executor,
        early_store(folder) as early,
        closing(EarlyWorld()) as world,
    ):
        at = _At(folder, ns, executor, early, world)
        existing = discover(request.mappings, request.sources)
        datasets = select(existing, request.names)
        if not datasets:
            raise InputError("holds no dataset (no */*/dataset.yml)", file=str(request.mappings))
        vocabulary = build_vocabulary(request.ontology, folder, ns)
        last = _last_release(folder, ns)
        protect = partial(
            protect_all, datasets, existing, folder, request.mappings,
            executor=executor, max_bytes=request.max_bytes, done=lambda name: announce("protect", name),
        )  # fmt: skip
        map_some = partial(
            map_all, folder=folder, ns=ns, mappings=request.mappings,
            executor=executor, max_bytes=request.max_bytes, part_bytes=request.part_bytes, done=lambda name: announce("map", name),
            begun=partial(_look_ahead, request, last, at),
        )  # fmt: skip
        datasets, mapped, failed = _protect_and_map(datasets, protect, map_some)
        shapes = shapes_sha256(request.shapes)
        judge = partial(
            check_all, folder=folder, shapes=request.shapes, shapes_sha256=shapes,
            base=ns.base, engine=request.engine, executor=executor, done=lambda name: announce("check", name),
        )  # fmt: skip
        graphs: list[VocabularyGraph | MappedDataset] = [*vocabulary, *mapped.values()]
        with ThreadPoolExecutor(1) as beside:
            facts, rest = _survey(graphs, request.ontology, at)
            judging = beside.submit(judge, [CheckJob(graph.name, graph.path, graph.sha256) for graph in graphs])
            _all_of(facts)
            if not failed:
                world.make([facts_job(graph.name, graph.path, graph.sha256, folder.quads, ns.base) for graph in graphs], ns)
            _all_of(rest)
        checks, unjudged = judging.result()
        candidates = Candidates(datasets, set(existing), vocabulary, mapped, failed | unjudged, checks)
        accepted, crossed, derived = _accept_and_derive(candidates, last, existing, request, at)
        checks, unjudged = judge([CheckJob(graph.name, graph.path, graph.sha256) for graph in derived])
        if unjudged:
            raise next(iter(unjudged.values()))
        accepted = with_derived(accepted, crossed, derived, checks, folder, shapes_sha256=shapes, ns=ns)
        draft = Manifest(ns.base, shapes, engine_sha256(), software_versions(), tuple(source.entry for source in accepted.sources))
        if last and _is_current(draft, last, folder, early.sha256):
            release_id, is_new = folder.current_id() or "", False
        else:
            release_id, is_new = assemble(accepted.sources, draft, folder, ns, early)
            announce("publish", release_id)
        prune(folder, request.keep)
        told = _write_account(request, folder, mapped)
    return _result(release_id, is_new, folder, accepted, told)


@dataclass(frozen=True, slots=True)
class _At:
    """Where a build works, and with what."""

    folder: DataFolder
    ns: Namespaces
    executor: Executor
    store: EarlyStore
    world: EarlyWorld


def _survey(graphs: Iterable[VocabularyGraph | MappedDataset], ontology: Path, at: _At) -> tuple[list[Future[None]], list[Future[None]]]:
    named = named_by_chain(ontology, at.ns)
    return begin_survey((SurveyJob(g.name, g.path, g.sha256, at.folder.quads, at.ns.base, named) for g in graphs), at.executor)


def _all_of(running: Iterable[Future[None]]) -> None:
    for one in running:
        one.result()


def _accept_and_derive(
    candidates: Candidates, last: Manifest | None, existing: Mapping[str, Dataset], request: BuildRequest, at: _At
) -> tuple[Accepted, Crossed | None, list[DerivedGraph]]:
    """Graphs that pass by themselves and together, what the rules across them found, and what is derived from them."""
    broken = None
    while True:
        accepted = accept(candidates, last, at.folder, at.ns, early=at.store, broken=broken)
        with ThreadPoolExecutor(1) as beside:
            crossing = beside.submit(cross, accepted, request.shapes, at.folder, at.ns, at.store)
            derived = _derive(accepted, candidates, existing, request.ontology, at)
        crossed = crossing.result()
        if crossed is None or not crossed.violations:
            return accepted, crossed, derived
        broken = without_broken(accepted, candidates, crossed, broken)


def _derive(accepted: Accepted, candidates: Candidates, existing: Mapping[str, Dataset], ontology: Path, at: _At) -> list[DerivedGraph]:
    looked_at = digests(accepted.sources, at.folder)
    chain = begin_chain(accepted.sources, looked_at, ontology=ontology, folder=at.folder, ns=at.ns, executor=at.executor)
    left_out = {name: accepted.outcomes[name] == LEFT_OUT for name in accepted.problems}
    failed = failed_datasets(left_out, existing, candidates.mapped, at.ns)
    return [*derive(accepted.sources, failed, at.folder, at.ns, executor=at.executor, early=at.world), *chain()]


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """A build makes millions of objects and next to no cycles; to look for them again and again takes a fifth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _workers(request: BuildRequest) -> AbstractContextManager[Executor]:
    if request.cluster or request.cluster_workers:
        return cluster_workers(request.cluster, request.cluster_workers, request.data)
    return workers(request.jobs)


def _write_account(request: BuildRequest, folder: DataFolder, mapped: Mapping[str, MappedDataset]) -> _Told:
    """What became of every row that was handed in, and every figure held back; also in ``3-reports/``."""
    held = held_figures(mapped.values())
    accounts: dict[str, Any] = {}
    if request.sources:
        accounts = as_json(account(mapped.values(), request.sources, read_not_mapped(request.mappings / "NOT_MAPPED.md")))
        write_json(folder.reports / "accounting.json", accounts)
        (folder.reports / "accounting.md").write_text(as_markdown(accounts), encoding="utf-8")
    write_json(folder.reports / "quarantine.json", held)
    return _Told(accounts, held)


def _last_release(folder: DataFolder, ns: Namespaces) -> Manifest | None:
    """The manifest of the current release, if it is readable and was built with this base IRI."""
    current = folder.current_id()
    if current is None:
        return None
    try:
        manifest = read_manifest(folder.release(current))
    except (ReleaseError, ValueError, TypeError):
        return None
    return manifest if manifest.base_iri == ns.base else None


def _look_ahead(request: BuildRequest, last: Manifest | None, at: _At) -> None:
    """While something is mapped: read what is kept of the last release's graphs, most of which are those of the next one too, and have
    a worker import what checks need."""
    at.executor.submit(prepare_checks, request.shapes, at.ns.base)
    entries = [entry for entry in (last.graphs if last else ()) if entry.kind in ("dataset", "vocabulary")]
    kept, sha256 = at.folder.quads, {entry.name: entry.sha256 for entry in entries}
    at.world.begin(
        [(entry.name, facts_path(kept, entry.name, entry.sha256, at.ns.base)) for entry in entries],
        lambda name: read_ahead(sha256[name], at.ns.base, kept / name),
    )


def _is_current(draft: Manifest, last: Manifest, folder: DataFolder, sha256: Sha256) -> bool:
    """Whether the current release already is what would be built (its catalogue follows from the rest), and is unharmed."""
    without_catalog = tuple(entry for entry in last.graphs if entry.kind != "catalog")
    same = (draft.shapes_sha256, draft.engine_sha256, draft.software) == (last.shapes_sha256, last.engine_sha256, last.software)
    ordered = tuple(sorted(draft.graphs, key=lambda entry: entry.name))
    release = folder.release(folder.current_id() or "")
    files_there = all((release / entry.file).is_file() for entry in last.graphs)
    return same and ordered == without_catalog and files_there and store_is_sound(release, sha256)


def _result(release_id: str, is_new: bool, folder: DataFolder, accepted: Accepted, told: _Told) -> BuildResult:
    quads = read_manifest(folder.release(release_id)).quads
    return BuildResult(release_id, is_new, quads, accepted.outcomes, accepted.problems, told.account, told.held)
