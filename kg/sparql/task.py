"""What a worker is asked to do, and what it may use up while it does it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, NamedTuple


class Task(NamedTuple):
    """One query with its dataset, the form of the answer (a suffix of the table of media types, or ``page``), and its limits."""

    text: str
    base_iri: str
    names_dataset: bool
    form: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    seconds: float = 30.0
    max_bytes: int = 2**28
    page_rows: int = 200

    def as_bytes(self) -> bytes:
        """All but the text as a line of JSON, which is the same for most queries and is kept; then the text."""
        return _line(self[1:]) + self.text.encode("utf-8", "surrogatepass")

    @classmethod
    def from_bytes(cls, data: bytes) -> Task:
        line, _, text = data.partition(b"\n")
        return cls(text.decode("utf-8", "surrogatepass"), *_fields(line))


@lru_cache(maxsize=32)
def _line(fields: tuple[object, ...]) -> bytes:
    return json.dumps(fields).encode() + b"\n"


@lru_cache(maxsize=32)
def _fields(line: bytes) -> tuple[Any, ...]:
    return tuple(tuple(field) if isinstance(field, list) else field for field in json.loads(line))


@dataclass(frozen=True, slots=True)
class StoreSource:
    """Where a process gets the data from: a store on disk that is opened read-only, canonical graphs of a release, or RDF files.

    `meanwhile` is a store on disk with the same data, for the time until they are in memory. Columns beside a store in memory may take
    `columns_bytes`.
    """

    store: str | None = None
    meanwhile: str | None = None
    graphs: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    base_iri: str = ""
    merge_limit: int = 2_000_000
    columns_bytes: int = 0
    memory_bytes: int = 2**30

    def as_bytes(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> StoreSource:
        content = json.loads(data)
        return cls(**{**content, "graphs": tuple(content["graphs"]), "files": tuple(content["files"])})
