"""Whether the store of a release is still the one that was written with it."""

from __future__ import annotations

from pathlib import Path

from kg.mapping.dataset import file_sha256
from kg.store.hashes import Sha256

COUNTS = "void.json"  # what VoID tells of all graphs but the catalogue; it saves the next release from counting anew
LISTING = "store.sha256"


def store_listing(release: Path, sha256: Sha256 = file_sha256) -> str:
    """SHA-256 of each table file of the store, and of the counts. Logs and locks change when a store is opened, tables never do."""
    return "".join(f"{sha256(path)}  {path.name}\n" for path in listed_files(release))


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
