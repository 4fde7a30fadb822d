"""Clients of the service: over the release of this checkout, and over RDF files of a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.api.app import create_app
from kg.api.graph import ServedGraph
from kg.settings import Settings
from kg.store.data_files import load_files
from kg.store.release import find_release
from tests.api.server import DATA, Server

BASE = "http://data.example/"


@pytest.fixture(scope="session")
def client(release_folder: Path) -> Iterator[TestClient]:
    app = create_app(Settings(), ServedGraph.of_release(find_release(release_folder)))
    with TestClient(app, base_url="http://any.host", follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def client_of(tmp_path: Path) -> Iterator[Callable[..., TestClient]]:
    """A client over one file with this content, with the base ``http://data.example/``."""
    with ExitStack() as stack:

        def make(content: str, name: str = "data.trig", **settings: object) -> TestClient:
            path = tmp_path / name
            path.write_text(content, encoding="utf-8")
            graph = ServedGraph.of_files(load_files([path], BASE), [path], BASE)
            app = create_app(Settings(base_iri=BASE, **settings), graph)  # type: ignore[arg-type]
            client = TestClient(app, base_url="http://any.host", follow_redirects=False, raise_server_exceptions=False)
            return stack.enter_context(client)

        yield make


@pytest.fixture
def server_of(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    with ExitStack() as stack:

        def make(**settings: Any) -> Server:
            path = tmp_path / "data.ttl"
            path.write_text(DATA, encoding="utf-8")
            given = Settings(base_iri=BASE, **settings)
            graph = ServedGraph.of_files(load_files([path], BASE), [path], BASE)
            return stack.enter_context(Server(create_app(given, graph), given))

        yield make
