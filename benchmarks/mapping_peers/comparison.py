"""Whether two outputs say the same: their statements as sorted, unique lines, without graph names. Constant memory, by ``sort``."""

from __future__ import annotations

import hashlib
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

_CHUNK = 2**20
_EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class Statements:
    """The set of statements of one output: how many, and the SHA-256 of their sorted lines, which are kept in `path`."""

    path: Path
    count: int
    sha256: str


def sorted_statements(output: Path, graph: str | None) -> Statements:
    """Sorted unique N-Triples lines of an N-Quads (with `graph` left out) or N-Triples file. Nothing else is normalised."""
    target = output.with_suffix(".sorted")
    command = ["sort", "-u", "-S", "256M", "-T", str(output.parent), "-o", str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, env={**os.environ, "LC_ALL": "C"}) as process, output.open("rb") as file:
        assert process.stdin
        while lines := file.readlines(_CHUNK):
            chunk = b"".join(lines)
            process.stdin.write(chunk.replace(f" <{graph}> .\n".encode(), b" .\n") if graph else chunk)
        process.stdin.close()
    if process.returncode:
        raise OSError(f"sort ended with exit code {process.returncode}")
    return Statements(target, *_count_and_hash(target))


def differences(ours: Statements, theirs: Statements) -> list[str]:
    """A few lines that stand on one side only; those of the peer are indented."""
    command = ["comm", "-3", str(ours.path), str(theirs.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "LC_ALL": "C"}) as process:
        assert process.stdout
        examples = [line.rstrip("\n") for line, _ in zip(process.stdout, range(_EXAMPLES), strict=False)]
        process.kill()
    return examples


def _count_and_hash(path: Path) -> tuple[int, str]:
    digest, count = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            count += chunk.count(b"\n")
    return count, digest.hexdigest()
