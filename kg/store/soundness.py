"""Whether the store of a release is still the one that was written with it."""

from __future__ import annotations

import time
from pathlib import Path

from kg.errors import ReleaseError
from kg.mapping.dataset import file_sha256
from kg.store.hashes import Sha256

COUNTS = "void.json"  # what VoID tells of all graphs but the catalogue; it saves the next release from counting anew
LISTING = "store.sha256"
_LOOKS, _BETWEEN_LOOKS = 100, 0.1  # times, seconds


def store_listing(release: Path, sha256: Sha256 = file_sha256) -> str:
    """SHA-256 of each table file of the store, and of the counts. Logs and locks change when a store is opened, tables never do."""
    return "".join(f"{sha256(path)}  {path.name}\n" for path in listed_files(release))


def settled_listing(release: Path, sha256: Sha256 = file_sha256) -> str:
    """The listing of a store that was just closed, whose database may still put its files in order.

    Raises ReleaseError if that never ends.
    """
    for _ in range(_LOOKS):
        before = listed_files(release)
        try:
            listing = store_listing(release, sha256)
        except FileNotFoundError:  # a table that was merged into another one
            listing = None
        if listing is not None and listed_files(release) == before:
            return listing
        time.sleep(_BETWEEN_LOOKS)
    raise ReleaseError(f"The store of release {release.name} does not come to rest; build again.")


def listed_files(release: Path) -> list[Path]:
    """What the listing tells of, in its order."""
    counts = release / COUNTS
    return [*sorted((release / "store").glob("*.sst")), *([counts] if counts.is_file() else [])]


def store_is_sound(release: Path, sha256: Sha256 = file_sha256) -> bool:
    """Whether the store's files are those that were written with the release."""
    try:
        return (release / LISTING).read_text() == store_listing(release, sha256)
    except OSError:
        return False
