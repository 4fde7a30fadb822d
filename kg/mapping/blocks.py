"""Blocks (all statements of one subject) gathered in any order, given back sorted, with constant memory.

Sorting whole blocks by text sorts all their lines, because lines inside a block are sorted and no two blocks share a subject; if two
do, that is an error which the reader of the sorted stream finds by comparing neighbours.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO

_SEPARATOR = "\x00"  # cannot stand in N-Quads unescaped
_READ_SIZE = 2**16


class BlockSorter:
    """Sorts blocks; past `run_bytes` characters in memory, sorted runs go to temporary files in `folder`."""

    def __init__(self, folder: Path, run_bytes: int = 8 * 2**20) -> None:
        self._folder, self._run_bytes = folder, run_bytes
        self._blocks: list[str] = []
        self._size = 0
        self._runs: list[IO[str]] = []

    def add(self, block: str) -> None:
        self._blocks.append(block)
        self._size += len(block)
        if self._size >= self._run_bytes:
            self._spill()

    def __iter__(self) -> Iterator[str]:
        self._blocks.sort()
        if not self._runs:
            return iter(self._blocks)
        return heapq.merge(*(_read_run(run) for run in self._runs), self._blocks)

    def __enter__(self) -> BlockSorter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for run in self._runs:
            run.close()

    def _spill(self) -> None:
        self._blocks.sort()
        run = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n", dir=self._folder)  # noqa: SIM115 - closed by __exit__
        for block in self._blocks:
            run.write(block)
            run.write(_SEPARATOR)
        run.seek(0)
        self._runs.append(run)
        self._blocks, self._size = [], 0


def _read_run(run: IO[str]) -> Iterator[str]:
    rest = ""
    while chunk := run.read(_READ_SIZE):
        *whole, rest = (rest + chunk).split(_SEPARATOR)
        yield from whole
