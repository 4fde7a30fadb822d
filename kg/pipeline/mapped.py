"""Mapping all datasets, each only when its inputs changed, several at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import InputError, InputErrorParts
from kg.mapping.dataset import Dataset, discover
from kg.mapping.engine import MappedDataset, fingerprint, join_parts, map_dataset, map_part
from kg.mapping.parts import PART_BYTES, MappedPart, Part, parts_of
from kg.namespaces import Namespaces
from kg.pipeline.layout import DataFolder


@dataclass(frozen=True, slots=True)
class _MapJob:
    """A dataset to map in a worker process: its name, where its inputs are, where its graph goes, and the rules."""

    name: str
    mappings: Path
    sources: Path | None
    protected: Path | None
    target: Path
    base: str
    max_bytes: int


Outcome = MappedDataset | InputErrorParts


def map_all(
    datasets: Iterable[Dataset],
    folder: DataFolder,
    ns: Namespaces,
    mappings: Path,
    *,
    executor: Executor,
    max_bytes: int,
    part_bytes: int = PART_BYTES,
    done: Callable[[str], None],
    begun: Callable[[], None] = lambda: None,
) -> tuple[dict[str, MappedDataset], dict[str, InputError]]:
    """Mapped datasets and errors, by name. `done` is told each name as it ends, `begun` is called if any dataset has to be mapped."""
    mapped: dict[str, MappedDataset] = {}
    failed: dict[str, InputError] = {}
    jobs: dict[str, tuple[_MapJob, list[Part]]] = {}
    for dataset in datasets:
        try:
            key = fingerprint(dataset, ns, mappings)[:16]
        except InputError as error:
            failed[dataset.name] = error
            done(dataset.name)
            continue
        if known := _known(folder, dataset.name, key):
            mapped[dataset.name] = known
            done(dataset.name)
        else:
            job = _MapJob(dataset.name, mappings, dataset.sources, dataset.protected, _path(folder, dataset.name, key), ns.base, max_bytes)
            jobs[dataset.name] = job, parts_of(dataset, part_bytes)
    for name, result in _run(jobs, executor, begun) if jobs else ():
        if isinstance(result, MappedDataset):
            mapped[name] = result
        else:
            failed[name] = InputError(**result)
        done(name)
    return mapped, failed


def _run(jobs: dict[str, tuple[_MapJob, list[Part]]], executor: Executor, begun: Callable[[], None]) -> Iterator[tuple[str, Outcome]]:
    """Outcomes by name, as they come. The parts of a large table are mapped by several processes and joined by one.

    If a part fails, or has other rows than was planned, the table is mapped whole: what that says is what counts.
    """
    running: dict[Future[Any], tuple[str, int]] = {}
    done: dict[str, list[Any]] = {}  # parts of a table by number, those not yet mapped as None
    for name, (job, parts) in sorted(jobs.items(), key=lambda item: -len(item[1][1])):
        if parts:
            done[name] = [None] * len(parts)
            running |= {executor.submit(_map_part, job, part, number): (name, number) for number, part in enumerate(parts)}
        else:
            running[executor.submit(_map_one, job)] = name, -1
    begun()
    while running:
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            name, number = running.pop(future)
            if number < 0:
                yield name, future.result()
            elif name in done and future.result() is None:
                del done[name]
                running[executor.submit(_map_one, jobs[name][0])] = name, -1
            elif name in done:
                done[name][number] = future.result()
                if None not in done[name]:
                    running[executor.submit(_join_parts, jobs[name][0], done.pop(name))] = name, -1


def _path(folder: DataFolder, name: str, key: str) -> Path:
    return folder.quads / name / f"{key}.nq"


def _known(folder: DataFolder, name: str, key: str) -> MappedDataset | None:
    path = _path(folder, name, key)
    try:
        return MappedDataset(**json.loads(path.with_suffix(".json").read_text()) | {"path": path}) if path.exists() else None
    except (OSError, ValueError, TypeError):
        return None  # absent, or written by another version


def _map_part(job: _MapJob, part: Part, number: int) -> MappedPart | None:
    """In a worker process: one part, or nothing if it cannot be mapped as planned."""
    target = job.target.with_suffix(f".rows-{number}")
    try:
        mapped = map_part(_dataset(job), part, target, Namespaces(job.base), job.mappings, max_bytes=job.max_bytes)
    except (OSError, MemoryError):
        raise
    except Exception:  # of whatever kind: mapping the whole table will tell
        return None
    return mapped if mapped.rows == part.rows else None


def _join_parts(job: _MapJob, parts: list[MappedPart]) -> Outcome:
    try:
        return _noted(job, join_parts(_dataset(job), parts, job.target, Namespaces(job.base), job.mappings))
    except InputError as error:
        return error.as_dict()


def _dataset(job: _MapJob) -> Dataset:
    return replace(discover(job.mappings)[job.name], sources=job.sources, protected=job.protected)


def _noted(job: _MapJob, mapped: MappedDataset) -> MappedDataset:
    job.target.with_suffix(".json").write_text(json.dumps(asdict(mapped) | {"path": ""}, sort_keys=True))
    return mapped


def _map_one(job: _MapJob) -> Outcome:
    """In a worker process: the dataset's counts, or its error's parts (errors themselves do not cross processes whole)."""
    try:
        mapped = map_dataset(_dataset(job), job.target, Namespaces(job.base), job.mappings, max_bytes=job.max_bytes)
    except InputError as error:
        return error.as_dict()
    except (OSError, MemoryError):
        raise
    except Exception as error:  # a mistake in one mapping script must not stop the others
        return InputError(f"the mapping stopped with {type(error).__name__}: {error}", file=f"{job.name}/mapping.py").as_dict()
    return _noted(job, mapped)
