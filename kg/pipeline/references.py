"""Set-wise checks over the text of canonical N-Quads: does everything that a graph refers to exist in the release?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from kg.mapping.dataset import file_sha256
from kg.pipeline.files import write_whole

# Families below the base that need no description of their own in the store.
_NOT_THINGS = ("graph/", "sparql", "catalog", "releases/")


@dataclass(frozen=True, slots=True)
class Links:
    """Subjects that a graph describes, and things below the base that it refers to and does not describe, each with one that names it."""

    subjects: frozenset[str]
    references: Mapping[str, str]

    def as_text(self) -> str:
        """As JSON, in order."""
        return json.dumps([sorted(self.subjects), dict(sorted(self.references.items()))], ensure_ascii=False)


def links_of(lines: Iterable[str], base: str) -> Links:
    """Of lines of N-Quads."""
    subjects: set[str] = set()
    references: dict[str, str] = {}
    start = f"<{base}"
    skipped = tuple(start + family for family in _NOT_THINGS)
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        subjects.add(subject)
        if predicate.startswith(start):
            references.setdefault(predicate, subject)
        if rest.startswith(start) and not rest.startswith(skipped):
            references.setdefault(rest[: rest.index(">") + 1], subject)
    return Links(frozenset(subjects), {thing: who for thing, who in references.items() if thing not in subjects})


def kept_links(path: Path, sha256: str, base: str, folder: Path) -> Links:
    """Of a canonical file; kept in a folder by the hash of the file, of the base and of the code that reads it."""
    kept = links_path(sha256, base, folder)
    try:
        return _read(kept)
    except (OSError, ValueError):
        with path.open(encoding="utf-8") as file:
            links = links_of(file, base)
        write_whole(kept, links.as_text().encode())
        return links


def read_ahead(sha256: str, base: str, folder: Path) -> None:
    """Read what is kept of a canonical file, if there is anything, so that it need not be read when it is asked for."""
    with suppress(OSError, ValueError):
        _read(links_path(sha256, base, folder))


@lru_cache(maxsize=1024)
def _read(kept: Path) -> Links:
    subjects, references = json.loads(kept.read_text(encoding="utf-8"))
    return Links(frozenset(subjects), references)


def links_path(sha256: str, base: str, folder: Path) -> Path:
    """Where the links of a canonical file are kept."""
    return folder / f"{hashlib.sha256(f'{sha256} {base} {_code_sha256()}'.encode()).hexdigest()[:16]}.links"


@cache
def _code_sha256() -> str:
    return file_sha256(Path(__file__))


def dangling(graphs: Mapping[str, Links], required: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """For each graph that refers to things nobody describes: (thing, who names it).

    A graph that is taken out because of this may leave others dangling, so the rest is looked at again until it holds.
    `required` graphs (the vocabulary) are judged but never taken out.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    keep = set(graphs)
    while True:
        known = set().union(*(graphs[name].subjects for name in keep))
        broken = {
            name: [(thing.strip("<>"), who.strip("<>")) for thing, who in sorted(graphs[name].references.items()) if thing not in known]
            for name in keep
        }
        broken = {name: missing for name, missing in broken.items() if missing}
        found |= broken
        removable = set(broken) - set(required)
        if not removable:
            return found
        keep -= removable
