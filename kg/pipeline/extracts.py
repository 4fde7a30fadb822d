"""The part of a graph that has certain predicates and classes, as canonical N-Quads of its own."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from kg.mapping.dataset import file_sha256
from kg.pipeline.digests import wanted
from kg.pipeline.files import write_whole


def kept_extract(path: Path, sha256: str, named: frozenset[str], folder: Path) -> Path:
    """The file with the part of a canonical file that has these predicates or classes (IRIs in brackets); made when first asked for."""
    kept = extract_path(sha256, named, folder)
    if not kept.exists():
        with path.open(encoding="utf-8") as file:
            lines = [line for line in file for _, predicate, rest in [line.split(" ", 2)] if wanted(predicate, rest, named)]
        write_whole(kept, "".join(lines).encode())
    return kept


def extract_path(sha256: str, named: frozenset[str], folder: Path) -> Path:
    """Where the part of a canonical file is kept."""
    return folder / f"{hashlib.sha256(f'{sha256} {_named_sha256(named)} {_code_sha256()}'.encode()).hexdigest()[:16]}.extract.nq"


@cache
def _named_sha256(named: frozenset[str]) -> str:
    return hashlib.sha256(" ".join(sorted(named)).encode()).hexdigest()


@cache
def _code_sha256() -> str:
    return "".join(file_sha256(Path(__file__).with_name(name)) for name in ("extracts.py", "digests.py"))
