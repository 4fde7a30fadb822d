"""The dataset that a query or a request names, as a set of triples: graphs that overlap are merged, each triple once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urljoin

import pyoxigraph as ox

from kg.sparql.guard import QueryRefused
from kg.sparql.tokens import tokens


class NamedDataset(NamedTuple):
    """Graphs of the default graph, and named graphs (protocol, section 2.1.4; SPARQL 1.1, section 13.2)."""

    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


def dataset_of(query: str, base_iri: str) -> NamedDataset | None:
    """The dataset of a query's FROM and FROM NAMED clauses; None if it has none, or names a graph by a prefix it does not declare.

    >>> dataset_of("PREFIX g: <http://x/> SELECT * FROM g:a FROM NAMED <b> { ?s ?p ?o }", "http://y/")
    NamedDataset(default_graphs=('http://x/a',), named_graphs=('http://y/b',))
    """
    prefixes: dict[str, str] = {}
    graphs: dict[bool, list[str]] = {False: [], True: []}
    last = ["", "", ""]
    for token in tokens(query):
        word = token.text.upper() if token.kind == "word" else token.kind
        if token.text == "{":
            break
        if token.kind == "iri" and last[-1] == "BASE":
            base_iri = urljoin(base_iri, token.text[1:-1])
        elif token.kind == "iri" and last[-2] == "PREFIX":
            prefixes[last[-1]] = urljoin(base_iri, token.text[1:-1])
        elif token.kind in ("iri", "name") and (last[-1] == "FROM" or last[-2:] == ["FROM", "NAMED"]):
            address = _resolved(token.kind, token.text, prefixes, base_iri)
            if address is None:
                return None
            graphs[last[-1] == "NAMED"].append(address)
        last = [*last[1:], token.text if token.kind == "name" else word]
    return NamedDataset(tuple(graphs[False]), tuple(graphs[True])) if graphs[False] or graphs[True] else None


def _resolved(kind: str, text: str, prefixes: dict[str, str], base_iri: str) -> str | None:
    if kind == "iri":
        return urljoin(base_iri, text[1:-1])
    prefix, _, local = text.partition(":")
    namespace = prefixes.get(f"{prefix}:")
    return namespace + local.replace("\\", "") if namespace is not None else None


class Merger:
    """Merges graphs of a store that never changes; the last few merges are kept. `limit` bounds the triples of one merge."""

    def __init__(self, store: ox.Store, limit: int) -> None:
        self._store, self._limit = store, limit
        self.merged: Callable[[tuple[str, ...], tuple[str, ...]], ox.Store] = lru_cache(maxsize=4)(self._merge)

    def _merge(self, default_graphs: tuple[str, ...], named_graphs: tuple[str, ...]) -> ox.Store:
        """A store with the merge in its default graph, and the named graphs. Raises QueryRefused for a merge past the limit."""
        store, taken = ox.Store(), 0
        for address in dict.fromkeys((*default_graphs, *named_graphs)):
            for quad in self._store.quads_for_pattern(None, None, None, ox.NamedNode(address)):
                taken += 1
                if taken > self._limit:
                    raise QueryRefused(
                        f"The graphs that the query names hold more than {self._limit:,} triples (query_max_merge); name fewer, or none.",
                        status=413,
                    )
                if address in default_graphs:
                    store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
                if address in named_graphs:
                    store.add(quad)
        return store
