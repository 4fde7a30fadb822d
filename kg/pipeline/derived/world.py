"""All accepted graphs together, as the rules for derived graphs see them: observations with their dimensions, and the names of things."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from kg.namespaces import Namespaces
from kg.pipeline.derived.facts import GraphFacts, Terms
from kg.pipeline.derived.failed import FailedDataset

T = TypeVar("T")
LANGUAGES = ("id", "en")
# what tells two figures apart beside the dimensions of their cubes; absent on both counts as equal
_IDENTIFYING = ("ham:countingUnit", "ham:areaRole", "ham:index", "ham:allegationStatus")
_SOURCE = "ham:sourceDocument"


@dataclass(frozen=True, slots=True)
class Figure:
    """One observation: its IRI, its dataset (``agency/dataset``), and its statements by predicate IRI."""

    address: str
    dataset: str
    terms: Terms

    def term(self, predicate: str) -> str | None:
        """The first term of a predicate, as N-Quads writes it."""
        values = self.terms.get(predicate)
        return values[0] if values else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate said.

    `findings` are its counts by severity for each graph, `left_out` the datasets that neither passed nor have a last good graph, `failed`
    those that did not pass, by name, `refused` the facts of their graphs if they have one, `by_shape` the things at fault in each graph by
    the name of the shape that found them.
    """

    findings: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    failed: Mapping[str, FailedDataset] = field(default_factory=dict)
    refused: Mapping[str, GraphFacts] = field(default_factory=dict)
    by_shape: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)


