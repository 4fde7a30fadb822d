"""A release is a folder named by the hash of its manifest. It is put together aside, verified, and published by one atomic step."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import ReleaseError
from kg.mapping.dataset import file_sha256
from kg.namespaces import Namespaces
from kg.pipeline.layout import DataFolder
from kg.pipeline.manifest import GraphEntry, Manifest, read_manifest
from kg.pipeline.store_building import EarlyStore, early_store
from kg.store.hashes import Sha256
from kg.store.load import build_store, finish_store
from kg.store.soundness import COUNTS, LISTING, settled_listing, store_is_sound


@dataclass(frozen=True, slots=True)
class GraphSource:
    """A graph that goes into a release: its entry, where its N-Quads are, and what lies beside it (report, source files)."""

    entry: GraphEntry
    path: Path
    report: Path | None = None
    sources: Mapping[str, Path] | None = None


def assemble(
    sources: Sequence[GraphSource], draft: Manifest, folder: DataFolder, ns: Namespaces, early: EarlyStore | None = None
) -> tuple[str, bool]:
    """Put a release together from its graphs and publish it. (id, whether it is new); an equal release is only pointed to.

    `early` is a store that already holds, or is just being filled with, some of the graphs.
    """
    aside = folder.releases / f".building-{os.getpid()}"
    shutil.rmtree(aside, ignore_errors=True)
    try:
        aside.mkdir(parents=True)
        for source in sources:
            _place(source, aside)
        with nullcontext(early) if early else early_store(folder) as store:
            catalog = _load_store(sources, aside, ns, store)
            manifest = replace(draft, graphs=tuple(sorted([*draft.graphs, catalog], key=lambda entry: entry.name)))
            (aside / "manifest.json").write_bytes(manifest.as_bytes())
            (aside / LISTING).write_text(settled_listing(aside, store.sha256))
            target = folder.release(manifest.release_id)
            is_new = not _is_sound(target)
            if is_new:
                verify(aside, manifest, store.sha256)
                _sync_tree(aside)
                shutil.rmtree(target, ignore_errors=True)
                aside.replace(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    publish(target, folder)
    return target.name, is_new


def verify(release: Path, manifest: Manifest | None = None, sha256: Sha256 = file_sha256) -> Manifest:
    """Check every graph of a release against its manifest. Raises ReleaseError that names the first file that differs."""
    manifest = manifest or read_manifest(release)
    for entry in manifest.graphs:
        path = release / entry.file
        if not path.is_file():
            raise ReleaseError(f"Release {release.name} lacks {entry.file}.")
        if sha256(path) != entry.sha256:
            raise ReleaseError(f"{entry.file} of release {release.name} is not what its manifest says; the file was damaged or changed.")
    return manifest


def rebuild_store(release: Path) -> None:
    """Replace a damaged store by one from the release's (verified) graphs."""
    aside = release / f".store-{os.getpid()}"
    shutil.rmtree(aside, ignore_errors=True)
    manifest = read_manifest(release)
    store = build_store(aside, (release / entry.file for entry in manifest.graphs))
    finish_store(store)
    del store
    shutil.rmtree(release / "store", ignore_errors=True)
    aside.replace(release / "store")
    (release / COUNTS).unlink(missing_ok=True)
    (release / LISTING).write_text(settled_listing(release))


def publish(target: Path, folder: DataFolder) -> None:
    """Point ``current`` to a release, in one atomic step."""
    link = folder.root / f".current-{os.getpid()}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("4-releases") / target.name)
    os.utime(target / "manifest.json")  # the order in which releases are kept is that of their publication
    link.replace(folder.current)


def prune(folder: DataFolder, keep: int) -> list[str]:
    """Delete all but the newest releases, never the current one, with what was derived of them, and what killed builds left.

    Returns the ids deleted.
    """
    for rest in [*folder.releases.glob(".building-*"), *folder.root.glob(".current-*")]:
        shutil.rmtree(rest) if rest.is_dir() and not rest.is_symlink() else rest.unlink(missing_ok=True)
    current = folder.current_id()
    deleted = [release_id for release_id in folder.release_ids()[keep:] if release_id != current]
    for release_id in deleted:
        shutil.rmtree(folder.release(release_id))
    _prune_derived(folder)
    return deleted


def _prune_derived(folder: DataFolder) -> None:
    """What the service derived from releases that are gone."""
    kept = set(folder.release_ids())
    for path in [*folder.search.glob("search-*-*.sqlite"), *folder.documents.glob("documents-*-*.sqlite")]:
        if path.stem.partition("-")[2].rpartition("-")[0] not in kept:
            path.unlink(missing_ok=True)


def _is_sound(target: Path) -> bool:
    try:
        verify(target)
    except (ReleaseError, OSError, ValueError):
        return False
    return store_is_sound(target)


def _place(source: GraphSource, aside: Path) -> None:
    _link(source.path, aside / source.entry.file)
    if source.report:
        for path in (source.report, source.report.with_suffix(".txt")):
            _link(path, aside / "reports" / f"{source.entry.name}{path.suffix}")
    for name, path in (source.sources or {}).items():
        _link(path, aside / "sources" / source.entry.name / name, copy=True)


def _link(path: Path, target: Path, *, copy: bool = False) -> None:
    """Copy a file; between folders of ours a hard link does (those files are never written again)."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if not copy:
        try:
            target.hardlink_to(path)
            return
        except OSError:
            pass  # another file system: copy
    shutil.copyfile(path, target)


def _load_store(sources: Sequence[GraphSource], aside: Path, ns: Namespaces, early: EarlyStore) -> GraphEntry:
    """Make the store, describe its content in the catalogue graph, add that graph too."""
    from kg.pipeline.catalog import catalog_lines

    store, counts = early.finish(sources, aside / "store", ns.base)
    data = "".join(catalog_lines(counts, [source.entry for source in sources], ns)).encode()
    path = aside / "graphs" / "catalog.nq"
    path.write_bytes(data)
    early.add_catalog(store, path)
    (aside / COUNTS).write_text(counts.as_text(), encoding="utf-8")
    return GraphEntry("catalog", ns.graph("catalog"), "catalog", data.count(b"\n"), hashlib.sha256(data).hexdigest(), {})


def _sync_tree(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
