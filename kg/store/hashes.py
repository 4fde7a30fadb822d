"""SHA-256 of files that nothing writes to any more: each is read once, however many links it has, and before it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from kg.mapping.dataset import file_sha256

Sha256 = Callable[[Path], str]
_Identity = tuple[int, int, int, int]


class FileHashes:
    """Hashes of one run. A file is known by device, inode, size and time of change, so that a link to it need not be read again."""

    def __init__(self) -> None:
        self._beside = ThreadPoolExecutor(1)
        self._found: dict[_Identity, Future[str]] = {}

    def expect(self, paths: Iterable[Path]) -> None:
        """Begin to read these beside other work."""
        for path in paths:
            self._begin(path)

    def __call__(self, path: Path) -> str:
        """Raises OSError for a file that cannot be read."""
        return self._begin(path).result()

    def close(self) -> None:
        self._beside.shutdown(cancel_futures=True)

    def _begin(self, path: Path) -> Future[str]:
        told = path.stat()
        identity = (told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns)
        if identity not in self._found:
            self._found[identity] = self._beside.submit(file_sha256, path)
        return self._found[identity]
