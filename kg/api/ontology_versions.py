"""Older versions of the ontology, from the releases on disk that hold them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from kg.api.graph import ServedGraph
from kg.errors import HamError, ReleaseError
from kg.mapping.dataset import file_sha256
from kg.namespaces import PREFIXES
from kg.pipeline.layout import DataFolder
from kg.pipeline.manifest import Manifest, read_manifest
from kg.store.load import load_graph


class Gone(HamError):
    """It was here once, and no release on disk holds it any more."""

    status = 410
    title = "Gone"


def stated_version(graph: ServedGraph) -> str:
    """The version that the served ontology says it has; empty if it says none."""
    stated = graph.value(f"{graph.base}ontology", "owl:versionInfo")
    return stated.value if isinstance(stated, ox.Literal) else ""


def is_known(graph: ServedGraph, version: str) -> bool:
    """Whether the change log of the served ontology knows a version."""
    try:
        return bool(graph.about(ox.NamedNode(f"{graph.base}ontology/version/{version}")))
    except ValueError:
        return False


def older_version(graph: ServedGraph, version: str) -> ServedGraph | None:
    """A graph with the terms and code lists of an older version, from the newest release that holds it; None if none does."""
    if graph.folder is None:
        return None
    folder = DataFolder(graph.folder.parent.parent)
    line = f'<{graph.base}ontology> <{PREFIXES["owl"]}versionInfo> "{version}" '
    for release_id in folder.release_ids():
        try:
            manifest = read_manifest(folder.release(release_id))
        except (ReleaseError, OSError, ValueError):
            continue
        paths = _vocabulary(folder.release(release_id), manifest, line) if manifest.base_iri == graph.base else ()
        if paths:
            return ServedGraph(_load(paths), graph.ns, f"{release_id}-{graph.version.rpartition('-')[2]}", release_id)
    return None


def _vocabulary(release: Path, manifest: Manifest, line: str) -> tuple[Path, ...]:
    """Files of the vocabulary of a release, if its ontology has this line and they are what the manifest says; else none."""
    entries = {entry.name: entry for entry in manifest.graphs}
    try:
        if "ontology" not in entries or line not in (release / entries["ontology"].file).read_text(encoding="utf-8"):
            return ()
        wanted = [entries[name] for name in ("ontology", "codelists") if name in entries]
        sound = all(file_sha256(release / entry.file) == entry.sha256 for entry in wanted)
    except OSError:
        return ()
    return tuple(release / entry.file for entry in wanted) if sound else ()


@lru_cache(maxsize=4)
def _load(paths: tuple[Path, ...]) -> ox.Store:
    """Files of a release are never written again, so one reading of them serves all requests."""
    store = ox.Store()
    for path in paths:
        load_graph(store, path)
    return store
