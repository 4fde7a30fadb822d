"""One build at a time in a data folder, by a lock that dies with its holder; and machine errors as sentences."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from kg.errors import BuildLocked, MachineError
from kg.pipeline.layout import DataFolder

_MACHINE_ERRORS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "a file grew past the limit for files",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission was denied",
    errno.EPERM: "permission was denied",
    errno.EMFILE: "too many files are open",
}


@contextmanager
def build_lock(folder: DataFolder) -> Iterator[None]:
    """Hold the folder's build lock. Raises BuildLocked at once if another process holds it."""
    folder.root.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise BuildLocked(f"Another build is running in {folder.root}; wait for it to end, or choose another data folder.") from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def told_in_words() -> Iterator[None]:
    """Errors of the machine (full disk, no permission) as MachineError with a sentence."""
    try:
        yield
    except OSError as error:
        reason = _MACHINE_ERRORS.get(error.errno or 0)
        if reason is None:
            raise
        where = f" ({error.filename})" if error.filename else ""
        raise MachineError(f"The build could not be finished: {reason}{where}. What was published before is untouched.") from error
