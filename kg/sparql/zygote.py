"""The process that workers are forked from: it holds the loaded store, answers no query itself, and has one thread.

``python -m kg.sparql.zygote FD``: the first message says where the data are; each later one carries a socket for a new worker.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from functools import partial

import pyoxigraph as ox

from kg.sparql import frames
from kg.sparql.confine import die_with_parent
from kg.sparql.load import load
from kg.sparql.task import StoreSource
from kg.sparql.worker import NICENESS, FromColumns, work


def main() -> None:
    control = socket.socket(fileno=int(sys.argv[1]))
    die_with_parent()
    message = frames.receive(control)
    if message is None:
        return
    source = StoreSource.from_bytes(message[1])
    store = load(source)
    columns = _columns(store, source)
    gc.freeze()  # what is there stays, and the pages that hold it stay shared
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # dead workers need no burial
    frames.send(control, frames.END)
    while True:
        _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not descriptors:
            return
        pid = os.fork()
        if pid == 0:
            control.close()
            die_with_parent()
            os.nice(NICENESS)
            try:
                work(socket.socket(fileno=descriptors[0]), store, source, columns)
            except OSError:
                os._exit(1)  # the service is gone, or its socket is
            os._exit(0)
        os.close(descriptors[0])
        frames.send(control, frames.END, str(pid).encode())


def _columns(store: ox.Store, source: StoreSource) -> FromColumns | None:
    """What answers queries from columns; all of it is imported now, as a worker can open no file."""
    if not source.columns_bytes:
        return None
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # a process that forks has one thread
    from kg.cube.build import build_columns
    from kg.cube.route import from_columns

    columns = build_columns(store, source.columns_bytes)
    return partial(from_columns, columns) if columns else None


if __name__ == "__main__":
    main()
    os._exit(0)
