"""Mapping one dataset: from its source files to sorted, canonical N-Quads of its graph, with constant memory."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from kg.errors import InputError
from kg.mapping.blocks import BlockSorter
from kg.mapping.config import HandedInConfig, SourceConfig
from kg.mapping.context import MappingContext
from kg.mapping.dataset import Dataset, file_sha256
from kg.mapping.metadata import DatasetMetadata
from kg.mapping.parts import MappedPart, Part, joined_tally, merged, write_part
from kg.mapping.resources import ResourceGraph, Tables
from kg.mapping.streams import Progress, Run, as_error, map_cube, numbers_must_be_readable, stream_cube
from kg.mapping.tables import SourceTable
from kg.mapping.tally import TableTally, as_account
from kg.namespaces import Namespaces

PUBLISHED, NOT_HANDED_IN, EXCLUDED = "diterbitkan", "belum-diserahkan", "dikecualikan"
_ROW = re.compile(r"/source/([^#>]+)#row=(\d+)>")


@dataclass(frozen=True, slots=True)
class MappedDataset:
    """What a mapping run made: the file, counts, and the SHA-256 of the file's bytes (equal to that of its sorted, unique lines).

    `state` is a notation of ``keadaan-data``: only of `diterbitkan` the file holds figures. `account` says of each table what became of
    its rows (see `kg.mapping.tally.as_account`).
    """

    name: str
    path: Path
    rows: int
    observations: int
    resources: int
    quads: int
    sha256: str
    state: str = PUBLISHED
    account: list[dict[str, Any]] = field(default_factory=list)


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
    """Map one dataset to `target` (N-Quads, sorted, unique). Raises InputError, which names the place; leaves no half file behind.

    Of a dataset that is not handed in, or that stays out of the release, `target` holds the catalogue entry alone; the graph of the
    latter is written beside it as ``….withheld.nq``.
    """
    context = MappingContext(dataset.name, dataset.folder, mappings_root, ns)
    target.parent.mkdir(parents=True, exist_ok=True)
    metadata = _metadata(dataset, context)
    tallies: list[TableTally] = []
    if dataset.is_not_handed_in:
        quads, digest = _write_blocks(metadata.entry_only(NOT_HANDED_IN, tallies), target, dataset.name)
        return MappedDataset(dataset.name, target, 0, 0, 0, quads, digest, NOT_HANDED_IN)
    excluded = dataset.exclusion is not None
    with BlockSorter(target.parent) as sorter:
        rows, made, resources = _map_tables(dataset, context, Run(sorter.add, tallies, progress, max_bytes))
        _check_expectation(dataset, rows, made, resources, tallies)
        for block in (*metadata.blocks(tallies), *context.shared.values()):
            sorter.add(block)
        quads, digest = _write_blocks(sorter, target.with_suffix(".withheld.nq") if excluded else target, dataset.name)
    state = EXCLUDED if excluded else PUBLISHED
    if excluded:
        quads, digest = _write_blocks(metadata.entry_only(EXCLUDED, tallies), target, dataset.name)
    account = as_account(tallies, excluded)
    return MappedDataset(dataset.name, target, rows, 0 if excluded else made, resources, quads, digest, state, account)


def map_part(dataset: Dataset, part: Part, target: Path, ns: Namespaces, mappings_root: Path, *, max_bytes: int = 2**28) -> MappedPart:
    """Map one part of a dataset's table to sorted blocks in `target`. An InputError counts only if the whole table gives one too."""
    context = MappingContext(dataset.name, dataset.folder, mappings_root, ns)
    cube, source = dataset.cube, dataset.present_sources[0]
    assert cube is not None
    tallies: list[TableTally] = []
    table = SourceTable(
        dataset.source_path(source), source,
        max_bytes=max_bytes, display=f"{dataset.name}/{source.file}", part=(part.start, part.end, part.first),
    )  # fmt: skip
    target.parent.mkdir(parents=True, exist_ok=True)
    with BlockSorter(target.parent) as sorter:
        rows, made = map_cube(dataset, cube, {source.file: table}, context, Run(sorter.add, tallies, max_bytes=max_bytes), is_part=True)
        write_part(sorter, target)
    return MappedPart(target, rows, made, tallies[0], context.shared)


