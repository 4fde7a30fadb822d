"""The next release's store made from the last one's: its files are linked, and only the statements that differ are written.

The tables of a store are never written again once they are there, so that two releases can share them on disk.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.store.void_counts import RDF_TYPE, Triple, VoidCounts, count

_TABLES = ".sst"
_NOT_COPIED = frozenset({"LOCK", "LOG"})


@dataclass(frozen=True, slots=True)
class Difference:
    """Lines of canonical N-Quads that leave a store, and that enter it."""

    removed: frozenset[str]
    added: frozenset[str]

    def __len__(self) -> int:
        return len(self.removed) + len(self.added)

    def withdraws(self, predicates: Iterable[str]) -> bool:
        """Whether a thing loses what it had of one of these predicates (IRIs), and gets nothing in its place."""
        named = {f"<{predicate}>" for predicate in predicates}
        lost, given = ({line.split(" ", 2)[0] for line in lines if line.split(" ", 2)[1] in named} for lines in (self.removed, self.added))
        return not lost <= given

    @property
    def has_blank_nodes(self) -> bool:
        """Whether a line names a blank node: nothing says that two of them are one, so such graphs cannot be told apart by lines."""
        return any(line.startswith("_:") or " _:" in line for lines in (self.removed, self.added) for line in lines)


def difference(before: Mapping[str, Path], after: Mapping[str, Path]) -> Difference:
    """Of the graphs, by name, that differ between two releases: what leaves and what enters."""
    removed: set[str] = set()
    added: set[str] = set()
    for name in {*before, *after}:
        old, new = _lines(before.get(name)), _lines(after.get(name))
        removed |= old - new
        added |= new - old
    return Difference(frozenset(removed), frozenset(added))


def _lines(path: Path | None) -> set[str]:
    if path is None:
        return set()
    with path.open(encoding="utf-8") as file:
        return set(file)


def copy_store(source: Path, target: Path) -> None:
    """A store with the same content, in the time that links take. Nobody may be writing to the source."""
    target.mkdir(parents=True)
    for path in source.iterdir():
        if path.suffix == _TABLES:
            try:
                (target / path.name).hardlink_to(path)
                continue
            except OSError:
                pass  # another file system: copy
        if path.name not in _NOT_COPIED:
            shutil.copyfile(path, target / path.name)


def apply(store: ox.Store, change: Difference) -> None:
    """Write a difference to named graphs, and to the default graph, which holds each triple of any of them once."""
    removed, added = (list(ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS)) for lines in (change.removed, change.added))
    for quad in removed:
        store.remove(quad)
    store.extend([*added, *(ox.Quad(*quad.triple) for quad in added)])
    for triple in {quad.triple for quad in removed}:
        if all(
            isinstance(quad.graph_name, ox.DefaultGraph)
            for quad in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        ):
            store.remove(ox.Quad(*triple))


class Described:
    """What a store says in its named graphs, those left out excepted: triples of subjects, classes of things, who refers to what."""

    def __init__(self, store: ox.Store, left_out: str) -> None:
        self._store = store
        self._left_out = (ox.DefaultGraph(), ox.NamedNode(left_out))

    def triples(self, subjects: Iterable[str]) -> Iterable[Triple]:
        for subject in subjects:
            pattern = (_node(subject), None, None)
            yield from {(subject, str(quad.predicate), str(quad.object)) for quad in self._quads(*pattern)}

    def classes(self, thing: str) -> set[str]:
        if thing[0] != "<":
            return set()
        return {str(quad.object) for quad in self._quads(_node(thing), _node(RDF_TYPE), None) if isinstance(quad.object, ox.NamedNode)}

    def who_names(self, things: Iterable[str]) -> set[str]:
        return {str(quad.subject) for thing in things for quad in self._quads(None, None, _node(thing))}

    def counts(self, subjects: Iterable[str]) -> VoidCounts:
        return count(self.triples(subjects), self.classes)

    def _quads(self, subject: ox.NamedNode | None, predicate: ox.NamedNode | None, value: ox.NamedNode | None) -> Iterable[ox.Quad]:
        return (quad for quad in self._store.quads_for_pattern(subject, predicate, value, None) if quad.graph_name not in self._left_out)


def recount(counts: VoidCounts, change: Difference, before: Described, after: Described) -> VoidCounts:
    """Counts of the store after a difference, from those before it: only subjects that it touches are counted again."""
    lines = [line.split(" ", 2) for lines in (change.removed, change.added) for line in lines]
    subjects = {subject for subject, _, _ in lines}
    retyped = {subject for subject, predicate, _ in lines if predicate == RDF_TYPE}
    subjects |= before.who_names(retyped) | after.who_names(retyped)
    return counts.moved(before.counts(subjects), after.counts(subjects))


def _node(term: str) -> ox.NamedNode:
    return ox.NamedNode(term[1:-1])
