"""Worker processes that never outlive the build that started them, even when that is killed."""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait


def workers(jobs: int) -> ProcessPoolExecutor:
    """A pool that starts processes as they are needed.

    They are spawned, not forked: a worker holds nothing of its parent's, so a result cannot depend on what ran before.
    """
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(max_workers=max(1, jobs), mp_context=context, initializer=_end_with_the_parent)


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for, args=(parent.sentinel,), daemon=True).start()


def _wait_for(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)  # a waiting worker would otherwise hold its pipes open for ever
