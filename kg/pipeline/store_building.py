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
from kg.mapping.dataset import file_sha256
from kg.namespaces import PREFIXES
from kg.pipeline.layout import DataFolder
from kg.pipeline.manifest import GraphEntry, Manifest, read_manifest
from kg.pipeline.references import kept_links
from kg.pipeline.workers import workers
from kg.store.hashes import FileHashes, Sha256
from kg.store.load import build_store, finish_store, load_graph
from kg.store.soundness import COUNTS, listed_files, store_is_sound
from kg.store.update import Described, Difference, apply, copy_store, difference, recount
from kg.store.void_counts import VoidCounts, count_files, read_counts

if TYPE_CHECKING:
    from kg.pipeline.release import GraphSource

_SIMILAR = 0.7  # part of the quads that must be in graphs that are still the same for the last store to be looked at
_VALUES = (PREFIXES["sdmx-measure"] + "obsValue",)
_MOST = 0.05  # part of the quads that may differ for it to be used


@dataclass(frozen=True, slots=True)
class Previous:
    """The last release, whose store is sound."""

    folder: Path
    manifest: Manifest

    @property
    def store(self) -> Path:
        return self.folder / "store"


def similar_release(sources: Sequence[GraphSource], folder: DataFolder, sha256: Sha256 = file_sha256) -> Previous | None:
    """The current release, if it is sound and most quads of the graphs given are in graphs that it has too."""
    current = folder.release(folder.current_id() or "none")
    try:
        manifest = read_manifest(current)
    except (ReleaseError, ValueError, TypeError):
        return None
    known = {entry.name: entry.sha256 for entry in manifest.graphs}
    same = sum(source.entry.quads for source in sources if known.get(source.entry.name) == source.entry.sha256)
    is_similar = same >= _SIMILAR * max(1, sum(source.entry.quads for source in sources))
    return Previous(current, manifest) if is_similar and (current / COUNTS).is_file() and store_is_sound(current, sha256) else None


class UpdatedStore:
    """The last release's store, into which the graphs of the next one are brought, kind after kind."""

    def __init__(self, previous: Previous, path: Path) -> None:
        self._previous, self._path = previous, path
        self._left: dict[str, GraphEntry] = {entry.name: entry for entry in previous.manifest.graphs}  # not yet brought up to date
        self._done: set[str] = set()
        self._change = Difference(frozenset(), frozenset())
        copy_store(previous.store, path)
        self.store = ox.Store(str(path))

    def bring(self, sources: Sequence[GraphSource], kinds: set[str]) -> bool:
        """Make the store's graphs of these kinds those given; False, and nothing done, if too much differs or cannot be told apart."""
        before = {name: entry for name, entry in self._left.items() if entry.kind in kinds}
        after = {source.entry.name: source for source in sources}
        same = {name for name in after if name in before and before[name].sha256 == after[name].entry.sha256}
        change = difference(
            {name: self._previous.folder / entry.file for name, entry in before.items() if name not in same},
            {name: source.path for name, source in after.items() if name not in same},
        )
        if change.has_blank_nodes or len(change) > _MOST * self._previous.manifest.quads:
            return False
        if change.withdraws(_VALUES):  # what is deleted stays in a table file until that is compacted: no place for a count now suppressed
            return False
        apply(self.store, change)
        self._change = Difference(self._change.removed | change.removed, self._change.added | change.added)
        self._left = {name: entry for name, entry in self._left.items() if name not in before}
        self._done |= kinds
        return True

    def bring_rest(self, sources: Sequence[GraphSource]) -> bool:
        """The same for all kinds that are not up to date yet, but the catalogue."""
        rest = [source for source in sources if source.entry.kind not in self._done]
        return self.bring(rest, {source.entry.kind for source in rest} | {entry.kind for entry in self._left.values()} - {"catalog"})

    def old_files(self) -> list[Path]:
        """Files of graphs of the last release that are still in the store as they were."""
        return [self._previous.folder / entry.file for entry in self._left.values()]

    def counts(self) -> VoidCounts:
        """What the store holds now beside the catalogue."""
        catalog = next(entry.graph for entry in self._left.values() if entry.kind == "catalog")
        counts = read_counts((self._previous.folder / COUNTS).read_text(encoding="utf-8"))
        was = Described(ox.Store.read_only(str(self._previous.store)), catalog)
        return recount(counts, self._change, was, Described(self.store, catalog))

    def move(self, target: Path) -> None:
        del self.store
        self._path.replace(target)
        self.store = ox.Store(str(target))