def join_parts(dataset: Dataset, parts: Sequence[MappedPart], target: Path, ns: Namespaces, mappings_root: Path) -> MappedDataset:
    """What `map_dataset` gives, from the parts of the dataset's table in order. The parts' files are deleted."""
    context = MappingContext(dataset.name, dataset.folder, mappings_root, ns)
    for part in parts:
        context.shared |= part.shared
    rows, made, tally = sum(part.rows for part in parts), sum(part.observations for part in parts), joined_tally([p.tally for p in parts])
    numbers_must_be_readable(tally)
    _check_expectation(dataset, rows, made, 0, [tally])
    own = [*_metadata(dataset, context).blocks([tally])]
    quads, digest = _write_blocks(merged([part.blocks for part in parts], [*own, *context.shared.values()]), target, dataset.name)
    for part in parts:
        part.blocks.unlink(missing_ok=True)
    return MappedDataset(dataset.name, target, rows, made, 0, quads, digest, PUBLISHED, as_account([tally], excluded=False))


def _metadata(dataset: Dataset, context: MappingContext) -> DatasetMetadata:
    inputs_sha256 = fingerprint(dataset, context.ns, context.mappings_root)
    return DatasetMetadata(dataset, context, inputs_sha256, _mapping_sha256(dataset), software_version())


def _map_tables(dataset: Dataset, context: MappingContext, run: Run) -> tuple[int, int, int]:
    """Run a dataset's mapping over its sources: (rows read, observations made, resources made). A tally for each table of figures."""
    cube, tables = dataset.cube, _open_tables(dataset, run.max_bytes)
    if cube:
        rows, made = map_cube(dataset, cube, tables, context, run)
        return rows, made, 0
    counted = {name: TableTally(table.display) for name, table in tables.items()}
    run.tallies.extend(counted.values())
    rows, resources = _map_resources(dataset, Tables(tables, context, _absent(dataset), counted), context, run)
    return rows, 0, resources


def _map_resources(dataset: Dataset, tables: Tables, context: MappingContext, run: Run) -> tuple[int, int]:
    graph = ResourceGraph(context)
    graph.add_all(dataset.resources(tables))
    if run.progress:
        run.progress(tables.rows_read)
    for block in graph.blocks(tables.rows):
        run.emit(block)
    return tables.rows_read, len(graph)


def _open_tables(dataset: Dataset, max_bytes: int) -> dict[str, SourceTable]:
    def display(source: SourceConfig) -> str:
        path = (source.path if isinstance(source, HandedInConfig) else None) or f"{dataset.name}/{source.file}"
        return f"{path}#{source.sheet}" if source.sheet and isinstance(source, HandedInConfig) else path

    return {
        source.file: SourceTable(dataset.source_path(source), source, max_bytes=max_bytes, display=display(source))
        for source in dataset.present_sources
    }


def _absent(dataset: Dataset) -> frozenset[str]:
    """Optional files that nobody handed in."""
    return frozenset(source.file for source in dataset.config.source if source not in dataset.present_sources)


def _check_expectation(dataset: Dataset, rows: int, observations: int, resources: int, tallies: Sequence[TableTally]) -> None:
    """The counts that dataset.yml promises; only for the dataset's own sources, as files handed in later may be longer."""
    if dataset.sources and any(dataset.raw_path(s).is_relative_to(dataset.sources) for s in (*dataset.present_sources, *dataset.raw_files)):
        return
    expect = dataset.config.expect
    held = [one for tally in tallies for one in tally.held]
    if len(held) > expect.quarantined:
        raise as_error(held[0])
    for what, expected, found in (
        ("data rows", expect.rows, rows), ("observations", expect.observations, observations), ("resources", expect.resources, resources),
        ("quarantined figures", expect.quarantined, len(held)),
    ):  # fmt: skip
        if expected is not None and expected != found:
            raise InputError(
                f"gives {found:,} {what}, `expect` in dataset.yml says {expected:,}: is the file truncated, or the count outdated?",
                file=f"{dataset.name}/{dataset.config.source[0].file}",
            )


def _write_blocks(blocks: Iterable[str], path: Path, name: str) -> tuple[int, str]:
    """Write a file in one step; (quads, SHA-256)."""
    half_done = path.with_suffix(f".{os.getpid()}.part")
    try:
        written = _write_sorted(blocks, half_done, name)
        half_done.replace(path)
    finally:
        half_done.unlink(missing_ok=True)
    return written


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
    sources = {source.file for source in (*dataset.config.source, *dataset.config.handed_in)}
    return _digest((n, file_sha256(p)) for n, p in sorted(dataset.input_files().items()) if n not in sources and n != "dataset.yml")


def _digest(parts: Iterable[tuple[str, str]]) -> str:
    return hashlib.sha256("".join(f"{name}\t{value}\n" for name, value in parts).encode()).hexdigest()


__all__ = [
    "EXCLUDED",
    "NOT_HANDED_IN",
    "PUBLISHED",
    "MappedDataset",
    "engine_sha256",
    "fingerprint",
    "join_parts",
    "map_dataset",
    "map_part",
    "software_version",
    "stream_cube",
]
