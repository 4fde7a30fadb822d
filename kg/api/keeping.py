"""What was sent once and may be sent again: kept within a number of bytes, what was asked for longest ago goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")
_OVERHEAD = 500  # bytes that an entry takes besides its content


class BoundedCache(Generic[Kept]):
    """A map that holds at most so many bytes. One entry takes at most an eighth of them."""

    def __init__(self, max_bytes: int) -> None:
        self.max_entry = max_bytes // 8
        self.bytes = self.hits = self.misses = 0
        self._max = max_bytes
        self._entries: OrderedDict[Hashable, tuple[Kept, int]] = OrderedDict()

    def get(self, key: Hashable) -> Kept | None:
        entry = self._entries.get(key)
        if entry is None:
            self.misses += 1
            return None
        self._entries.move_to_end(key)
        self.hits += 1
        return entry[0]

    def put(self, key: Hashable, value: Kept, size: int) -> None:
        """Keep a value of so many bytes; one that is too large is not kept."""
        size += _OVERHEAD
        if size > self.max_entry:
            return
        if old := self._entries.pop(key, None):
            self.bytes -= old[1]
        self._entries[key] = (value, size)
        self.bytes += size
        while self.bytes > self._max:
            _, (_, gone) = self._entries.popitem(last=False)
            self.bytes -= gone

    def __len__(self) -> int:
        return len(self._entries)
