"""The release of this checkout, built once for all test processes of a run."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock

from kg.namespaces import CANONICAL_BASE
from kg.pipeline.layout import DataFolder
from kg.pipeline.run import BuildRequest, build
from kg.resources import mappings_root, ontology_root, shapes_root


def build_once(folder: Path, sources: Path | None = None, names: tuple[str, ...] = ()) -> Path:
    """The data folder with a release, of raw files where `sources` has them, of the named datasets (none: all).

    Whoever comes first builds it, the others wait.
    """
    with FileLock(folder.with_suffix(".lock")):
        if DataFolder(folder).current_id() is None:
            result = build(
                BuildRequest(ontology_root(), shapes_root(), mappings_root(), folder, CANONICAL_BASE, names=names, sources=sources, jobs=2)
            )
            assert result.problems == {}
    return folder
