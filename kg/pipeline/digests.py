"""Hashes of a graph's statements, predicate by predicate: what follows from some predicates alone is made again only when those changed.

Statements of `rdf:type` are told apart by class, since nearly every new thing brings some.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from kg.mapping.dataset import file_sha256
from kg.namespaces import PREFIXES
from kg.pipeline.files import write_whole

Digests = Mapping[str, str]
TYPE = f"<{PREFIXES['rdf']}type>"


def wanted(predicate: str, rest: str, named: frozenset[str]) -> bool:
    """Whether a statement has one of these predicates, or is of one of these classes (both as IRIs in brackets).

    >>> wanted(TYPE, "<urn:a> <urn:graph> .", frozenset({"<urn:a>"})), wanted("<urn:p>", '"1" <urn:graph> .', frozenset({"<urn:a>"}))
    (True, False)
    """
    return predicate in named or (predicate == TYPE and rest[: rest.find(">") + 1] in named)


def digests_of(lines: Iterable[str]) -> dict[str, str]:
    """SHA-256 of the lines of canonical N-Quads that have the same predicate (of `rdf:type`: and class), in their order."""
    found: dict[str, hashlib._Hash] = {}
    for line in lines:
        _, key, rest = line.split(" ", 2)
        if key == TYPE:
            key = f"{TYPE} {rest[: rest.find('>') + 1]}"
        if (digest := found.get(key)) is None:
            digest = found[key] = hashlib.sha256()
        digest.update(line.encode())
    return {key: digest.hexdigest() for key, digest in sorted(found.items())}


def kept_digests(path: Path, sha256: str, folder: Path) -> Digests:
    """Of a canonical file; kept in a folder by the hash of the file and of the code that reads it."""
    kept = digests_path(sha256, folder)
    try:
        found: Digests = json.loads(kept.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        with path.open(encoding="utf-8") as file:
            found = digests_of(file)
        write_whole(kept, json.dumps(found).encode())
    return found


def digests_path(sha256: str, folder: Path) -> Path:
    """Where the digests of a canonical file are kept."""
    return folder / f"{hashlib.sha256(f'{sha256} {_code_sha256()}'.encode()).hexdigest()[:16]}.digests"


@cache
def _code_sha256() -> str:
    return file_sha256(Path(__file__))


def sha256_of(named: Iterable[str], graphs: Mapping[str, Digests]) -> str:
    """SHA-256 of all statements of these graphs with these predicates or classes (IRIs in brackets)."""
    keys = sorted({*named, *(f"{TYPE} {name}" for name in named)})
    told = [f"{name} {key} {digests[key]}\n" for name, digests in sorted(graphs.items()) for key in keys if key in digests]
    return hashlib.sha256("".join(told).encode()).hexdigest()
