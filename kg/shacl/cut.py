"""Large sorted N-Quads files cut into pieces of whole nodes. Needs no RDF library, so that a build with nothing to do stays quick."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

PIECE_BYTES = 48 * 2**20  # a graph up to half as much again stays whole; a process takes about six times this in memory


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sorted N-Quads file, in bytes."""

    path: Path
    start: int
    end: int

    def read(self) -> str:
        with self.path.open("rb") as file:
            file.seek(self.start)
            return file.read(self.end - self.start).decode("utf-8")


def cut(path: Path, size: int = PIECE_BYTES) -> list[Piece]:
    """Pieces of about `size` bytes that end where a subject ends."""
    total, start, pieces = path.stat().st_size, 0, []
    with path.open("rb") as file:
        while total - start > size + size // 2:
            end = _end_of_subject(file, start + size)
            pieces.append(Piece(path, start, end))
            start = end
    return [*pieces, Piece(path, start, total)]


def _end_of_subject(file: BinaryIO, position: int) -> int:
    """Where the subject of the line after `position` ends."""
    file.seek(position)
    position += len(file.readline())
    subject = None
    for line in file:
        here = line[: line.index(b" ")]
        if subject not in (None, here):
            break
        subject = here
        position += len(line)
    return position
