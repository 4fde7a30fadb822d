"""The data folder: what runs leave behind, numbered so that a listing tells the story."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where things lie in it.

    ``1-sources/`` protected tables, ``2-quads/`` mapped graphs by fingerprint, ``3-reports/`` conformance reports, ``4-releases/``
    releases, ``current`` the served one; ``4-search/`` and ``5-documents/`` what the service derives from a release for itself.
    """

    root: Path

    @property
    def sources(self) -> Path:
        """Tables of counts of persons as they may leave; never raw ones."""
        return self.root / "1-sources"

    @property
    def quads(self) -> Path:
        return self.root / "2-quads"

    @property
    def reports(self) -> Path:
        return self.root / "3-reports"

    @property
    def releases(self) -> Path:
        return self.root / "4-releases"

    @property
    def search(self) -> Path:
        """Search indexes, ``search-{release}-{software}.sqlite``."""
        return self.root / "4-search"

    @property
    def documents(self) -> Path:
        """Documents that were written out, ``documents-{release}-{software}.sqlite``."""
        return self.root / "5-documents"

    @property
    def current(self) -> Path:
        """A symbolic link to the release that is served."""
        return self.root / "current"

    @property
    def lock(self) -> Path:
        return self.root / ".build.lock"

    def current_id(self) -> str | None:
        """Id of the release that the link names, whether or not it is sound; None if there is no link."""
        try:
            return self.current.readlink().name  # the link's text, not a resolved path
        except OSError:
            return None

    def release(self, release_id: str) -> Path:
        return self.releases / release_id

    def release_ids(self) -> list[str]:
        """Ids of all releases on disk, the newest first."""
        if not self.releases.is_dir():
            return []
        folders = [path for path in self.releases.iterdir() if path.is_dir() and not path.name.startswith(".")]
        return [path.name for path in sorted(folders, key=_published_ns, reverse=True)]


def _published_ns(release: Path) -> int:
    """When a release's manifest was written; 0 for a release without one."""
    manifest = release / "manifest.json"
    return manifest.stat().st_mtime_ns if manifest.exists() else 0
