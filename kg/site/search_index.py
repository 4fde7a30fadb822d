"""The search index beside a release: names and definitions of its things in both languages, in SQLite's full-text search (FTS5)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

import pyoxigraph as ox

from kg.api.graph import DEFAULT, ServedGraph
from kg.api.views import observation_title

_LABELS = ("skos:prefLabel", "rdfs:label", "dcterms:title")
_OTHERS = ("skos:altLabel", "skos:hiddenLabel", "skos:notation", "dcterms:identifier", "ham:gist", "ham:unofficialLabel")
_TEXTS = ("skos:definition", "dcterms:description", "ham:gist")
# what a thing is, how much it weighs in the order of answers, and the class by which it is known; the first that fits
KINDS: tuple[tuple[str, float, str], ...] = (
    ("indicator", 3.0, "ham:Indicator"),
    ("right", 3.0, "ham:Right"),
    ("right", 3.0, "ham:RightsGroup"),
    ("place", 2.6, "ham:Province"),
    ("place", 1.6, "ham:Region"),
    ("place", 2.0, "ham:StateOrArea"),
    ("institution", 2.6, "ham:Organization"),
    ("un", 2.2, "ham:TreatyBody"),
    ("dataset", 2.2, "dcat:Dataset"),
    ("treaty", 2.2, "ham:Treaty"),
    ("un", 1.8, "ham:ReviewCycle"),
    ("un", 1.6, "ham:UnitedNationsDocument"),
    ("law", 1.8, "ham:LegalInstrument"),
    ("law", 1.3, "ham:LegalProvision"),
    ("law", 1.3, "ham:TreatyArticle"),
    ("point", 1.2, "ham:DocumentPoint"),
    ("point", 1.2, "ham:RecommendationGroup"),
    ("commitment", 1.4, "ham:Commitment"),
    ("event", 1.8, "ham:PublicEvent"),
    ("concept", 1.0, "skos:Concept"),
    ("figure", 0.4, "qb:Observation"),
)
_SCHEMA = """
CREATE TABLE thing (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL, weight REAL NOT NULL, language TEXT NOT NULL, title TEXT NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5(title, other, body, content='', tokenize="unicode61 remove_diacritics 2", prefix='2 3');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, 'row');
"""


def index_path(folder: Path, version: str) -> Path:
    """Where the index of a version of a release lies."""
    return folder / f"search-{version}.sqlite"


def build_index(graph: ServedGraph, path: Path) -> Path:
    """Write the index aside, then put it in place in one step; an index that is there already is kept."""
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        half_done = Path(part.name)
    connection = sqlite3.connect(half_done)
    try:
        fill(connection, graph)
    finally:
        connection.close()
    half_done.replace(path)
    return path


def fill(connection: sqlite3.Connection, graph: ServedGraph) -> None:
    """All entries of a graph into an empty database."""
    connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;{_SCHEMA}")
    for number, (entry, texts) in enumerate(_entries(graph), 1):
        connection.execute("INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?)", (number, *entry))
        connection.execute("INSERT INTO words (rowid, title, other, body) VALUES (?, ?, ?, ?)", (number, *texts))
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    connection.commit()


def _entries(graph: ServedGraph) -> Iterator[tuple[tuple[str, str, float, str, str], tuple[str, str, str]]]:
    seen: set[str] = set()
    for kind, weight, name in KINDS:
        found = graph.store.quads_for_pattern(None, graph.term("rdf:type"), graph.term(name), DEFAULT)
        for iri in sorted(quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)):
            if iri not in seen and iri.startswith(graph.base):
                seen.add(iri)
                for language in ("id", "en"):
                    title, other, body = _texts(graph, iri, kind, language)
                    if title:
                        yield (iri, kind, weight, language, title), (title, other, body)


def _texts(graph: ServedGraph, iri: str, kind: str, language: str) -> tuple[str, str, str]:
    if kind == "figure":
        return observation_title(iri, graph, language) or "", "", ""
    labels = [text for name in _LABELS for text in _literals(graph, iri, name, language)]
    other = [text for name in _OTHERS for text in _literals(graph, iri, name, None)]
    if kind == "right":  # a right's name does not say that it is one
        other += [graph.label(term.value, language) for term in graph.values(iri, "skos:inScheme") if isinstance(term, ox.NamedNode)]
    body = [text for name in _TEXTS for text in _literals(graph, iri, name, language)]
    return (labels[0] if labels else ""), " ".join([*labels[1:], *other]), " ".join(body)


def _literals(graph: ServedGraph, iri: str, name: str, language: str | None) -> list[str]:
    """Texts in a language, else those without one; in all languages if none is asked for."""
    found = [term for term in graph.values(iri, name) if isinstance(term, ox.Literal)]
    if language is None:
        return [term.value for term in found]
    return [t.value for t in found if t.language == language] or [t.value for t in found if t.language is None]
