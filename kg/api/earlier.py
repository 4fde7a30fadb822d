"""What releases before the served one knew: an address that one of them answered is gone, not unknown."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pyoxigraph as ox


class EarlierReleases:
    """The releases on disk that were published before the one in this folder. Without a folder (files are served) there are none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @cached_property
    def _stores(self) -> list[tuple[str, ox.Store]]:
        """Ids and stores, the newest first."""
        if self._folder is None:
            return []
        published = _published(self._folder)
        others = [path for path in self._folder.parent.iterdir() if path != self._folder and not path.name.startswith(".")]
        found = []
        for path in sorted((path for path in others if 0 < _published(path) < published), key=_published, reverse=True):
            try:
                found.append((path.name, ox.Store.read_only(str(path / "store"))))
            except OSError:
                continue  # damaged, or being deleted
        return found

    def last_release_with(self, address: str) -> str | None:
        """Id of the newest earlier release that says something of an IRI."""
        try:
            node = ox.NamedNode(address)
        except ValueError:
            return None
        for name, store in self._stores:
            try:
                if any(True for _ in store.quads_for_pattern(node, None, None, ox.DefaultGraph())):
                    return name
            except OSError:
                continue  # it was deleted meanwhile
        return None


def _published(folder: Path) -> int:
    try:
        return (folder / "manifest.json").stat().st_mtime_ns
    except OSError:
        return 0
