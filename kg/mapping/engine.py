"""Mapping one dataset: from its source files to sorted, canonical N-Quads of its graph, with constant memory."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from kg.errors import InputError
from kg.mapping.blocks import BlockSorter
from kg.mapping.compiler import RowFunction, compile_cube
from kg.mapping.context import MappingContext
from kg.mapping.dataset import Dataset, file_sha256
from kg.mapping.metadata import DatasetMetadata
from kg.mapping.resources import ResourceGraph, Tables
from kg.mapping.tables import SourceTable
from kg.namespaces import Namespaces

Emit = Callable[[str], None]
Progress = Callable[[int], None]
_ROW = re.compile(r"/source/([^#>]+)#row=(\d+)>")


@dataclass(frozen=True, slots=True)
class MappedDataset:
    """What a mapping run made: the file, counts, and the SHA-256 of the file's bytes (equal to that of its sorted, unique lines)."""

    name: str
    path: Path
    rows: int
    observations: int
    resources: int
    quads: int
    sha256: str


@cache
def software_version() -> str:
    return f"satu-data-ham {importlib.metadata.version('satu-data-ham')}"


@cache
def engine_sha256() -> str:
    """SHA-256 over the sources that decide what a mapping writes."""
    package = Path(__file__).parent
    files = [*sorted(package.glob("*.py")), package.parent / "nquads.py", package.parent / "namespaces.py"]
    return _digest((path.name, file_sha256(path)) for path in files)


def fingerprint(dataset: Dataset, ns: Namespaces, mappings_root: Path) -> str:
    """SHA-256 of everything that a dataset's graph depends on: its files, the place tables, the engine, the base IRI."""
    inputs = {f"own/{name}": path for name, path in dataset.input_files().items()}
    inputs |= {f"places/{path.name}": path for path in (mappings_root / "kemendagri" / "wilayah").glob("*.csv")}
    for name, path in inputs.items():
        if not path.exists():
            raise InputError("does not exist", file=f"{dataset.name}/{name.removeprefix('own/')}")
    parts = [(name, file_sha256(path)) for name, path in sorted(inputs.items())]
    return _digest([("base", ns.base), ("engine", engine_sha256()), ("software", software_version()), *parts])


def map_dataset(
    dataset: Dataset, target: Path, ns: Namespaces, mappings_root: Path, *, progress: Progress | None = None, max_bytes: int = 2**28
) -> MappedDataset:
    """Map one dataset to `target` (N-Quads, sorted, unique). Raises InputError, which names the place; leaves no half file behind."""
    context = MappingContext(dataset.name, dataset.folder, mappings_root, ns)
    target.parent.mkdir(parents=True, exist_ok=True)
    half_done = target.with_suffix(f".{os.getpid()}.part")
    try:
        with BlockSorter(target.parent) as sorter:
            rows, made, resources = _map_tables(dataset, context, sorter.add, progress, max_bytes)
            _check_expectation(dataset, rows, made, resources)
            inputs_sha256 = fingerprint(dataset, ns, mappings_root)
            for block in DatasetMetadata(dataset, context, inputs_sha256, _mapping_sha256(dataset), software_version()).blocks():
                sorter.add(block)
            for block in context.shared.values():
                sorter.add(block)
            quads, digest = _write_sorted(sorter, half_done, dataset.name)
        half_done.replace(target)
    finally:
        half_done.unlink(missing_ok=True)
    return MappedDataset(dataset.name, target, rows, made, resources, quads, digest)


def stream_cube(table: SourceTable, row_function: RowFunction, emit: Emit, progress: Progress | None = None) -> tuple[int, int]:
    """Run a row function over a table: (rows read, observations made). The place of every error is completed."""
    rows = observations = 0
    display = table.display
    try:
        for number, cells, sha256 in table:
            observations += row_function(cells, number, sha256, emit)
            rows += 1
            if progress and not rows % 1000:
                progress(rows)
    except InputError as error:
        raise error.located(file=display, row=number if error.file is None else None) from None
    return rows, observations


