"""A worker: answers one query after the other from its store, until it is killed or its service is gone.

Run as ``python -m kg.sparql.worker FD`` it opens the store itself; forked by `kg.sparql.zygote` it shares a loaded one.
"""

from __future__ import annotations

import io
import json
import os
import socket
import sys
from collections.abc import Callable, Iterator
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import HamError
from kg.namespaces import PREFIXES
from kg.sparql import frames
from kg.sparql.confine import Meter, confine, die_with_parent, leave_the_network
from kg.sparql.dataset import Merger
from kg.sparql.evaluate import Answer, constructed, refused, run, table
from kg.sparql.guard import GuardedQuery
from kg.sparql.protocol import ProtocolRequest
from kg.sparql.task import StoreSource, Task
from kg.store.serialise import serialise_triples

FromColumns = Callable[[str, str], Iterator[bytes] | None]  # text and form of a query to its answer; None: the engine's business
NICENESS = 2  # the service itself comes first at the processor
_RDF = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD}
_STORE_FILES = 1024  # a store on disk opens its tables as it needs them
_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


class AnswerTooLong(HamError):
    """The answer is longer than this service sends."""

    status = 413
    title = "Answer too long"


class _Frames(io.RawIOBase):
    """A file that sends what is written to it as messages, and counts it."""

    def __init__(self, sock: socket.socket, max_bytes: int) -> None:
        super().__init__()
        self._sock, self._left, self._max = sock, max_bytes, max_bytes
        self._held, self._ready, self._chunk = bytearray(), bytearray(), frames.FIRST_CHUNK

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._left -= len(data)
        if self._left < 0:
            raise AnswerTooLong(f"The answer is longer than {self._max:,} bytes (query_max_answer_bytes); ask for less, or in pages.")
        self._held += data
        if len(self._held) >= self._chunk:
            self._chunk = frames.CHUNK
            self._frame()
            self.send()
        return len(data)

    def end(self, kind: bytes, content: bytes) -> None:
        """A message after what was written; they go out together."""
        self._frame()
        self._ready += frames.HEAD.pack(kind, len(content)) + content

    def send(self) -> None:
        if self._ready:
            self._sock.sendall(self._ready)
            self._ready.clear()

    def _frame(self) -> None:
        if self._held:
            self._ready += frames.HEAD.pack(frames.DATA, len(self._held))
            self._ready += self._held
            self._held.clear()


def work(sock: socket.socket, store: ox.Store, source: StoreSource, columns: FromColumns | None = None) -> None:
    """Serve tasks until the service closes its end."""
    meter = Meter()
    if source.store:
        leave_the_network()
    confine(source.memory_bytes, _STORE_FILES if source.store else max(sock.fileno(), meter.descriptor) + 1)
    merger = Merger(store, source.merge_limit)
    while message := frames.receive_only(sock):
        task = Task.from_bytes(message[1])
        meter.allow_cpu(task.seconds)
        out, by = _Frames(sock, task.max_bytes), b""
        try:
            if _answer_from_columns(out, columns, task):
                by = frames.FROM_COLUMNS
            else:
                _answer(out, store, merger, task)
        except HamError as error:
            out.end(frames.REFUSED, frames.as_json(_told(error)))
        out.end(frames.END, frames.USED.pack(*meter.used()) + by)
        out.send()


def _answer_from_columns(out: _Frames, columns: FromColumns | None, task: Task) -> bool:
    """Whether the columns had the answer, and it was written."""
    if columns is None or task.names_dataset or task.default_graphs or task.named_graphs:
        return False
    pieces = columns(task.text, task.form)
    if pieces is None:
        return False
    for piece in pieces:
        out.write(piece)
    return True


def _answer(out: _Frames, store: ox.Store, merger: Merger, task: Task) -> None:
    query = GuardedQuery(task.text, "", task.names_dataset)
    answer = run(store, merger, query, ProtocolRequest(None, task.default_graphs, task.named_graphs), task.base_iri)
    prefixes = {**PREFIXES, "ham": f"{task.base_iri}ontology/"}
    if task.form == "page":
        out.write(json.dumps(_page(answer, task.page_rows, prefixes)).encode())
    else:
        _write(answer, task.form, out, prefixes)


def _write(answer: Answer, form: str, out: _Frames, prefixes: dict[str, str]) -> None:
    try:
        if isinstance(answer, ox.QueryTriples):
            data = memoryview(serialise_triples(answer, _RDF[form], prefixes))
            for start in range(0, len(data), frames.CHUNK):
                out.write(bytes(data[start : start + frames.CHUNK]))
        else:
            answer.serialize(cast(IO[bytes], out), _RESULTS[form])
    except (ValueError, OSError, RuntimeError) as error:
        raise refused(error) from None


def _page(answer: Answer, limit: int, prefixes: dict[str, str]) -> dict[str, object]:
    """What a page shows of an answer: encoded terms, which the service reads back."""
    if isinstance(answer, ox.QuerySolutions):
        shown = table(answer, limit)
        return {
            "variables": shown.variables,
            "rows": [[None if term is None else str(term) for term in row] for row in shown.rows],
            "more": shown.more,
        }
    if isinstance(answer, ox.QueryBoolean):
        return {"boolean": bool(answer)}
    return {"turtle": serialise_triples(constructed(answer), ox.RdfFormat.TURTLE, prefixes).decode("utf-8")}


def _told(error: HamError) -> dict[str, object]:
    return {
        "status": error.status,
        "title": error.title,
        "detail": error.detail,
        "line": getattr(error, "line", None),
        "column": getattr(error, "column", None),
    }


def main() -> None:
    """A worker of its own: the first message on the socket says where the data are."""
    sock = socket.socket(fileno=int(sys.argv[1]))
    die_with_parent()
    message = frames.receive(sock)
    if message is None:
        return
    source = StoreSource.from_bytes(message[1])
    from kg.sparql.load import load

    store = load(source)
    frames.send(sock, frames.END)
    os.nice(NICENESS)
    work(sock, store, source)


if __name__ == "__main__":
    main()
    os._exit(0)  # the store is read-only: nothing to close
