"""What linked data owes its readers beside the documents: what is gone, what there is, releases under addresses that stay."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kg.api.app import create_app
from kg.api.graph import ServedGraph
from kg.api.negotiation import DOCUMENT, RESULTS, NotAcceptable, choose
from kg.api.switch import ReleaseWatch
from kg.errors import ReleaseError
from kg.namespaces import Namespaces
from kg.pipeline.layout import DataFolder
from kg.pipeline.manifest import GraphEntry, Manifest, software_versions
from kg.pipeline.release import GraphSource, assemble
from kg.settings import Settings
from kg.store.release import find_release

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
NS = Namespaces()
OTHER = "http://data.example/"


def publish(folder: Path, things: list[str]) -> str:
    """A release that says one thing of each."""
    path = folder / f"{'-'.join(things).replace('/', '-')}.nq"
    graph = NS.graph("uji/contoh")
    lines = sorted(f'<{NS.base}id/{name}> <http://www.w3.org/2000/01/rdf-schema#label> "{name}" <{graph}> .\n' for name in things)
    path.write_text("".join(lines))
    entry = GraphEntry("uji/contoh", graph, "dataset", len(lines), hashlib.sha256(path.read_bytes()).hexdigest(), {})
    draft = Manifest(NS.base, "0" * 64, "0" * 64, software_versions(), (entry,))
    return assemble([GraphSource(entry, path)], draft, DataFolder(folder / "data"), NS)[0]


@pytest.fixture
def two_releases(tmp_path: Path) -> Iterator[tuple[TestClient, str, str]]:
    """A service over the second of two releases, and their ids; the first knew one thing more."""
    first, second = publish(tmp_path, ["tetap", "ditarik"]), publish(tmp_path, ["tetap"])
    app = create_app(Settings(), ServedGraph.of_release(find_release(tmp_path / "data")))
    with TestClient(app, base_url="http://any.host", follow_redirects=False) as client:
        yield client, first, second


def test_what_an_earlier_release_knew_is_gone_not_unknown(two_releases: tuple[TestClient, str, str]) -> None:
    client, first, _ = two_releases
    for path in ("/id/ditarik", "/doc/ditarik", "/doc/ditarik.ttl"):
        answer = client.get(path)
        assert answer.status_code == 410
        assert first in answer.json()["detail"]
    page = client.get("/doc/ditarik", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["content-type"].split(";")[0]) == (410, "text/html")
    assert client.get("/doc/tetap.ttl").status_code == 200
    assert client.get("/doc/tidak-pernah").status_code == 404


def test_a_release_has_addresses_that_never_change(two_releases: tuple[TestClient, str, str]) -> None:
    client, first, second = two_releases
    assert client.get("/release").headers["location"] == f"/release/{second}"
    for release in (first, second):
        manifest = client.get(f"/release/{release}/manifest.json")
        assert hashlib.sha256(manifest.content).hexdigest().startswith(release)
        assert "immutable" in manifest.headers["cache-control"]
        for graph in client.get(f"/release/{release}").json()["graphs"]:
            data = client.get(graph["href"])
            assert hashlib.sha256(data.content).hexdigest() == graph["sha256"]
            assert "immutable" in data.headers["cache-control"]
            assert len(list(ox.parse(data.content, format=ox.RdfFormat.N_QUADS))) == graph["quads"]
    wrong = ("graphs/%2e%2e/manifest.json", "graphs/uji/none.nq", "graphs/%2e%2e%2fmanifest.json.nq", "store")
    for path in ("/release/none", "/release/.building-1", *(f"/release/{first}/{name}" for name in wrong)):
        assert client.get(path).status_code == 404


def test_a_release_that_is_published_is_served_without_a_restart(tmp_path: Path) -> None:
    first = publish(tmp_path, ["a"])
    data = tmp_path / "data"
    app = create_app(Settings(watch_seconds=0.1), ServedGraph.of_release(find_release(data)), ReleaseWatch(data))  # type: ignore[call-arg]
    with TestClient(app, base_url="http://any.host") as client:
        assert client.get("/healthz").json()["release"] == first
        second = publish(tmp_path, ["a", "b"])
        for _ in range(200):
            if client.get("/healthz").json()["release"] == second:
                break
            client.portal.call(asyncio.sleep, 0.05)  # type: ignore[union-attr]
        assert client.get("/doc/b.ttl").status_code == 200
        assert client.get("/doc/a.ttl").headers["etag"].startswith(f'"{second}')


def test_a_damaged_release_is_not_served(tmp_path: Path) -> None:
    first = publish(tmp_path, ["a"])
    watch = ReleaseWatch(tmp_path / "data")
    assert watch.changed(first) is None
    second = publish(tmp_path, ["a", "b"])
    graph = DataFolder(tmp_path / "data").release(second) / "graphs" / "uji" / "contoh.nq"
    graph.unlink()
    shutil.copyfile(tmp_path / "a.nq", graph)
    with pytest.raises(ReleaseError, match="not what its manifest says"):
        watch.changed(first)
    assert watch.changed(first) is None  # said once


def test_the_sitemap_lists_every_document_that_has_a_type(client: TestClient) -> None:
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [entry.text or "" for entry in index.iter(LOC)]
    assert parts
    found = []
    for part in parts:
        assert part.startswith(NS.base)
        found += [entry.text or "" for entry in ElementTree.fromstring(client.get("/" + part.removeprefix(NS.base)).content).iter(LOC)]
    assert f"{NS.base}doc/instansi/komnas-ham" in found
    assert len(found) == len(set(found)) > 5000
    for address in found[:: len(found) // 20]:
        form = "text/turtle" if "/doc/" in address else "text/html"
        assert client.get("/" + address.removeprefix(NS.base), headers={"Accept": form}).status_code == 200
    assert f"Sitemap: {NS.base}sitemap.xml" in client.get("/robots.txt").text
    assert client.get("/sitemap/999.xml").status_code == 404


_KINDS = ("text/html", "text/turtle", "*/*", "text/*", "application/ld+json", "application/*", "image/png", "a/b")
_PARAMETERS = ("", ";q=0", ";q=0.5", ";q=1", ";q=0.001", ";level=1;q=0.3", ";q=2", ";q=x")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(_KINDS), st.sampled_from(_PARAMETERS)), max_size=6))
def test_negotiation_never_gives_what_is_refused(entries: list[tuple[str, str]]) -> None:
    header = ", ".join(kind + parameter for kind, parameter in entries)
    for offered in (DOCUMENT, RESULTS):
        try:
            chosen = choose(header, offered)
        except NotAcceptable:
            continue
        assert chosen in offered
        exact = [parameter for kind, parameter in entries if kind == chosen.media_type]
        assert not exact or any(parameter not in (";q=0", ";q=2", ";q=x") for parameter in exact)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_any_accept_header_is_taken_or_refused(header: str) -> None:
    try:
        assert choose(header, DOCUMENT) in DOCUMENT
    except NotAcceptable as refusal:
        assert "text/turtle" in refusal.detail


_RESERVED = ' <>"{}|\\^`#?%/[]'
# RFC 3987: no characters of plane 14 that only change how others look
_LETTERS = st.characters(categories=["L", "M", "N", "P", "S"], exclude_characters=_RESERVED, max_codepoint=0xDFFFF)
_NAME = st.text(_LETTERS, min_size=1, max_size=20)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(_NAME, min_size=20, max_size=60, unique=True))
def test_any_iri_leads_to_its_document_and_back(names: list[str], client_of: Callable[..., TestClient]) -> None:
    names = [name for name in names if name not in (".", "..")]
    data = "".join(f'<{OTHER}id/{name}> <http://x/p> "{n}" .\n' for n, name in enumerate(names))
    client = client_of(data, name="data.nt")
    for n, name in enumerate(names):
        answer = client.get(f"/id/{quote(name)}")
        assert answer.status_code == 303, name
        document = client.get(answer.headers["location"], headers={"Accept": "application/n-triples"})
        [quad] = ox.parse(document.content, format=ox.RdfFormat.N_TRIPLES)
        assert quad.triple == ox.Triple(ox.NamedNode(f"{OTHER}id/{name}"), ox.NamedNode("http://x/p"), ox.Literal(str(n)))
