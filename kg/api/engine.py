"""The workers that answer the queries of one served graph: which kind, how many, with which limits."""

from __future__ import annotations

import logging
import os

from kg.api.graph import ServedGraph
from kg.settings import Settings
from kg.sparql.clients import ClientLedger
from kg.sparql.pool import PoolSettings, WorkerPool
from kg.sparql.remote import RemoteEngine
from kg.sparql.task import StoreSource

_log = logging.getLogger("kg.api")


def create_pool(settings: Settings, graph: ServedGraph, ledger: ClientLedger) -> WorkerPool | RemoteEngine:
    """Workers forked from a process that holds the data in memory, or, past a size or without fork, workers on the store on disk."""
    cores = os.cpu_count() or 1
    limits = PoolSettings(
        workers=settings.query_workers or cores + 1,
        long_queries=settings.query_long_workers or cores,
        quick_seconds=settings.query_quick_seconds,
        queue_length=settings.query_queue_length,
        queue_seconds=settings.query_queue_seconds,
        query_seconds=settings.query_seconds,
        memory_bytes=settings.query_pool_memory_bytes,
    )
    if settings.sparql_endpoint:
        _log.info("queries are answered by another engine")
        return RemoteEngine(settings.sparql_endpoint, limits, settings.sparql_union_graph, ledger)
    return WorkerPool(_source(settings, graph), limits, ledger)


def _source(settings: Settings, graph: ServedGraph) -> StoreSource:
    bounds = {"base_iri": graph.base, "merge_limit": settings.query_max_merge, "memory_bytes": settings.query_memory_bytes}
    if graph.manifest is None or graph.folder is None:
        return StoreSource(files=tuple(str(path.absolute()) for path in graph.files), **bounds)  # type: ignore[arg-type]
    in_memory = hasattr(os, "fork") and graph.manifest.quads <= settings.memory_quads
    _log.info("queries are answered %s", "from memory, by forked workers" if in_memory else "from the store on disk")
    if not in_memory:
        return StoreSource(store=str(graph.folder / "store"), **bounds)  # type: ignore[arg-type]
    graphs = tuple(str(graph.folder / entry.file) for entry in graph.manifest.graphs)
    return StoreSource(graphs=graphs, meanwhile=str(graph.folder / "store"), columns_bytes=settings.columns_bytes, **bounds)  # type: ignore[arg-type]
