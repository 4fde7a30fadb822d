"""The service over all data of the W3C suites at once, each file a named graph (of .trig: its default graph), which tests name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pyoxigraph as ox
import pytest

from kg.store.data_files import rdf_format
from tests.end_to_end.conftest import services
from tests.w3c.manifests import cases, path_of
from tests.w3c.protocol import graphs as protocol_graphs


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    store = ox.Store()
    for address in sorted({address for case in cases() for address in case.files}):
        _load(store, path_of(address), address, address)
    for address, path in protocol_graphs().items():
        _load(store, path, address, address)
    folder = tmp_path_factory.mktemp("w3c")
    store.dump(str(folder / "all.nq"), format=ox.RdfFormat.N_QUADS)
    for start in services(folder):
        address = start("--data", str(folder / "all.nq"), "--base-iri", "http://w3c.example/")
        with httpx2.Client(base_url=address, timeout=30) as client:
            yield client


def _load(store: ox.Store, path: Path, base: str, graph: str) -> None:
    format_ = rdf_format(path)
    assert format_ is not None, path
    quads = ox.parse(path=str(path), format=format_, base_iri=base, rename_blank_nodes=True)
    for quad in quads:
        name = ox.NamedNode(graph) if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, name))
