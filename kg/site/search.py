"""One box for everything: words, beginnings of words, other words for the same, and words with a slip in them."""

from __future__ import annotations

import csv
import re
import sqlite3
import threading
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from rapidfuzz import fuzz, process

from kg.api.addresses import local_link
from kg.api.graph import ServedGraph
from kg.pipeline.layout import DataFolder
from kg.site.memory import remembered
from kg.site.search_index import build_index, fill, index_path

_WORD = re.compile(r"[\w\-]+")
_LONGEST, _MOST_WORDS = 200, 12
_ALIKE = 80.0  # similarity in per cent from which a word counts as the same with a slip
_SHORTEST_MENDED = 4
_BESIDE = 4  # things shown before figures where only figures fit all words
# words that say little by themselves
_SMALL = frozenset(
    {"atas", "dan", "di", "ke", "dari", "yang", "untuk", "pada", "menurut", "of", "the", "in", "on", "to", "for", "and", "by"}
)
_FROM = (
    "SELECT thing.iri, thing.kind, thing.title FROM words JOIN thing ON thing.id = words.rowid WHERE words MATCH ? AND thing.language = ?"
)
_BEST_FIRST = (
    " ORDER BY thing.kind = 'figure', bm25(words, 10.0, 4.0, 1.0) * thing.weight * (1 + 8.0 / (20 + length(thing.title))),"
    " thing.title, thing.iri LIMIT ? OFFSET ?"
)
_ALL, _ENTITIES = _FROM + _BEST_FIRST, f"{_FROM} AND thing.kind <> 'figure'{_BEST_FIRST}"


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer: the thing, its kind, its name, its page."""

    iri: str
    kind: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Hits in order, whether there are more, and the words that were read as others (asked, read)."""

    hits: list[Hit]
    more: bool
    mended: list[tuple[str, str]]


class Search:
    """The index of one served graph. Safe for many threads: each has a connection of its own."""

    def __init__(self, graph: ServedGraph) -> None:
        self._graph = graph
        self._local = threading.local()
        self._memory: sqlite3.Connection | None = None
        self._lock = threading.Lock()
        if graph.folder is None:
            self._memory = sqlite3.connect(":memory:", check_same_thread=False)
            fill(self._memory, graph)
            self._path = Path()
        else:
            self._path = build_index(graph, index_path(DataFolder(graph.folder.parent.parent).search, graph.version))

    def ask(self, asked: str, language: str, *, limit: int = 30, offset: int = 0) -> Answer:
        """The things that fit all words; where none does, those that fit some. Entities stand before single figures."""
        words = [word.lower().strip("-") for word in _WORD.findall(asked[:_LONGEST])][:_MOST_WORDS]
        words = [word for word in words if word and word not in _SMALL] or [word for word in words if word]
        if not words:
            return Answer([], False, [])
        mended = [(word, read) for word in words if (read := self._mended(word))]
        groups = [self._group(word, dict(mended).get(word)) for word in words]
        rows = self._rows(" AND ".join(groups), language, limit + 1, offset)
        if not offset and len(groups) > 1 and not any(kind != "figure" for _, kind, _ in rows):
            some = self._rows(" OR ".join(groups), language, limit if not rows else _BESIDE, 0, entities=bool(rows))
            rows = [*some, *rows][: limit + 1]
        hits = [Hit(iri, kind, title, local_link(iri, self._graph.ns)) for iri, kind, title in rows]
        return Answer(hits[:limit], len(hits) > limit, mended)

    def _group(self, word: str, read: str | None) -> str:
        forms = [f'"{word}"*', *(f'"{other}"' for other in synonyms().get(word, ()))]
        return "(" + " OR ".join([*forms, *([f'"{read}"*'] if read else [])]) + ")"

    def _mended(self, word: str) -> str | None:
        """The word of the index that a word without any hit was probably meant to be."""
        if len(word) < _SHORTEST_MENDED or word.isdigit() or word in synonyms() or self._begins(word):
            return None
        best = process.extractOne(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return best[0] if best else None

    def _begins(self, word: str) -> bool:
        query = "SELECT 1 FROM vocabulary WHERE term >= ? AND term < ? LIMIT 1"
        return self._connection.execute(query, (word, word + "\U0010ffff")).fetchone() is not None

    def _rows(self, query: str, language: str, limit: int, offset: int, *, entities: bool = False) -> list[tuple[str, str, str]]:
        statement = _ENTITIES if entities else _ALL
        if self._memory is not None:
            with self._lock:
                return self._memory.execute(statement, (query, language, limit, offset)).fetchall()
        return self._connection.execute(statement, (query, language, limit, offset)).fetchall()

    @cached_property
    def _vocabulary(self) -> list[str]:
        rows = self._connection.execute("SELECT term FROM vocabulary WHERE length(term) >= ?", (_SHORTEST_MENDED,))
        return [term for (term,) in rows if not term.isdigit()]

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._memory is not None:
            return self._memory
        if not hasattr(self._local, "connection"):
            self._local.connection = sqlite3.connect(f"file:{self._path}?mode=ro&immutable=1", uri=True)
        connection: sqlite3.Connection = self._local.connection
        return connection


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Other words for the same, from ``synonyms.tsv`` beside this file."""
    path = Path(__file__).with_name("synonyms.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["kata"]: tuple(row["juga"].split()) for row in csv.DictReader(file, delimiter="\t")}


@remembered(1)
def search_of(graph: ServedGraph) -> Search:
    """The search over a served graph; its index is made once."""
    return Search(graph)
