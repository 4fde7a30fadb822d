"""When a group of raw tables was last protected: what tells, without reading the tables again, that nothing changed since.

Of a raw file only its place, inode and times are written down, as `make` and `git` do: nothing that follows from what stands in it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.mapping.dataset import Dataset, file_sha256, protected_names
from kg.mapping.engine import engine_sha256
from kg.pipeline.files import write_whole

# ns; a file that changed so short a time before it is looked at may change again without another time: if times are whole seconds, and else
_SETTLED, _FINE = 2 * 10**9, 10**8
_STAMP = "stempel.json"

Stamp = dict[str, Any]


def stamp(members: tuple[Dataset, ...], rules: str, mappings: Path, target: Path, max_bytes: int) -> Stamp:
    """What the protection of a group follows from, and what it wrote: to be taken before the raw tables are read, and after."""
    raw = {str(dataset.raw_path(raw)): _times(dataset.raw_path(raw)) for dataset in members for raw in dataset.raw_files}
    places = mappings / "kemendagri" / "wilayah"
    read = [
        path for folder in (places, *(d.folder for d in members)) for path in sorted(folder.glob("*")) if path.suffix in (".csv", ".yml")
    ]
    return {
        "software": [engine_sha256(), *(file_sha256(Path(__file__).with_name(name)) for name in ("protected.py", "stamps.py"))],
        "rules": rules,
        "most_bytes": max_bytes,
        "raw": raw,
        "read": {path.relative_to(mappings).as_posix(): file_sha256(path) for path in read},
        "written": written(members, target),
    }


def written(members: tuple[Dataset, ...], folder: Path) -> dict[str, str]:
    """SHA-256 of the group's protected tables in a folder, by ``agency/dataset/file``."""
    names = [f"{d.name}/{file}" for d in members for raw in d.config.handed_in for file in protected_names(raw.file)]
    return {name: file_sha256(folder / name) for name in names if (folder / name).is_file()}


def is_settled(taken: Mapping[str, Any]) -> bool:
    """Whether no raw file changed just before the stamp was taken, which is now."""
    now = time.time_ns()
    return all(now - max(times[2:]) > (_FINE if any(one % 10**9 for one in times[2:]) else _SETTLED) for times in taken["raw"].values())


def keep(taken: Stamp, members: tuple[Dataset, ...], target: Path) -> None:
    """Write a stamp down for the next build."""
    write_whole(_path(members, target), json.dumps(taken, sort_keys=True).encode())


def kept(members: tuple[Dataset, ...], target: Path) -> Stamp | None:
    """The stamp of the last time, if there is one."""
    try:
        content = json.loads(_path(members, target).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def forget(members: tuple[Dataset, ...], target: Path) -> None:
    """From now on it is not known that the group was protected."""
    _path(members, target).unlink(missing_ok=True)


def _path(members: tuple[Dataset, ...], target: Path) -> Path:
    return target / min(dataset.name for dataset in members) / _STAMP


def _times(path: Path) -> list[int]:
    """Device, inode, and times of the last change of content and of anything (ns)."""
    try:
        told = path.stat()
    except OSError as error:
        raise InputError(f"cannot be read ({error.__class__.__name__})", file=path.name) from None
    return [told.st_dev, told.st_ino, told.st_mtime_ns, told.st_ctime_ns]
