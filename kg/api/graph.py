"""The graph that is served: a store that nobody writes to, its identity, and the few look-ups that pages and documents need."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.api.earlier import EarlierReleases
from kg.mapping.dataset import file_sha256
from kg.namespaces import HYDRA, PREFIXES, Namespaces
from kg.nquads import iri
from kg.nquads import text as literal
from kg.pipeline.manifest import Manifest
from kg.store.release import Release
from kg.store.void import NamedGraph, void_resources
from kg.store.void_counts import count_store
from kg.version import __version__

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
DEFAULT = ox.DefaultGraph()
_MENTIONS = 1000
_LABELS = tuple(
    ox.NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (("skos", "prefLabel"), ("rdfs", "label"), ("dcterms", "title"), ("schema", "name"), ("foaf", "name"))
)


@dataclass(frozen=True, slots=True)
class Link:
    """A statement whose object is the thing asked about."""

    subject: ox.NamedNode
    predicate: ox.NamedNode


@dataclass(frozen=True, eq=False)
class ServedGraph:
    """A store whose default graph is the union of its named graphs. `version` changes with its content and with the software.

    Two are equal only if they are the same object: caches hang on them, and must go when a release is no longer served.
    """

    store: ox.Store
    ns: Namespaces
    version: str
    release_id: str | None = None
    manifest: Manifest | None = None
    folder: Path | None = None
    files: tuple[Path, ...] = ()
    label: Callable[[str, str], str] = field(init=False, repr=False, compare=False)

    dimensions_of: Callable[[str], list[str]] = field(init=False, repr=False, compare=False)
    kept: dict[Hashable, Any] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )  # what refers to this graph and goes with it

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", lru_cache(maxsize=50_000)(self._label))
        object.__setattr__(self, "dimensions_of", lru_cache(maxsize=1_000)(self._dimensions_of))

    @classmethod
    def of_release(cls, release: Release) -> ServedGraph:
        ns = Namespaces(release.manifest.base_iri)
        return cls(release.store, ns, _version(release.id), release.id, release.manifest, release.folder)

    @classmethod
    def of_files(cls, store: ox.Store, files: Iterable[Path], base_iri: str) -> ServedGraph:
        """RDF files in memory. Nothing is added to them: a count over the endpoint is a count of the files."""
        ns, files = Namespaces(base_iri), list(files)
        digest = hashlib.sha256("".join(file_sha256(path) for path in files).encode()).hexdigest()
        return cls(store, ns, _version(digest[:16]), files=tuple(files))

    @property
    def base(self) -> str:
        return self.ns.base

    def term(self, name: str) -> ox.NamedNode:
        """The IRI of a prefixed name; an IRI stays as it is."""
        return ox.NamedNode(name if "://" in name else self.ns.expand(name))

    # --- look-ups ------------------------------------------------------------------------------------------------------
    def knows(self, address: str) -> bool:
        """Whether anything is said of this IRI, or the IRI is said of anything."""
        node = ox.NamedNode(address)
        return any(True for _ in self.store.quads_for_pattern(node, None, None, DEFAULT)) or any(
            True for _ in self.store.quads_for_pattern(None, None, node, DEFAULT)
        )

    def about(self, subject: ox.NamedNode | ox.BlankNode) -> list[ox.Quad]:
        """What is said of one subject, without its blank nodes."""
        return list(self.store.quads_for_pattern(subject, None, None, DEFAULT))

    def describe(self, address: str) -> list[ox.Triple]:
        """The statements about an IRI, with those about the blank nodes that they lead to, in a fixed order.

        Of an IRI that nothing is said of, statements that name it (not all, if there are very many); of an unknown one, none.
        Raises ValueError for what is no IRI.
        """
        found, waiting, seen = [], [ox.NamedNode(address)], set()
        while waiting:
            subject = waiting.pop()
            if subject in seen:
                continue
            seen.add(subject)
            for quad in self.store.quads_for_pattern(subject, None, None, DEFAULT):
                found.append(quad.triple)
                if isinstance(quad.object, ox.BlankNode):
                    waiting.append(quad.object)  # type: ignore[arg-type]
        if not found:
            found = [quad.triple for quad in islice(self.store.quads_for_pattern(None, None, ox.NamedNode(address), DEFAULT), _MENTIONS)]
        return sorted(found, key=str)

    def values(self, address: str, predicate: str) -> list[Term]:
        """Objects of one property (a prefixed name or an IRI), in a fixed order."""
        pattern = self.store.quads_for_pattern(ox.NamedNode(address), self.term(predicate), None, DEFAULT)
        return sorted((quad.object for quad in pattern), key=str)

    def value(self, address: str, predicate: str) -> Term | None:
        return next(iter(self.values(address, predicate)), None)

    def types(self, address: str) -> set[str]:
        return {term.value for term in self.values(address, "rdf:type") if isinstance(term, ox.NamedNode)}

    def graphs_of(self, address: str) -> list[str]:
        """Names of the graphs that say something of an IRI."""
        quads = self.store.quads_for_pattern(ox.NamedNode(address), None, None, None)
        return sorted({quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)})

    def graph_triples(self, graph: str) -> Iterator[ox.Triple]:
        # a function with yield opens the store at the first step only: an iterator of the store must not end in another thread
        for quad in self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            yield quad.triple

    def has_graph(self, graph: str) -> bool:
        return self.store.contains_named_graph(ox.NamedNode(graph))

    def _label(self, address: str, language: str) -> str:
        """The label in this language (ours for a term of others, where that has none), else in another one, else a readable IRI."""
        found = []
        for order, predicate in enumerate((*_LABELS, self.term("ham:unofficialLabel"))):
            for quad in self.store.quads_for_pattern(ox.NamedNode(address), predicate, None, DEFAULT):
                if isinstance(text := quad.object, ox.Literal):
                    found.append((text.language != language, order, text.language not in ("en", None), text.value))
        if found:
            return min(found)[-1]
        return self.readable(address)

    def _dimensions_of(self, cube: str) -> list[str]:
        """IRIs of the dimensions of a cube, in the order of its structure."""
        structure = self.value(cube, "qb:structure")
        components = self.values(structure.value, "qb:component") if isinstance(structure, ox.NamedNode) else []
        found = []
        for component in components:
            if isinstance(component, ox.NamedNode) and isinstance(dimension := self.value(component.value, "qb:dimension"), ox.NamedNode):
                order = self.value(component.value, "qb:order")
                found.append((int(order.value) if isinstance(order, ox.Literal) else 0, dimension.value))
        return [name for _, name in sorted(found)]

    def readable(self, address: str) -> str:
        """An IRI cut to what people can read: a prefixed name, or its last part."""
        if address.startswith(self.base):
            return address.removeprefix(self.base).removeprefix("id/")
        for prefix, namespace in PREFIXES.items():
            if address.startswith(namespace) and len(address) > len(namespace):
                return f"{prefix}:{address.removeprefix(namespace)}"
        return address

    @cached_property
    def earlier(self) -> EarlierReleases:
        """The releases before this one that are still on disk."""
        return EarlierReleases(self.folder)

    @cached_property
    def size(self) -> int:
        """Number of triples in the default graph, the union."""
        return sum(1 for _ in self.store.quads_for_pattern(None, None, None, DEFAULT))

    @cached_property
    def void(self) -> list[ox.Triple]:
        """The VoID description: a release brings its own in its catalogue graph, files are counted here."""
        if self.manifest:
            return [triple for triple in self.graph_triples(self.ns.graph("catalog")) if _describes_void(triple, self.ns)]
        graphs = [
            NamedGraph(node.value, node.value, sum(1 for _ in self.graph_triples(node.value)))
            for node in self.store.named_graphs()
            if isinstance(node, ox.NamedNode)
        ]
        titles = [("dcterms:title", literal("Berkas RDF", "id")), ("dcterms:title", literal("RDF files", "en"))]
        lines = [
            f"{iri(subject)} {iri(self.ns.expand(name))} {value} .\n"
            for subject, pairs in void_resources(count_store(self.store), graphs, titles, self.ns)
            for name, value in pairs
        ]
        return [quad.triple for quad in ox.parse("".join(lines), format=ox.RdfFormat.N_TRIPLES)]

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Prefixes for serialisations. Things have none: their names have slashes, which prefixed names must escape."""
        return {**PREFIXES, "ham": self.ns.ontology, "hydra": HYDRA}


def _describes_void(triple: ox.Triple, ns: Namespaces) -> bool:
    """The catalogue graph also holds the catalogue proper, which has an address of its own."""
    return isinstance(triple.subject, ox.NamedNode) and triple.subject.value.startswith((ns.thing("graf"), f"{ns.base}graph/"))


def _version(content: str) -> str:
    """Identity of what is sent: content, software version, and the code that makes pages of it."""
    package = Path(__file__).parent
    code = hashlib.sha256(
        "".join(file_sha256(path) for path in sorted(package.rglob("*")) if path.is_file() and "__pycache__" not in path.parts).encode()
    )
    return f"{content}-{hashlib.sha256(f'{__version__} {code.hexdigest()}'.encode()).hexdigest()[:8]}"
