"""Documents that were written out once for a release: their Turtle, byte for byte as it is made from the store, in one SQLite file.

The file is named by the release and by the software that makes documents, so that one of another release or version is never read. What
it does not hold is made from the store.
"""

from __future__ import annotations

import hashlib
import logging
import re
import sqlite3
from functools import cache
from pathlib import Path
from zlib import crc32

import pyoxigraph as ox

from kg.mapping.dataset import file_sha256
from kg.pipeline.layout import DataFolder

# things whose documents are written: names that stand in an address as they are
PLAIN = re.compile(r"[\w./~-]+", re.ASCII)
SCHEMA = """
PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000;
CREATE TABLE document (name TEXT PRIMARY KEY, body BLOB NOT NULL, checksum INTEGER NOT NULL);
"""
_GET = "SELECT body, checksum FROM document WHERE name = ?"
_CACHE_KIB = 4_000  # pages of the file that the service keeps; the system keeps the others as long as it has room
_log = logging.getLogger("kg.api")


class Written:
    """The documents of one file, to be read by one thread."""

    def __init__(self, path: Path) -> None:
        """Raises sqlite3.Error if this is no such file."""
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._execute = self._connection.execute
        self._execute(_GET, ("",)).fetchone()
        self._usable = True

    def get(self, name: str) -> bytes | None:
        """The Turtle about ``{base}id/{name}``; None if it is not here, or not as it was written."""
        if not self._usable:
            return None
        try:
            row = self._execute(_GET, (name,)).fetchone()
        except sqlite3.DatabaseError as error:
            self._usable = False
            _log.error("written documents cannot be read and are made from the store: %s", error)
            return None
        if row is None:
            return None
        body = row[0]
        return body if isinstance(body, bytes) and checksum(name, body) == row[1] else None

    def close(self) -> None:
        self._usable = False
        self._connection.close()


def opened(path: Path) -> Written | None:
    """The documents of a file; None if it is not there or cannot be read."""
    try:
        return Written(path)
    except sqlite3.Error:
        return None


def checksum(name: str, body: bytes) -> int:
    """What tells a row that the disk has changed."""
    return crc32(body, crc32(name.encode()))


def written_path(data: DataFolder, release_id: str) -> Path:
    """Where the documents of a release lie, for the software that runs."""
    return data.documents / f"documents-{release_id}-{software()}.sqlite"


@cache
def software() -> str:
    """A hash of all that decides how a document is written."""
    package = Path(__file__).parent.parent
    parts = ("api/graph.py", "api/written.py", "api/document_writer.py", "store/serialise.py", "namespaces.py")
    return hashlib.sha256("".join([ox.__version__, *(file_sha256(package / part) for part in parts)]).encode()).hexdigest()[:8]
