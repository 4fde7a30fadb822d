"""Files handed in for a build: which of them a dataset reads, so that a misplaced one is told and not passed over in silence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.disclosure.personal import told_path
from kg.errors import InputError, UsageError
from kg.mapping.dataset import Dataset

_SHOWN = 5
_DESCRIPTIONS = {"SOURCE.md", "README.md"}


def reads(dataset: Dataset) -> list[str]:
    """Where a dataset looks for its files, as paths below the folder that is handed in."""
    try:
        config = dataset.config
        raw = [place for source in config.handed_in for place in filter(None, (source.path, f"{dataset.name}/{source.file}"))]
        return [f"{dataset.name}/{source.file}" for source in config.source] + raw
    except InputError:
        return []  # its metadata cannot be read: the build says so of this dataset alone


def unread_files(folder: Path, datasets: Mapping[str, Dataset]) -> list[str]:
    """Files of a folder that no dataset reads, as paths below it; parts of them that hold personal data are not told.

    Raises UsageError if that is so of all files, or if there are none.
    """
    if not folder.is_dir():
        raise UsageError(f"--sources {folder} is not a folder.")
    read = {name for dataset in datasets.values() for name in reads(dataset)}
    found = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name not in _DESCRIPTIONS)
    unread = [told_path(name) for name in found if name not in read]
    if len(unread) == len(found):
        what = f"holds no file that a dataset reads (it has {', '.join(unread[:_SHOWN])})" if found else "is empty"
        raise UsageError(f"--sources {folder} {what}. Files are found as <agency>/<dataset>/<file>, such as {min(read, default='…')}.")
    return unread
