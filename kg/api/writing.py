"""Having the documents of a release written out, by a process of its own that nothing waits for."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
from asyncio.subprocess import DEVNULL, PIPE

from kg.api.graph import ServedGraph
from kg.api.written import Written, opened, written_path
from kg.pipeline.layout import DataFolder

_log = logging.getLogger("kg.api")


async def written_documents(graph: ServedGraph, limit: int) -> Written | None:
    """The documents that are there, or that are there in a while; None if there can be none, which is told in the log."""
    if graph.folder is None or graph.release_id is None or not limit:
        return None
    data = DataFolder(graph.folder.absolute().parent.parent)
    path = written_path(data, graph.release_id)
    found = opened(path)
    if found is None and await _write(data, graph.release_id, limit):
        found = opened(path)
    if found:
        _log.info("documents are answered from what was written out")
    return found


async def _write(data: DataFolder, release_id: str, limit: int) -> bool:
    """Whether they were written. The process ends with this coroutine."""
    command = [sys.executable, "-m", "kg.api.document_writer", str(data.root), release_id, str(limit)]
    try:
        process = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL)
    except OSError as error:
        _log.warning("documents are made from the store: they could not be written out (%s)", error.strerror)
        return False
    try:
        said = (await process.communicate())[0].decode(errors="replace").strip()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    if process.returncode:
        _log.warning("documents are made from the store: they could not be written out (%s)", said or f"exit code {process.returncode}")
        return False
    _log.info("documents are written out: %s", said)
    return True
