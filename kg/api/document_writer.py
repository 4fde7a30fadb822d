"""The process that writes the documents of a release out, once, while the service answers.

``python -m kg.api.document_writer DATA RELEASE BYTES`` leaves the processor to others where they want it, ends with the service,
and says in its last line what became of it.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
from filelock import FileLock

from kg.api.graph import DEFAULT, ServedGraph
from kg.api.written import PLAIN, SCHEMA, checksum, opened, written_path
from kg.namespaces import Namespaces
from kg.pipeline.layout import DataFolder
from kg.pipeline.manifest import read_manifest
from kg.sparql.confine import die_with_parent
from kg.store.serialise import serialise_triples

_LONGEST = 256 * 2**10  # bytes; a longer document is seldom asked for as a whole
_ROW = 100  # bytes that a document takes in the file besides its name, twice, and its text
_NICENESS = 12  # as of long queries: with less, a machine that is busy all day would never see the end, and pay more for each document


def main() -> int:
    die_with_parent()
    os.nice(_NICENESS)
    data, release_id, limit = DataFolder(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
    started = time.monotonic()
    try:
        data.documents.mkdir(parents=True, exist_ok=True)
        with FileLock(data.documents / ".lock"):  # another service on the same folder may be writing them
            path = written_path(data, release_id)
            if opened(path) is None:
                _clear(path, release_id)
                write_documents(_graph(data.release(release_id)), path, limit)
    except (OSError, sqlite3.Error) as error:
        print(getattr(error, "strerror", None) or error)
        return 1
    print(f"{path.stat().st_size:,} bytes after {time.monotonic() - started:.1f} s")
    return 0


def write_documents(graph: ServedGraph, path: Path, limit: int) -> int:
    """Write documents into a file aside, as many as fit into so many bytes, and put it in place in one step. The number of documents."""
    half_done = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with closing(sqlite3.connect(half_done, isolation_level=None)) as connection:
            connection.executescript(SCHEMA + "BEGIN;")
            connection.executemany("INSERT OR IGNORE INTO document VALUES (?, ?, ?)", _within(limit, _documents(graph)))
            connection.execute("COMMIT")
            number = int(connection.execute("SELECT COUNT(*) FROM document").fetchone()[0])
        _sync(half_done)
        half_done.replace(path)
        return number
    finally:
        half_done.unlink(missing_ok=True)


def _documents(graph: ServedGraph) -> Iterator[tuple[str, bytes, int]]:
    start, before = f"{graph.base}id/", None
    for quad in graph.store.quads_for_pattern(None, None, None, DEFAULT):  # which come by subject
        if quad.subject == before:
            continue
        before = quad.subject
        if not isinstance(before, ox.NamedNode) or not before.value.startswith(start) or not PLAIN.fullmatch(before.value, len(start)):
            continue
        name, body = before.value.removeprefix(start), serialise_triples(graph.describe(before.value), ox.RdfFormat.TURTLE, graph.prefixes)
        if len(body) <= _LONGEST:
            yield name, body, checksum(name, body)


def _within(limit: int, documents: Iterator[tuple[str, bytes, int]]) -> Iterator[tuple[str, bytes, int]]:
    taken = 0
    for document in documents:
        taken += len(document[1]) + 2 * len(document[0]) + _ROW
        if taken > limit:
            return
        yield document


def _graph(release: Path) -> ServedGraph:
    ns = Namespaces(read_manifest(release).base_iri)
    return ServedGraph(ox.Store.read_only(str(release / "store")), ns, release.name)


def _clear(path: Path, release_id: str) -> None:
    """What killed writers left, what another version of the software wrote for this release, and what cannot be read."""
    for rest in [*path.parent.glob("*.part"), *path.parent.glob(f"documents-{release_id}-*.sqlite")]:
        rest.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    sys.exit(main())
