"""The ontology as files, and the same with everything that uses it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.resources import shapes_root
from kg.store.release import find_release
from tests.ontology.files import graph_of, turtle_files


@pytest.fixture(scope="session")
def ontology() -> rdflib.Graph:
    """Header, modules, code lists and alignments in one graph."""
    return graph_of(".", "modules", "codelists", "alignments")


@pytest.fixture(scope="session")
def vocabulary(ontology: rdflib.Graph) -> ox.Store:
    """The same in the engine that serves it, which answers rules in milliseconds."""
    store = ox.Store()
    store.bulk_load(ontology.serialize(format="nt11", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES)
    return store


@pytest.fixture(scope="session")
def everything(release_folder: Path) -> ox.Store:
    """The release with the examples and the shapes, in one graph."""
    store = ox.Store()
    for graph in (find_release(release_folder).folder / "graphs").rglob("*.nq"):
        quads = ox.parse(path=str(graph), format=ox.RdfFormat.N_QUADS)
        store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    for path in [*turtle_files("examples"), *sorted(shapes_root().rglob("*.ttl"))]:
        # blank nodes of different files are different things
        store.bulk_extend(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True))
    return store
