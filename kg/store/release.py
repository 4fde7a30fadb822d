"""Finding and opening a sound release: the current one, or the newest older one if that is damaged."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ReleaseError
from kg.pipeline.layout import DataFolder
from kg.pipeline.manifest import Manifest
from kg.pipeline.release import rebuild_store, verify
from kg.store.soundness import store_is_sound


@dataclass(frozen=True, slots=True)
class Release:
    """A release whose graphs were checked against its manifest, with its store opened read-only."""

    id: str
    folder: Path
    manifest: Manifest
    store: ox.Store


def find_release(data: Path, release_id: str | None = None) -> Release:
    """The release asked for, or the current one; a damaged current release gives way to the newest sound one, and that is said.

    Raises ReleaseError if there is none that is sound.
    """
    folder = DataFolder(data)
    if release_id is not None:
        if not (folder.release(release_id) / "manifest.json").is_file():
            known = ", ".join(folder.release_ids()) or "none"
            raise ReleaseError(f"There is no release {release_id!r} in {data} (there are: {known}).")
        return _open(folder.release(release_id))
    current = folder.current_id()
    if current is None and not folder.release_ids():
        raise ReleaseError(f"There is no release in {data} yet; run `ham build` or `ham up`.")
    problems = []
    for candidate in dict.fromkeys([*([current] if current else []), *folder.release_ids()]):
        try:
            return _open(folder.release(candidate))
        except (ReleaseError, OSError, ValueError) as error:
            problems.append(str(error))
            print(f"Release {candidate} cannot be served: {error} Trying the one before.", file=sys.stderr)
    raise ReleaseError("No release is sound; run `ham build`. " + " ".join(problems))


def _open(folder: Path) -> Release:
    manifest = verify(folder)
    if not store_is_sound(folder):
        print(f"The store of release {folder.name} is damaged; it is built again from the release's graphs.", file=sys.stderr)
        rebuild_store(folder)
    return Release(folder.name, folder, manifest, ox.Store.read_only(str(folder / "store")))
