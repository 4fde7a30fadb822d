"""Blocks (all statements of one subject) gathered in any order, given back sorted, with constant memory.

Sorting whole blocks by text sorts all their lines, because lines inside a block are sorted and no two blocks share a subject; if two
do, that is an error which the reader of the sorted stream finds by comparing neighbours.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

SEPARATOR = "\x00"  # cannot stand in N-Quads unescaped
_READ_SIZE = 2**14  # characters held of each run while many are merged


class BlockSorter:
    """Sorts blocks; past `run_bytes` characters in memory, sorted runs go to temporary files in `folder`.

    `fan_in` runs of one level are merged into one of the next, so that neither open files nor memory grow with the table.
    """

    def __init__(self, folder: Path, run_bytes: int = 24 * 2**20, fan_in: int = 256) -> None:
        self._folder, self._run_bytes, self._fan_in = folder, run_bytes, fan_in
        self._blocks: list[str] = []
        self._size = 0
        self._levels: list[list[IO[str]]] = [[]]

    def add(self, block: str) -> None:
        self._blocks.append(block)
        self._size += len(block)
        if self._size >= self._run_bytes:
            self._spill()

    def __iter__(self) -> Iterator[str]:
        self._blocks.sort()
        runs = [run for level in self._levels for run in level]
        return heapq.merge(*(read_run(run) for run in runs), self._blocks) if runs else iter(self._blocks)

    def __enter__(self) -> BlockSorter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for run in (run for level in self._levels for run in level):
            run.close()

    def _spill(self) -> None:
        self._blocks.sort()
        self._levels[0].append(self._write_run(self._blocks))
        self._blocks, self._size = [], 0
        for level, runs in enumerate(self._levels):
            if len(runs) < self._fan_in:
                break
            merged = self._write_run(heapq.merge(*map(read_run, runs)))
            for run in runs:
                run.close()
            runs.clear()
            if level + 1 == len(self._levels):
                self._levels.append([])
            self._levels[level + 1].append(merged)

    def _write_run(self, blocks: Iterable[str]) -> IO[str]:
        run = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=self._folder)  # noqa: SIM115 - closed by __exit__
        for block in blocks:
            run.write(block)
            run.write(SEPARATOR)
        run.seek(0)
        return run


def read_run(run: IO[str]) -> Iterator[str]:
    """The blocks of a run, each of which a separator ends."""
    rest = ""
    while chunk := run.read(_READ_SIZE):
        *whole, rest = (rest + chunk).split(SEPARATOR)
        yield from whole
