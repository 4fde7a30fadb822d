"""Filling a pyoxigraph store so that its default graph is the union of all named graphs, each triple once."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox


class _TriplesOf(io.RawIOBase):
    """A canonical N-Quads file of one named graph, read as N-Triples: the graph's name is cut from each line."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = path.open("rb")
        first = self._file.readline()
        self._cut = len(first) - first.rindex(b" <") if first else 0
        self._file.seek(0)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            lines = self._file.readlines(2**16)
            if not lines:
                return 0
            self._rest = b"".join(line[: -self._cut] + b" .\n" for line in lines)
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


def load_graph(store: ox.Store, path: Path) -> None:
    """Load one canonical N-Quads file into its named graph and into the union."""
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    with _TriplesOf(path) as triples:
        store.bulk_load(input=io.BufferedReader(triples), format=ox.RdfFormat.N_TRIPLES)


def build_store(target: Path, files: Iterable[Path]) -> ox.Store:
    """A new store on disk from canonical N-Quads files."""
    store = ox.Store(str(target))
    for path in files:
        load_graph(store, path)
    return store


def finish_store(store: ox.Store) -> None:
    """Compact and write out: reads are 1.5 to 3 times faster afterwards."""
    store.optimize()
    store.flush()
