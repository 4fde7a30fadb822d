"""Set-wise checks over the text of canonical N-Quads: does everything that a graph refers to exist in the release?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

# Families below the base that need no description of their own in the store.
_NOT_THINGS = ("graph/", "sparql", "catalog", "releases/")


def subjects_and_references(path: Path, base: str) -> tuple[set[str], dict[str, str]]:
    """Subjects of a file, and objects below the base with one subject that names each."""
    with path.open(encoding="utf-8") as file:
        return references_of(file, base)


def references_of(lines: Iterable[str], base: str) -> tuple[set[str], dict[str, str]]:
    """The same of lines of N-Quads."""
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
    return subjects, references


def dangling(graphs: Mapping[str, Path], base: str, required: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """For each graph that refers to things nobody describes: (thing, who names it).

    A graph that is taken out because of this may leave others dangling, so the rest is looked at again until it holds.
    `required` graphs (the vocabulary) are judged but never taken out.
    """
    scanned = {name: subjects_and_references(path, base) for name, path in graphs.items()}
    found: dict[str, list[tuple[str, str]]] = {}
    keep = set(scanned)
    while True:
        known = set().union(*(scanned[name][0] for name in keep)) if keep else set()
        broken = {
            name: [(thing.strip("<>"), who.strip("<>")) for thing, who in sorted(scanned[name][1].items()) if thing not in known]
            for name in keep
        }
        broken = {name: missing for name, missing in broken.items() if missing}
        found |= broken
        removable = set(broken) - set(required)
        if not removable:
            return found
        keep -= removable
