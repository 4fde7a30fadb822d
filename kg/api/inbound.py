"""What refers to a thing, a page at a time: statements whose object it is, in the order of the store, which is the same for one release.

The store cannot begin in the middle. So that nobody makes it count through a hub again and again, the links of one that was read beyond
its beginning are kept, packed, as long as there is room.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from threading import Lock
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from kg.api.graph import DEFAULT, Link, ServedGraph
from kg.api.keeping import BoundedCache

_BEGINNING = 1_000  # links that are read anew each time: some milliseconds
_PART = 1_000  # links that are packed together
_KEPT_BYTES = 32 * 2**20  # for all hubs of a release; a hundred links take about one KiB


@dataclass(frozen=True, slots=True)
class InboundPage:
    """One page of the statements that name a thing: its number from 1 on, its links, whether there are more."""

    number: int
    links: list[Link]
    more: bool


def inbound_page(graph: ServedGraph, address: str, number: int, size: int) -> InboundPage:
    """A page of so many links. Past the end it has none."""
    start, stop = (number - 1) * size, number * size + 1
    links = list(islice(_links(graph, address), start, stop)) if stop <= _BEGINNING else _hubs_of(graph).links(graph, address, start, stop)
    return InboundPage(number, links[:size], len(links) > size)


def _links(graph: ServedGraph, address: str) -> Iterator[Link]:
    for quad in graph.store.quads_for_pattern(None, None, ox.NamedNode(address), DEFAULT):
        if isinstance(quad.subject, ox.NamedNode):
            yield Link(quad.subject, quad.predicate)


class _Hubs:
    """Links of hubs of one graph, packed. Safe for many threads; one of them reads a hub, as reading keeps the processor to itself."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: BoundedCache[list[bytes]] = BoundedCache(_KEPT_BYTES)

    def links(self, graph: ServedGraph, address: str, start: int, stop: int) -> list[Link]:
        with self._lock:
            parts = self._kept.get(address)
            if parts is None:
                parts = _packed(graph, address)
                self._kept.put(address, parts, sum(len(part) for part in parts))
        first = start // _PART
        lines = [line for part in parts[first : (stop - 1) // _PART + 1] for line in zlib.decompress(part).decode().split("\n")]
        pairs = (line.split(" ") for line in lines[start - first * _PART : stop - first * _PART])
        return [Link(ox.NamedNode(subject), ox.NamedNode(predicate)) for subject, predicate in pairs]


def _packed(graph: ServedGraph, address: str) -> list[bytes]:
    links, parts = _links(graph, address), []
    while part := list(islice(links, _PART)):
        parts.append(zlib.compress("\n".join(f"{link.subject.value} {link.predicate.value}" for link in part).encode(), 1))
    return parts


_hubs: WeakKeyDictionary[ServedGraph, _Hubs] = WeakKeyDictionary()
_hubs_lock = Lock()


def _hubs_of(graph: ServedGraph) -> _Hubs:
    with _hubs_lock:
        return _hubs.setdefault(graph, _Hubs())
