"""The manifests of the W3C SPARQL test suites, read from a folder that the user names (HAM_W3C); nothing of them is copied here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.sparql.dataset import NamedDataset, dataset_of

MF, QT, UT = (
    "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#",
    "http://www.w3.org/2001/sw/DataAccess/tests/test-query#",
    "http://www.w3.org/2009/sparql/tests/test-update#",
)
DAWG = "http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
BASE = "http://w3c.example/sparql/"
NOT_CLAIMED = {"entailment": "no entailment regime is claimed", "service": "SERVICE is refused", "syntax-fed": "SERVICE is refused"}
_SUITES = ("sparql10", "sparql11", "sparql12")


@dataclass(frozen=True, slots=True)
class Case:
    """One test of a manifest: its kind (a local name of mf:), query file, data files, and the file of the expected result."""

    name: str
    kind: str
    query: str
    data: tuple[str, ...]
    named: tuple[str, ...]
    result: str | None

    @property
    def text(self) -> str:
        """The query, with the base IRI that the suite presumes."""
        return f"BASE <{self.query}>\n{path_of(self.query).read_bytes().decode('utf-8')}"

    @property
    def own_dataset(self) -> NamedDataset | None:
        """The dataset that the query itself names; a request must not name another one then, which would come before it."""
        return dataset_of(self.text, self.query) if self.kind.startswith("Query") else None

    @property
    def files(self) -> tuple[str, ...]:
        """All files whose data the test presumes."""
        own = self.own_dataset
        return (*self.data, *self.named, *((*own.default_graphs, *own.named_graphs) if own else ()))

    @property
    def graphs_within(self) -> list[str]:
        """Graphs that data files themselves name; a request names them beside the file, which stands for its default graph."""
        return sorted({name for address in self.data for name in _named_in(address)})

    @property
    def folder(self) -> str:
        return self.name.split("/")[1]


def suite_root() -> Path | None:
    """The folder that holds ``sparql11`` and so on; None if the user named none."""
    given = os.environ.get("HAM_W3C")
    if not given:
        return None
    return next((path for path in (Path(given), Path(given) / "sparql") if (path / "sparql11").is_dir()), None)


@cache
def _named_in(address: str) -> frozenset[str]:
    if not address.endswith(".trig"):
        return frozenset()
    quads = ox.parse(path=str(path_of(address)), format=ox.RdfFormat.TRIG, base_iri=address)
    return frozenset(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode))


def path_of(address: str) -> Path:
    root = suite_root()
    assert root is not None
    return root / address.removeprefix(BASE)


@cache
def cases() -> tuple[Case, ...]:
    """All query tests of the suites that are not rejected, in order of name."""
    root = suite_root()
    if root is None:
        return ()
    found = [case for suite in _SUITES for path in sorted((root / suite).rglob("manifest.ttl")) for case in _read(path, root)]
    return tuple(sorted({case.name: case for case in found}.values(), key=lambda case: case.name))


def _read(path: Path, root: Path) -> Iterator[Case]:
    where = path.relative_to(root).parent.as_posix()
    store = ox.Store()
    store.load(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=f"{BASE}{where}/manifest.ttl")
    for quad in store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), None):
        if not isinstance(quad.object, ox.NamedNode) or not quad.object.value.startswith(MF):
            continue
        kind = quad.object.value.removeprefix(MF)
        action = _one(store, quad.subject, MF + "action")
        approval = _one(store, quad.subject, DAWG + "approval")
        if action is None or (approval and approval.value.endswith(("Rejected", "Withdrawn"))):
            continue
        query = action if isinstance(action, ox.NamedNode) else _one(store, action, QT + "query")
        if not isinstance(query, ox.NamedNode) or "Update" in kind:
            continue
        inside = action if isinstance(action, ox.BlankNode) else ox.NamedNode("x:none")
        result = _one(store, quad.subject, MF + "result")
        yield Case(
            f"{where}/{_local(quad.subject)}", kind, query.value, _all(store, inside, QT + "data"),
            _all(store, inside, QT + "graphData"), result.value if isinstance(result, ox.NamedNode) else None,
        )  # fmt: skip


def _local(subject: object) -> str:
    return subject.value.rpartition("#")[2] if isinstance(subject, ox.NamedNode) else str(subject)


def _one(store: ox.Store, subject: object, predicate: str):
    return next((quad.object for quad in store.quads_for_pattern(subject, ox.NamedNode(predicate), None)), None)  # type: ignore[arg-type]


def _all(store: ox.Store, subject: object, predicate: str) -> tuple[str, ...]:
    found = [quad.object for quad in store.quads_for_pattern(subject, ox.NamedNode(predicate), None)]  # type: ignore[arg-type]
    return tuple(sorted(term.value for term in found if isinstance(term, ox.NamedNode)))
