"""Looking whether another release became the current one."""

from __future__ import annotations

from pathlib import Path

from kg.api.graph import ServedGraph
from kg.errors import ReleaseError
from kg.pipeline.layout import DataFolder
from kg.store.release import find_release


class ReleaseWatch:
    """The pointer of a data folder. What was refused once is not tried again until the pointer moves."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._seen: str | None = None

    def changed(self, served: str | None) -> ServedGraph | None:
        """The graph of the release that is current now, if it is another than the served one. Raises ReleaseError if it is damaged."""
        current = DataFolder(self._data).current_id()
        if current in (None, served, self._seen):
            if current == served:
                self._seen = None
            return None
        self._seen = current
        release = find_release(self._data, current)
        if release.manifest.quads == 0:
            raise ReleaseError(f"Release {release.id} is empty.")
        return ServedGraph.of_release(release)