class EarlyStore:
    """What a release's store is made from, begun before all of its graphs are known.

    Either the last release's store, brought up to date at once, or a new one that another process fills while this one goes on without it.
    """

    def __init__(self, folder: DataFolder) -> None:
        self._folder, self._path = folder, folder.releases / f".building-{os.getpid()}-store"
        self._pool = workers(1)
        self._running: Future[None] | None = None
        self.sha256 = FileHashes()
        self._loaded: frozenset[str] = frozenset()  # names of graphs that are being filled in
        self.updated: UpdatedStore | None = None

    def look_ahead(self) -> None:
        """Begin to read what of the last release has to be checked, if there is one."""
        if current := self._folder.current_id():
            release = self._folder.release(current)
            self.sha256.expect([*listed_files(release), *sorted((release / "graphs").rglob("*.nq"))])

    def begin(self, sources: Sequence[GraphSource]) -> None:
        """Take the last release's store if it is of use; if not, have a new one filled with these graphs."""
        self.forget()
        if previous := similar_release(sources, self._folder, self.sha256):
            self.updated = UpdatedStore(previous, self._path)
            if not self.updated.bring(sources, {source.entry.kind for source in sources}):
                self.forget()
        if self.updated is None:
            self._loaded = frozenset(source.entry.name for source in sources)
            self._running = self._pool.submit(_fill, self._path, [source.path for source in sources])

    def forget(self) -> None:
        """Undo `begin`: other graphs will go into the release than was thought."""
        if self._running is not None:
            self._running.cancel() or self._running.exception()
        self._running, self.updated = None, None
        shutil.rmtree(self._path, ignore_errors=True)

    def finish(self, sources: Sequence[GraphSource], target: Path, base: str) -> tuple[ox.Store, VoidCounts]:
        """The store with all graphs but the catalogue, at its place, and its counts. Raises what kept it from being filled."""
        if self.updated is None and self._running is None:
            self.begin(sources)
        if self.updated:
            if self.updated.bring_rest(sources):
                counts = self.updated.counts()
                self.updated.move(target)
                return self.updated.store, counts
            self.forget()
            self._loaded = frozenset()
        counts = self._count(sources, base)
        if self._running is not None:
            self._running.result()
            self._path.replace(target)
        store = ox.Store(str(target))
        for source in sources:
            if source.entry.name not in self._loaded:
                load_graph(store, source.path)
        return store, counts

    def _count(self, sources: Sequence[GraphSource], base: str) -> VoidCounts:
        kept = self._folder.quads
        links = [kept_links(source.path, source.entry.sha256, base, kept / source.entry.name) for source in sources]
        told = Counter(subject for one in links for subject in one.subjects)
        shared = frozenset(subject for subject, graphs in told.items() if graphs > 1)
        return count_files([source.path for source in sources], shared)

    def add_catalog(self, store: ox.Store, path: Path) -> None:
        """Add the catalogue, over an old one if there is one, and write all out, a new store in the order that is read fastest."""
        if self.updated:
            before = self.updated.old_files()
            apply(store, difference({"catalog": before[0]}, {"catalog": path}))
            store.flush()
            self.updated = None  # an open store goes on to put its files in order
        else:
            load_graph(store, path)
            finish_store(store)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        self.sha256.close()
        self.updated = None
        shutil.rmtree(self._path, ignore_errors=True)


@contextmanager
def early_store(folder: DataFolder) -> Iterator[EarlyStore]:
    early = EarlyStore(folder)
    try:
        early.look_ahead()
        yield early
    finally:
        early.close()


def _fill(path: Path, files: list[Path]) -> None:
    shutil.rmtree(path, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    build_store(path, files)
