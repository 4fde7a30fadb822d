"""How the store of a release comes about: from the last one's where little changed, else anew, begun while other work goes on."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import ReleaseError
from kg.pipeline.layout import DataFolder
from kg.pipeline.manifest import Manifest, read_manifest
from kg.pipeline.references import kept_links
from kg.pipeline.workers import workers
from kg.store.load import build_store, load_graph
from kg.store.soundness import COUNTS, store_is_sound
from kg.store.update import Described, apply, copy_store, difference, recount
from kg.store.void_counts import VoidCounts, count_files, read_counts

if TYPE_CHECKING:
    from kg.pipeline.release import GraphSource

_SIMILAR = 0.7  # part of the quads that must be in graphs that are still the same for the last store to be looked at
_MOST = 0.05  # part of the quads that may differ for it to be used


@dataclass(frozen=True, slots=True)
class Previous:
    """The last release, whose store is sound."""

    folder: Path
    manifest: Manifest

    @property
    def store(self) -> Path:
        return self.folder / "store"

    def file(self, name: str) -> Path | None:
        entry = self.manifest.entry(name)
        return self.folder / entry.file if entry else None


def similar_release(sources: Sequence[GraphSource], folder: DataFolder) -> Previous | None:
    """The current release, if it is sound and most quads of the graphs given are in graphs that it has too."""
    current = folder.release(folder.current_id() or "none")
    try:
        manifest = read_manifest(current)
    except (ReleaseError, ValueError, TypeError):
        return None
    known = {entry.name: entry.sha256 for entry in manifest.graphs}
    same = sum(source.entry.quads for source in sources if known.get(source.entry.name) == source.entry.sha256)
    is_similar = same >= _SIMILAR * max(1, sum(source.entry.quads for source in sources))
    return Previous(current, manifest) if is_similar and (current / COUNTS).is_file() and store_is_sound(current) else None


class EarlyStore:
    """What the store is made from: the last release's, or a new one, filled by another process while this one goes on without it."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder, self._path = folder, folder.releases / f".building-{os.getpid()}-store"
        self.previous: Previous | None = None
        self._running: Future[None] | None = None
        self._pool = workers(1)
        self.loaded: frozenset[str] = frozenset()

    @property
    def is_begun(self) -> bool:
        return self.previous is not None or self._running is not None

    def begin(self, sources: Sequence[GraphSource]) -> None:
        """Look whether the last release is of use; if not, have the store filled with these graphs."""
        self.previous = similar_release(sources, self._folder)
        if self.previous is None:
            self._begin(sources)

    def _begin(self, sources: Sequence[GraphSource]) -> None:
        self.loaded = frozenset(source.entry.sha256 for source in sources)
        self._running = self._pool.submit(_fill, self._path, [source.path for source in sources])

    def take(self, target: Path) -> ox.Store:
        """The store with the graphs that were given, at its place. Raises what kept it from being filled."""
        if self._running is None:
            return ox.Store(str(target))
        self._running.result()
        self._path.replace(target)
        return ox.Store(str(target))

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        shutil.rmtree(self._path, ignore_errors=True)


@contextmanager
def early_store(folder: DataFolder) -> Iterator[EarlyStore]:
    early = EarlyStore(folder)
    try:
        yield early
    finally:
        early.close()


def _fill(path: Path, files: list[Path]) -> None:
    shutil.rmtree(path, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    build_store(path, files)


def new_store(
    sources: Sequence[GraphSource], early: EarlyStore, folder: DataFolder, target: Path, base: str
) -> tuple[ox.Store, VoidCounts]:
    """A store with all graphs, and its counts."""
    links = [kept_links(source.path, source.entry.sha256, base, folder.quads / source.entry.name) for source in sources]
    told = Counter(subject for one in links for subject in one.subjects)
    shared = frozenset(subject for subject, graphs in told.items() if graphs > 1)
    counts = count_files([source.path for source in sources], shared)
    store = early.take(target)
    for source in sources:
        if source.entry.sha256 not in early.loaded:
            load_graph(store, source.path)
    return store, counts


def updated_store(sources: Sequence[GraphSource], previous: Previous, target: Path, catalog: str) -> tuple[ox.Store, VoidCounts] | None:
    """The last release's store with the graphs that differ now, its catalogue still the old one; none if too much differs."""
    known = {entry.name: entry.sha256 for entry in previous.manifest.graphs if entry.name != "catalog"}
    changed = {source.entry.name: source.path for source in sources if known.get(source.entry.name) != source.entry.sha256}
    gone = set(known) - {source.entry.name for source in sources}
    before = {name: path for name in {*changed, *gone} if (path := previous.file(name)) is not None}
    change = difference(before, changed)
    if change.has_blank_nodes or len(change) > _MOST * previous.manifest.quads:
        return None
    copy_store(previous.store, target)
    store = ox.Store(str(target))
    apply(store, change)
    counts = read_counts((previous.folder / COUNTS).read_text(encoding="utf-8"))
    was = Described(ox.Store.read_only(str(previous.store)), catalog)
    return store, recount(counts, change, was, Described(store, catalog))


def replace_catalog(store: ox.Store, previous: Previous, path: Path) -> None:
    """Write the new catalogue over the old one."""
    before = previous.file("catalog")
    apply(store, difference({"catalog": before} if before else {}, {"catalog": path}))