def _map_tables(dataset: Dataset, context: MappingContext, emit: Emit, progress: Progress | None, max_bytes: int) -> tuple[int, int, int]:
    """Run a dataset's mapping over its sources: (rows read, observations made, resources made)."""
    cube, tables = dataset.cube, _open_tables(dataset, max_bytes)
    if cube:
        if cube.table not in tables:
            raise InputError("is the table of a cube and cannot be optional", file=f"{dataset.name}/{cube.table}")
        table = tables[cube.table]
        rows, made = stream_cube(table, compile_cube(cube, table.header, context), emit, progress)
        return rows, made, 0
    rows, resources = _map_resources(dataset, Tables(tables, context, _absent(dataset)), context, emit, progress)
    return rows, 0, resources


def _map_resources(dataset: Dataset, tables: Tables, context: MappingContext, emit: Emit, progress: Progress | None) -> tuple[int, int]:
    graph = ResourceGraph(context)
    graph.add_all(dataset.resources(tables))
    if progress:
        progress(tables.rows_read)
    for block in graph.blocks(tables.rows):
        emit(block)
    return tables.rows_read, len(graph)


def _open_tables(dataset: Dataset, max_bytes: int) -> dict[str, SourceTable]:
    return {
        source.file: SourceTable(dataset.source_path(source), source, max_bytes=max_bytes, display=f"{dataset.name}/{source.file}")
        for source in dataset.present_sources
    }


def _absent(dataset: Dataset) -> frozenset[str]:
    """Optional files that nobody handed in."""
    return frozenset(source.file for source in dataset.config.source if source not in dataset.present_sources)


def _check_expectation(dataset: Dataset, rows: int, observations: int, resources: int) -> None:
    """The counts that dataset.yml promises; only for the dataset's own sources, as files handed in later may be longer."""
    if dataset.sources and any(dataset.source_path(s).is_relative_to(dataset.sources) for s in dataset.present_sources):
        return
    expect = dataset.config.expect
    for what, expected, found in (
        ("data rows", expect.rows, rows), ("observations", expect.observations, observations), ("resources", expect.resources, resources)
    ):  # fmt: skip
        if expected is not None and expected != found:
            raise InputError(
                f"gives {found:,} {what}, `expect` in dataset.yml says {expected:,}: is the file truncated, or the count outdated?",
                file=f"{dataset.name}/{dataset.config.source[0].file}",
            )


def _write_sorted(blocks: Iterable[str], path: Path, name: str) -> tuple[int, str]:
    """Write blocks in order; (quads, SHA-256). Two blocks of one subject are one figure given twice: InputError names both rows."""
    digest, quads = hashlib.sha256(), 0
    with path.open("wb") as file:
        for block in _without_repeats(blocks, name):
            data = block.encode("utf-8")
            digest.update(data)
            file.write(data)
            quads += block.count("\n")
        file.flush()
        os.fsync(file.fileno())
    return quads, digest.hexdigest()


def _without_repeats(blocks: Iterable[str], name: str) -> Iterator[str]:
    previous, previous_subject = "", ""
    for block in blocks:
        subject = block[: block.index(" ")]
        if subject == previous_subject and block != previous:
            rows = [match.groups() for match in map(_ROW.search, (previous, block)) if match]
            detail = f"rows {rows[0][1]} and {rows[1][1]} give the same figure twice" if len(rows) == 2 else "is described twice"
            raise InputError(
                f"{detail}: no dimension tells them apart",
                file=unquote(rows[1][0]) if len(rows) == 2 else name,
                row=int(rows[1][1]) if len(rows) == 2 else None,
                value=subject.strip("<>"),
            )
        if block != previous:
            yield block
        previous, previous_subject = block, subject


def _mapping_sha256(dataset: Dataset) -> str:
    """The mapping's version: its script and its code tables, without the sources."""
    sources = {source.file for source in dataset.config.source}
    return _digest((n, file_sha256(p)) for n, p in sorted(dataset.input_files().items()) if n not in sources and n != "dataset.yml")


def _digest(parts: Iterable[tuple[str, str]]) -> str:
    return hashlib.sha256("".join(f"{name}\t{value}\n" for name, value in parts).encode()).hexdigest()
