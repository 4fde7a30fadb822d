"""Mapping all datasets, each only when its inputs changed, several at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, as_completed
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from kg.errors import InputError, InputErrorParts
from kg.mapping.dataset import Dataset, discover
from kg.mapping.engine import MappedDataset, fingerprint, map_dataset
from kg.namespaces import Namespaces
from kg.pipeline.layout import DataFolder


@dataclass(frozen=True, slots=True)
class _MapJob:
    """A dataset to map in a worker process: its name, where its inputs are, where its graph goes, and the rules."""

    name: str
    mappings: Path
    sources: Path | None
    target: Path
    base: str
    max_bytes: int


def map_all(
    datasets: Iterable[Dataset],
    folder: DataFolder,
    ns: Namespaces,
    mappings: Path,
    *,
    executor: Executor,
    max_bytes: int,
    done: Callable[[str], None],
) -> tuple[dict[str, MappedDataset], dict[str, InputError]]:
    """Mapped datasets and errors, by name. `done` is told each name as it ends."""
    mapped: dict[str, MappedDataset] = {}
    failed: dict[str, InputError] = {}
    running = {}
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
            job = _MapJob(dataset.name, mappings, dataset.sources, _path(folder, dataset.name, key), ns.base, max_bytes)
            running[executor.submit(_map_one, job)] = dataset.name
    for future in as_completed(running):
        name = running[future]
        result = future.result()
        if isinstance(result, MappedDataset):
            mapped[name] = result
        else:
            failed[name] = InputError(**result)
        done(name)
    return mapped, failed


def _path(folder: DataFolder, name: str, key: str) -> Path:
    return folder.quads / name / f"{key}.nq"


def _known(folder: DataFolder, name: str, key: str) -> MappedDataset | None:
    path = _path(folder, name, key)
    try:
        return MappedDataset(**json.loads(path.with_suffix(".json").read_text()) | {"path": path}) if path.exists() else None
    except (OSError, ValueError, TypeError):
        return None  # absent, or written by another version


def _map_one(job: _MapJob) -> MappedDataset | InputErrorParts:
    """In a worker process: the dataset's counts, or its error's parts (errors themselves do not cross processes whole)."""
    dataset = replace(discover(job.mappings)[job.name], sources=job.sources)
    try:
        mapped = map_dataset(dataset, job.target, Namespaces(job.base), job.mappings, max_bytes=job.max_bytes)
    except InputError as error:
        return error.as_dict()
    except (OSError, MemoryError):
        raise
    except Exception as error:  # a mistake in one mapping script must not stop the others
        return InputError(f"the mapping stopped with {type(error).__name__}: {error}", file=f"{job.name}/mapping.py").as_dict()
    job.target.with_suffix(".json").write_text(json.dumps(asdict(mapped) | {"path": ""}, sort_keys=True))
    return mapped
