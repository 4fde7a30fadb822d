"""Numbers that VoID tells of a graph, and how they change with a few subjects: counted from text, so that no term is made an object of."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.namespaces import PREFIXES

RDF_TYPE = f"<{PREFIXES['rdf']}type>"
_STRING, _LANG_STRING = PREFIXES["xsd"] + "string", PREFIXES["rdf"] + "langString"

Triple = tuple[str, str, str]  # terms as N-Triples writes them
Classes = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class VoidCounts:
    """How many things each class has, and statements each property, each (class, property), and each (class, property, type of value).

    A type of value is a class or a datatype, told apart by ``class`` and ``datatype``. Names are IRIs.
    """

    entities: Counter[str] = field(default_factory=Counter)
    triples: Counter[str] = field(default_factory=Counter)
    below: Counter[tuple[str, str]] = field(default_factory=Counter)
    values: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)

    def moved(self, minus: VoidCounts, plus: VoidCounts) -> VoidCounts:
        """These counts without what some subjects gave before, and with what they give now."""
        return VoidCounts(*(+_moved(*three) for three in zip(self._all, minus._all, plus._all, strict=True)))

    @property
    def _all(self) -> tuple[Counter[Any], ...]:
        return self.entities, self.triples, self.below, self.values

    def as_text(self) -> str:
        return json.dumps([sorted((key, count) for key, count in counter.items()) for counter in self._all], separators=(",", ":")) + "\n"


def _moved(counter: Counter[Any], minus: Counter[Any], plus: Counter[Any]) -> Counter[Any]:
    moved = Counter(counter)
    moved.update(plus)
    moved.subtract(minus)
    return moved


def read_counts(text: str) -> VoidCounts:
    """What `VoidCounts.as_text` wrote. Raises ValueError or TypeError for anything else."""
    entities, triples, below, values = json.loads(text)
    return VoidCounts(
        Counter(dict(entities)),
        Counter(dict(triples)),
        Counter({(name, prop): count for (name, prop), count in below}),
        Counter({(name, prop, kind, value): count for (name, prop, kind, value), count in values}),
    )


def count(triples: Iterable[Triple], classes_of: Classes) -> VoidCounts:
    """What triples, each given once, add to the counts. `classes_of` tells the classes (as N-Triples terms) of any thing."""
    rows: Counter[tuple[str, str, str]] = Counter()  # classes of the subject, predicate, type of the value
    entities: Counter[str] = Counter()
    joined: dict[str, str] = {}

    def classes(thing: str) -> str:
        found = joined.get(thing)
        if found is None:
            found = joined[thing] = " ".join(sorted(classes_of(thing)))
        return found

    for subject, predicate, value in triples:
        rows[classes(subject), predicate, _datatype(value) if value[0] == '"' else classes(value)] += 1
        if predicate == RDF_TYPE and value[0] == "<":
            entities[value[1:-1]] += 1
    return _spread(rows, entities)


def _spread(rows: Counter[tuple[str, str, str]], entities: Counter[str]) -> VoidCounts:
    found = VoidCounts(entities)
    for (classes, predicate, value), number in rows.items():
        prop, types = predicate[1:-1], value.split() if value[:1] == "<" else ()
        found.triples[prop] += number
        for name in (one[1:-1] for one in classes.split()):
            found.below[name, prop] += number
            if value and not types:
                found.values[name, prop, "datatype", value] += number
            for one in types:
                found.values[name, prop, "class", one[1:-1]] += number
    return found


def _datatype(literal: str) -> str:
    """The datatype's IRI without brackets, which tells it from a class."""
    if literal[-1] == '"':
        return _STRING
    if literal[-1] == ">":
        return literal[literal.rindex("^^<") + 3 : -1]
    return _LANG_STRING


def count_store(store: ox.Store) -> VoidCounts:
    """Counts of the default graph of a store."""
    return count_all(
        lambda: (
            (str(quad.subject), str(quad.predicate), str(quad.object))
            for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())
        )
    )


def count_all(triples: Callable[[], Iterable[Triple]]) -> VoidCounts:
    """Counts of a whole graph, whose triples can be gone through twice: once for the classes of things."""
    classes: dict[str, list[str]] = {}
    for subject, predicate, value in triples():
        if predicate == RDF_TYPE and value[0] == "<":
            classes.setdefault(subject, []).append(value)
    return count(triples(), lambda thing: classes.get(thing, ()))


def count_files(paths: Iterable[Path], shared: frozenset[str]) -> VoidCounts:
    """Counts of the union of graphs in canonical N-Quads files. `shared` are the subjects that stand in more than one of them."""
    files = tuple(paths)
    return count_all(lambda: union_of(files, shared))


def union_of(paths: Iterable[Path], shared: frozenset[str]) -> Iterator[Triple]:
    """Each triple of the files once; only those of subjects that several files describe need to be remembered."""
    seen: set[Triple] = set()
    for path in paths:
        for triple in triples_of(path):
            if triple[0] in shared:
                if triple in seen:
                    continue
                seen.add(triple)
            yield triple


def triples_of(path: Path) -> Iterator[Triple]:
    """The triples of a canonical N-Quads file of one named graph."""
    with path.open(encoding="utf-8") as file:
        first = file.readline()
        cut = len(first[first.rindex(" <") :]) if first else 0
        file.seek(0)
        for line in file:
            subject, predicate, value = line[:-cut].split(" ", 2)
            yield subject, predicate, value
