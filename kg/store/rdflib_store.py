"""A release's store for rdflib: everything can be read, nothing can be written."""

from __future__ import annotations

from typing import Any, NoReturn

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib.graph import Graph

from kg.errors import UsageError


class ReadOnlyOxigraphStore(OxigraphStore):
    """oxrdflib's store over one that is open read-only. Naming a graph is no write; every write raises UsageError."""

    def __init__(self, store: ox.Store) -> None:
        super().__init__(store=store)

    def add_graph(self, graph: Graph) -> None:
        """rdflib tells the store of each graph that it looks at: nothing needs to be written for that."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise UsageError("A release never changes; copy what you need into a graph of your own, and write there.")

    add = addN = remove = update = remove_graph = _refuse
