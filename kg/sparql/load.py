"""The store of a process that answers queries, from where its source says."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.sparql.task import StoreSource
from kg.store.data_files import load_files
from kg.store.load import load_graph


def load(source: StoreSource) -> ox.Store:
    """Open or fill the store."""
    if source.store:
        return ox.Store.read_only(source.store)
    if source.files:
        return load_files([Path(path) for path in source.files], source.base_iri or None)
    store = ox.Store()
    for path in source.graphs:
        load_graph(store, Path(path))
    return store
