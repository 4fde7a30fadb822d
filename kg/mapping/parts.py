"""Large tables cut into parts of whole rows, so that several processes map one table; put together they give the same bytes.

Only our own CSV tables of cubes are cut: their rows do not depend on each other. Small tables stay whole.
"""

from __future__ import annotations

import heapq
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.mapping.blocks import SEPARATOR, BlockSorter, read_run
from kg.mapping.config import HandedInConfig, SourceConfig
from kg.mapping.dataset import Dataset
from kg.mapping.tally import TableTally

PART_BYTES = 16 * 2**20  # of a source table: some seconds of work, against a tenth of a second to hand a part to a process
_ONE_BYTE_MARKS = ("utf-8", "utf-8-sig", "ascii", "latin-1", "iso-8859-1", "cp1252", "windows-1252")


@dataclass(frozen=True, slots=True)
class Part:
    """`rows` rows of a CSV file, from byte `start` to `end`; `first` is the number of the first of them (the header is row 1)."""

    start: int
    end: int
    first: int
    rows: int


@dataclass(frozen=True, slots=True)
class MappedPart:
    """What became of one part: its sorted blocks in a file, its counts, its tally, and the nodes that its rows share."""

    blocks: Path
    rows: int
    observations: int
    tally: TableTally
    shared: dict[str, str]


def parts_of(dataset: Dataset, size: int = PART_BYTES) -> list[Part]:
    """The parts of a dataset's table, or none if it is to be mapped whole. Files that cannot be read are the mapping's to refuse."""
    if all(path.stat().st_size <= size + size // 2 for path in dataset.input_files().values()):
        return []
    source = dataset.config.source[0] if len(dataset.config.source) == 1 and not dataset.config.handed_in else None
    if source is None or isinstance(source, HandedInConfig) or source.format != "csv" or source.encoding.lower() not in _ONE_BYTE_MARKS:
        return []
    try:
        is_cube = dataset.cube is not None and dataset.exclusion is None
    except InputError:
        return []
    return list(_cut(dataset.source_path(source), source, size)) if is_cube else []


def _cut(path: Path, source: SourceConfig, size: int) -> Iterator[Part]:
    """A line feed ends a row unless it stands between quotes, that is, after an odd number of them.

    A stray quote may mislead this; then a part has other rows than it says, and the table is mapped whole.
    """
    header, start, position, number, quoted, first = source.preamble_rows + source.header_rows, 0, 0, 0, False, 1
    with path.open("rb") as file:
        for line in file:
            position += len(line)
            quoted ^= bool(line.count(b'"') & 1)
            if quoted:
                continue
            number += 1
            if number == header:
                start, first = position, number + 1
            elif number > header and position - start >= size:
                yield Part(start, position, first, number + 1 - first)
                start, first = position, number + 1
    if position > start:
        yield Part(start, position, first, number + 1 - first)


def write_part(sorter: BlockSorter, path: Path) -> None:
    """Write sorted blocks in one step; a part that is mapped twice (its process was lost) is written alike."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half_done = path.with_suffix(f".{os.getpid()}.part")
    with half_done.open("w", encoding="utf-8", newline="\n") as file:
        for block in sorter:
            file.write(block)
            file.write(SEPARATOR)
    half_done.replace(path)


def merged(parts: Sequence[Path], others: Sequence[str]) -> Iterator[str]:
    """The blocks of all parts and some others, in order. Constant memory: a few kilobytes of each part are held."""
    files = [path.open(encoding="utf-8", newline="\n") for path in parts]
    try:
        yield from heapq.merge(*map(read_run, files), sorted(others))
    finally:
        for file in files:
            file.close()


def joined_tally(tallies: Sequence[TableTally]) -> TableTally:
    """The tally of the whole table from those of its parts, in order."""
    whole = TableTally(tallies[0].file)
    for tally in tallies:
        whole.names += [name for name in tally.names if name not in whole.names]
        whole.rows += bytes(whole.names.index(tally.names[code]) for code in tally.rows)
        whole.held += tally.held
        for kind, count in tally.kinds.items():
            whole.kinds[kind] = whole.kinds.get(kind, 0) + count
    return whole
