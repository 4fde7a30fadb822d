"""What the pages of the ontology show: modules, terms, code lists and the change log, all read from the graph that is served."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from kg.api.addresses import local_link
from kg.api.graph import DEFAULT, ServedGraph
from kg.api.views import Shown, observation_title, show

KINDS = {
    "owl:Class": "class",
    "owl:ObjectProperty": "object_property",
    "owl:DatatypeProperty": "datatype_property",
    "owl:AnnotationProperty": "annotation_property",
}
CHANGES = {"schema:AddAction": "added", "schema:UpdateAction": "changed", "schema:ReplaceAction": "deprecated"}
STATUS = "http://www.w3.org/2003/06/sw-vocab-status/ns#term_status"
_LANGUAGES = ("id", "en")
TERMS_ON_A_PAGE = 40  # pages stay small for slow lines


@dataclass(frozen=True, slots=True)
class CodeList:
    """A concept scheme and how many concepts it has."""

    label: str
    description: str
    href: str
    concepts: int


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property as its page section shows it. Texts are by language; `example` is one thing that uses the term."""

    name: str
    address: str
    kind: str
    href: str
    labels: dict[str, str]
    definitions: dict[str, str]
    notes: list[str]
    parents: list[Shown]
    domain: list[Shown]
    range: list[Shown]
    disjoint: list[Shown]
    inverse: list[Shown]
    sources: list[Shown]
    code_lists: list[CodeList]
    status: str
    since: str
    deprecated: bool
    replaced_by: list[Shown]
    example: Shown | None