class World:
    """Facts of all graphs of a release, by graph name, and look-ups over them.

    What the gate said of them may follow later (`judge`); until then whoever asks for it gets a LookupError.
    """

    def __init__(self, graphs: Mapping[str, GraphFacts], ns: Namespaces, judgement: Judgement | None = None) -> None:
        self.graphs, self.ns = graphs, ns
        self._judgement = judgement
        self._expanded: dict[str, str] = {}
        self._key_names: dict[str, tuple[str, ...]] = {}
        self._made: dict[Callable[[World], Any], Any] = {}
        self._value, self._status, self._period = map(
            self.x, ("sdmx-measure:obsValue", "sdmx-attribute:obsStatus", "sdmx-dimension:refPeriod")
        )
        self._columns: dict[str, list[str | None]] = {}
        self._letters: dict[str, str] = {}
        self._ends: dict[str, str | None] = {}

    @property
    def judgement(self) -> Judgement:
        """Raises LookupError before it is there."""
        if self._judgement is None:
            raise LookupError("the gate has not judged yet")
        return self._judgement

    def judge(self, judgement: Judgement) -> None:
        """What the gate said of these graphs."""
        self._judgement = judgement

    def once(self, make: Callable[[World], T]) -> T:
        """What a function makes of this world; made once, whoever asks."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @cached_property
    def things(self) -> dict[str, Terms]:
        """Everything that any graph describes. What several graphs say of one thing is put together."""
        merged: dict[str, Terms] = {}
        for facts in self.graphs.values():
            for subject, terms in facts.things.items():
                into = merged.setdefault(subject, {})
                for predicate, values in terms.items():
                    known = into.get(predicate, [])
                    into[predicate] = known + [value for value in values if value not in known]
        return merged

    def figures(self) -> list[Figure]:
        """All observations, in order of dataset and IRI."""
        return self._figures

    @cached_property
    def _figures(self) -> list[Figure]:
        return [
            Figure(address, name, terms)
            for name in sorted(self.graphs)
            for address, terms in sorted(self.graphs[name].observations.items())
        ]

    def column(self, curie: str) -> list[str | None]:
        """The first term of a predicate for each of `figures`, in their order; many rules read the same few."""
        found = self._columns.get(curie)
        if found is None:
            name = self.x(curie)
            found = self._columns[curie] = [values[0] if (values := figure.terms.get(name)) else None for figure in self._figures]
        return found

    def figures_of(self, dataset: str) -> list[Figure]:
        """The observations of one dataset, in order of IRI."""
        return self._by_dataset.get(dataset, [])

    @cached_property
    def _by_dataset(self) -> dict[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self._figures:
            found.setdefault(figure.dataset, []).append(figure)
        return found

    def period_end(self, figure: Figure) -> str | None:
        """The last day (ISO date) of the period that a figure measures."""
        period = figure.term(self._period) or ""
        if period not in self._ends:
            ends = self.things.get(period.strip("<>"), {}).get(self.x("dcat:endDate"))
            self._ends[period] = lexical(ends[0]) if ends else None
        return self._ends[period]

    def of_class(self, curie: str) -> Iterator[tuple[str, Terms]]:
        """Things of a class, with what is said of them."""
        wanted = f"<{self.x(curie)}>"
        for address, terms in self.things.items():
            if wanted in terms.get(self.x("rdf:type"), ()):
                yield address, terms

    def knows(self, address: str) -> bool:
        """Whether any accepted graph describes a thing."""
        return address in self.things or any(address in facts.observations for facts in self.graphs.values())

    def x(self, curie: str) -> str:
        """Full IRI of a prefixed name."""
        found = self._expanded.get(curie)
        if found is None:
            found = self._expanded[curie] = self.ns.expand(curie)
        return found

    def key(self, figure: Figure) -> tuple[tuple[str, str], ...]:
        """What a figure is about, whoever says it: its dimensions but the source document, its unit, and what else identifies it."""
        names = self._key_names.get(figure.dataset)
        if names is None:
            told = {*self.graphs[figure.dataset].dimensions, *map(self.x, _IDENTIFYING)} - {self.x(_SOURCE)}
            names = self._key_names[figure.dataset] = tuple(sorted(told))
        terms = figure.terms
        return tuple((name, terms[name][0]) for name in names if name in terms)

    def value(self, figure: Figure) -> str | None:
        """The lexical form of the figure's value; None if it has none (suppressed or missing)."""
        terms = figure.terms.get(self._value)
        return lexical(terms[0]) if terms else None

    def status(self, figure: Figure) -> str:
        """The letter of the observation status."""
        term = figure.term(self._status) or ""
        letter = self._letters.get(term)
        if letter is None:
            letter = self._letters[term] = term.rpartition("/")[2].rstrip(">")
        return letter

    def letters(self) -> dict[str | None, str]:
        """The letter of each observation status that a figure has."""
        return {term: (term or "").rpartition("/")[2].rstrip(">") for term in set(self.column("sdmx-attribute:obsStatus"))}

    def label(self, term: str | None, language: str) -> str:
        """The name of a thing in a language, else in another, else the end of its IRI."""
        if term is None:
            return ""
        terms = self.things.get(term.strip("<>"), {})
        found = [*terms.get(self.x("skos:prefLabel"), []), *terms.get(self.x("rdfs:label"), []), *terms.get(self.x("dcterms:title"), [])]
        wanted = [value for value in found if value.endswith(f"@{language}")]
        return lexical((wanted or found)[0]) if found else term.strip("<>").rpartition("/")[2]

    def publisher(self, figure: Figure) -> str:
        """Who published the document that reports a figure."""
        document = (figure.term(self.x(_SOURCE)) or "").strip("<>")
        names = self.things.get(document, {}).get(self.x("ham:publisherName"), [])
        return lexical(names[0]) if names else document.rpartition("/")[2]

    def document(self, figure: Figure) -> str | None:
        return figure.term(self.x(_SOURCE))


def lexical(term: str) -> str:
    """The text of a literal, or the IRI without its brackets.

    >>> lexical('"a \\\\"b\\\\""@id'), lexical("<urn:a>"), lexical('"5"^^<urn:int>')
    ('a "b"', 'urn:a', '5')
    """
    if term.startswith("<"):
        return term[1:-1]
    quoted = term[: term.rindex('"') + 1]
    if "\\" not in quoted:  # nothing is escaped, as nearly always
        return quoted[1:-1]
    text: str = json.loads(quoted, strict=False)
    return text


def notation(term: str) -> str:
    """The last segment of an IRI term.

    >>> notation("<urn:a/b/c>")
    'c'
    """
    return term.strip("<>").rpartition("/")[2]


def in_order(values: Iterable[str]) -> list[str]:
    """Without repeats, in order of first mention."""
    return list(dict.fromkeys(values))