@dataclass(frozen=True, slots=True)
class Module:
    """A theme of the ontology with the addresses of its terms: classes first, then by name."""

    name: str
    address: str
    title: str
    introduction: str
    terms: list[str]


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the change log: kind (`added`, `changed`, `deprecated`), what it says, the names of the terms that it concerns."""

    version: str
    kind: str
    note: str
    terms: list[str]


@dataclass(frozen=True)
class Ontology:
    """The ontology of a served graph, in one language."""

    graph: ServedGraph
    language: str

    @property
    def address(self) -> str:
        return f"{self.graph.base}ontology"

    def text(self, address: str, *predicates: str) -> str:
        """The first of these properties that there is, in this language if possible."""
        for predicate in predicates:
            texts = [term for term in self.graph.values(address, predicate) if isinstance(term, ox.Literal)]
            if texts:
                return min(texts, key=lambda text: text.language != self.language).value
        return ""

    @cached_property
    def own(self) -> dict[str, str]:
        """Every own term with its kind."""
        found = {}
        for name, kind in KINDS.items():
            for quad in self.graph.store.quads_for_pattern(None, self.graph.term("rdf:type"), self.graph.term(name), DEFAULT):
                if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(self.graph.ns.ontology):
                    found[quad.subject.value] = kind
        return found

    @cached_property
    def modules(self) -> list[Module]:
        """Modules in their order; terms that no module names come last, under a module without a name."""
        found = []
        for part in self.iris(self.address, "dcterms:hasPart"):
            position = self.graph.value(part, "schema:position")
            terms = self._sorted(term for term in self.iris(part, "dcterms:hasPart") if term in self.own)
            found.append(
                (
                    int(position.value) if isinstance(position, ox.Literal) else 0,
                    Module(
                        part.rpartition("/")[2], part, self.graph.label(part, self.language), self.text(part, "dcterms:description"), terms
                    ),
                )
            )
        modules = [module for _, module in sorted(found, key=lambda pair: (pair[0], pair[1].name))]
        loose = self._sorted(self.own.keys() - {term for module in modules for term in module.terms})
        return [*modules, Module("", self.address, "", "", loose)] if loose else modules

    @cached_property
    def section_of(self) -> dict[str, str]:
        """Where each term is told in full: the page of its module, the part of it that the term is on, and the term's section."""
        return {
            term: self._section(module, place, term.removeprefix(self.graph.ns.ontology))
            for module in self.modules
            for place, term in enumerate(module.terms)
        }

    def _section(self, module: Module, place: int, name: str) -> str:
        if not module.name:
            return f"/ontology#{name}"
        part = place // TERMS_ON_A_PAGE + 1
        return f"/ontology/module/{module.name}{f'?bagian={part}' if part > 1 else ''}#{name}"

    @cached_property
    def since(self) -> dict[str, str]:
        """The version that added each term."""
        return {term: version for version, kind, _, terms in self._changes if kind == "added" for term in terms}

    @cached_property
    def changes(self) -> list[Change]:
        """The change log, the newest version first."""
        return [
            Change(version, kind, note, [term.removeprefix(self.graph.ns.ontology) for term in self._sorted(terms)])
            for version, kind, note, terms in reversed(self._changes)
        ]

    @cached_property
    def _changes(self) -> list[tuple[str, str, str, list[str]]]:
        found = []
        for name, kind in CHANGES.items():
            for quad in self.graph.store.quads_for_pattern(None, self.graph.term("rdf:type"), self.graph.term(name), DEFAULT):
                if isinstance(quad.subject, ox.NamedNode) and self.address in self.iris(quad.subject.value, "schema:targetCollection"):
                    change = quad.subject.value
                    version = next((v.rpartition("/")[2] for v in self.iris(change, "dcterms:isPartOf")), "")
                    found.append((version, kind, self.text(change, "dcterms:description"), self.iris(change, "schema:object")))
        return sorted(found, key=lambda entry: (_version_key(entry[0]), entry[1]))

    def term(self, address: str) -> Term:
        """All that a page says of one own term."""
        if address not in self._terms:
            self._terms[address] = self._read_term(address)
        return self._terms[address]

    @cached_property
    def _terms(self) -> dict[str, Term]:
        return {}

    def _read_term(self, address: str) -> Term:
        graph = self.graph
        status = graph.value(address, STATUS)
        schemes = self.iris(address, "qb:codeList") + [iri for iri in self.iris(address, "rdfs:seeAlso") if self._is_scheme(iri)]
        return Term(
            name=address.removeprefix(graph.ns.ontology),
            address=address,
            kind=self.own[address],
            href=local_link(address, graph.ns),
            labels=self._both(address, "rdfs:label"),
            definitions=self._both(address, "skos:definition"),
            notes=[note for note in [self.text(address, "skos:scopeNote")] if note],
            parents=self._shown(address, "rdfs:subClassOf") + self._shown(address, "rdfs:subPropertyOf"),
            domain=self._shown(address, "rdfs:domain"),
            range=self._shown(address, "rdfs:range"),
            disjoint=self._shown(address, "owl:disjointWith"),
            inverse=self._shown(address, "owl:inverseOf"),
            sources=self._shown(address, "dcterms:source"),
            code_lists=[self.code_list(scheme) for scheme in dict.fromkeys(schemes)],
            status=status.value if isinstance(status, ox.Literal) else "",
            since=self.since.get(address, ""),
            deprecated=any(value.value == "true" for value in graph.values(address, "owl:deprecated") if isinstance(value, ox.Literal)),
            replaced_by=self._shown(address, "dcterms:isReplacedBy"),
            example=self._example(address),
        )

    def code_list(self, scheme: str) -> CodeList:
        pattern = self.graph.store.quads_for_pattern(None, self.graph.term("skos:inScheme"), ox.NamedNode(scheme), DEFAULT)
        return CodeList(
            self.graph.label(scheme, self.language),
            self.text(scheme, "dcterms:description", "skos:definition"),
            local_link(scheme, self.graph.ns),
            sum(1 for _ in pattern),
        )

    @cached_property
    def code_lists(self) -> list[CodeList]:
        """All concept schemes of ours, by label."""
        pattern = self.graph.store.quads_for_pattern(None, self.graph.term("rdf:type"), self.graph.term("skos:ConceptScheme"), DEFAULT)
        schemes = {quad.subject.value for quad in pattern if isinstance(quad.subject, ox.NamedNode)}
        lists = [self.code_list(scheme) for scheme in schemes if scheme.startswith(self.graph.base)]
        return sorted(lists, key=lambda one: (one.label.lower(), one.href))

    def shown(self, value: object) -> Shown:
        """A value as people read it; own terms lead to their section."""
        if isinstance(value, ox.NamedNode) and value.value in self.own:
            return Shown(self.graph.label(value.value, self.language), self.section_of[value.value])
        return show(value, self.graph, self.language)  # type: ignore[arg-type]

    def iris(self, address: str, predicate: str) -> list[str]:
        return [value.value for value in self.graph.values(address, predicate) if isinstance(value, ox.NamedNode)]

    def _shown(self, address: str, predicate: str) -> list[Shown]:
        return [self.shown(value) for value in self.graph.values(address, predicate)]

    def _both(self, address: str, predicate: str) -> dict[str, str]:
        texts = {value.language: value.value for value in self.graph.values(address, predicate) if isinstance(value, ox.Literal)}
        return {language: texts[language] for language in _LANGUAGES if language in texts}

    def _is_scheme(self, address: str) -> bool:
        return self.graph.term("skos:ConceptScheme").value in self.graph.types(address)

    def _example(self, address: str) -> Shown | None:
        """The first thing in the store that uses the term: an instance of a class, or a subject of a property."""
        node = ox.NamedNode(address)
        is_class = self.own[address] == "class"
        predicate, value = (self.graph.term("rdf:type"), node) if is_class else (node, None)
        for quad in self.graph.store.quads_for_pattern(None, predicate, value, DEFAULT):
            if isinstance(quad.subject, ox.NamedNode):
                title = observation_title(quad.subject.value, self.graph, self.language)
                return Shown(title or self.graph.label(quad.subject.value, self.language), local_link(quad.subject.value, self.graph.ns))
        return None

    def _sorted(self, terms: object) -> list[str]:
        order = list(KINDS.values())
        return sorted(terms, key=lambda term: (order.index(self.own.get(term, order[-1])), term.lower(), term))  # type: ignore[call-overload, no-any-return]


def ontology_of(graph: ServedGraph, language: str) -> Ontology:
    """The ontology of a served graph, read once for each language; it refers to the graph, so the graph keeps it."""
    found: Ontology = graph.kept.setdefault(("ontology", language), Ontology(graph, language))
    return found


def _version_key(version: str) -> tuple[int, ...]:
    """
    >>> _version_key("0.10.1") > _version_key("0.9.0")
    True
    """
    return tuple(int(part) if part.isdigit() else -1 for part in version.split("."))
