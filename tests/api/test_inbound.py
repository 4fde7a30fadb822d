"""What refers to a thing comes in pages, in RDF as well as in HTML: the same links on a page of the same number."""

from __future__ import annotations

import re
from collections.abc import Callable

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from kg.api import inbound
from kg.namespaces import HYDRA

BASE = "http://data.example/"
HUB = f"{BASE}id/hub"
COUNT = 2_345
LINES = "".join(f"<{BASE}id/n{n}> <http://x/p> <{HUB}> .\n" for n in range(COUNT))
DATA = LINES + f'<{HUB}> <http://x/p> "hub" .\n_:b <http://x/p> <{HUB}> .\n<{BASE}id/lone> <http://x/p> <http://else.where/x?y=1> .\n'
FORMATS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD, "rdf": ox.RdfFormat.RDF_XML}


def triples(client: TestClient, path: str, suffix: str = "nt") -> set[ox.Triple]:
    answer = client.get(path, headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200, answer.text
    return {quad.triple for quad in ox.parse(answer.content, format=FORMATS[suffix])}


def link(answer_headers: object, relation: str) -> str | None:
    found = re.search(rf'<([^>]*)>; rel="{re.escape(relation)}"', answer_headers["link"])  # type: ignore[index]
    return found[1] if found else None


def test_link_headers_lead_through_all_pages_and_each_statement_is_on_one(client_of: Callable[..., TestClient]) -> None:
    client = client_of(DATA, page_size=100)
    document = client.get("/doc/hub", headers={"Accept": "text/turtle"})
    address, seen, numbers = link(document.headers, HYDRA + "collection"), [], 0
    assert address == "/doc/hub?page=1"
    while address:
        answer = client.get(address, headers={"Accept": "application/n-triples"})
        assert answer.headers["content-location"] == address.replace("hub", "hub.nt")
        assert link(answer.headers, "canonical") == BASE + address.removeprefix("/")
        assert link(answer.headers, "first") == "/doc/hub?page=1"
        assert link(answer.headers, "prev") == (f"/doc/hub?page={numbers}" if numbers else None)
        found = [quad.subject.value for quad in ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES) if quad.object == ox.NamedNode(HUB)]
        assert len(found) <= 100
        seen += found
        numbers += 1
        address = link(answer.headers, "next")
    assert sorted(seen) == sorted(f"{BASE}id/n{n}" for n in range(COUNT))
    assert numbers == -(-COUNT // 100)


def test_a_page_describes_where_it_stands_in_hydra(client_of: Callable[..., TestClient]) -> None:
    client = client_of(DATA, page_size=1000)
    for number, following, before in ((1, 2, None), (2, 3, 1), (3, None, 2)):
        found = triples(client, f"/doc/hub?page={number}")
        view, all_of_it = ox.NamedNode(f"{BASE}doc/hub?page={number}"), ox.NamedNode(f"{BASE}doc/hub#inbound")
        assert ox.Triple(ox.NamedNode(HUB), ox.NamedNode(HYDRA + "collection"), all_of_it) in found
        assert ox.Triple(all_of_it, ox.NamedNode(HYDRA + "view"), view) in found
        said = {triple.predicate.value.removeprefix(HYDRA): triple.object.value for triple in found if triple.subject == view}  # type: ignore[union-attr]
        assert said.get("next") == (f"{BASE}doc/hub?page={following}" if following else None)
        assert said.get("previous") == (f"{BASE}doc/hub?page={before}" if before else None)
        assert (said["first"], said["itemsPerPage"]) == (f"{BASE}doc/hub?page=1", "1000")


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_form_of_a_page_says_the_same(client_of: Callable[..., TestClient], suffix: str) -> None:
    client = client_of(DATA, page_size=100)
    negotiated = triples(client, "/doc/hub?page=20")
    own = client.get(f"/doc/hub.{suffix}?page=20")
    assert {quad.triple for quad in ox.parse(own.content, format=FORMATS[suffix])} == negotiated
    assert f'</doc/hub.{suffix}?page=20>; rel="alternate"' in own.headers["link"]
    page = client.get("/doc/hub?page=20", headers={"Accept": "text/html"})
    subjects = {t.subject.value.removeprefix(f"{BASE}id/") for t in negotiated if t.object == ox.NamedNode(HUB)}  # type: ignore[union-attr]
    assert set(re.findall(r'href="/doc/(n\d+)"', page.text)) == subjects
    assert link(page.headers, "next") == "/doc/hub?page=21"
    assert page.headers["content-location"] == "/doc/hub.html?page=20"


def test_the_document_itself_holds_no_page_and_says_where_they_are(client_of: Callable[..., TestClient]) -> None:
    client = client_of(DATA)
    assert {t.object.value for t in triples(client, "/doc/hub")} == {"hub"}  # type: ignore[union-attr]
    assert link(client.get("/doc/hub", headers={"Accept": "text/html"}).headers, HYDRA + "collection") == "/doc/hub?page=1"


@pytest.mark.parametrize("number", ["25", "1000000", "0", "-1", "1.5", "x", "", "1e3", "9" * 400, "٣"])
@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_what_is_no_page_is_404(client_of: Callable[..., TestClient], number: str, accept: str) -> None:
    client = client_of(DATA, page_size=100)
    answer = client.get("/doc/hub", params={"page": number}, headers={"Accept": accept, "If-None-Match": "*"})
    assert answer.status_code == 404


def test_a_thing_that_nothing_refers_to_has_one_empty_page(client_of: Callable[..., TestClient]) -> None:
    client = client_of(DATA)
    answer = client.get("/doc/lone?page=1", headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200
    assert link(answer.headers, "next") is None
    assert client.get("/doc/nothing?page=1", headers={"Accept": "text/turtle"}).status_code == 404


def test_a_page_is_validated_and_head_is_get(client_of: Callable[..., TestClient]) -> None:
    client = client_of(DATA, page_size=100)
    for path in ("/doc/hub?page=3", "/doc/hub.jsonld?page=24", f"/doc?iri={HUB}&page=2"):
        got = client.get(path, headers={"Accept": "text/turtle"})
        head = client.head(path, headers={"Accept": "text/turtle"})
        assert {**head.headers, "date": ""} == {**got.headers, "date": ""}
        assert head.content == b""
        again = client.get(path, headers={"Accept": "text/turtle", "If-None-Match": got.headers["etag"]})
        assert (again.status_code, again.headers["link"]) == (304, got.headers["link"])
        assert client.get(path, headers={"Accept": "text/turtle"}).content == got.content


def test_of_an_iri_that_is_only_named_the_document_is_the_first_page(client_of: Callable[..., TestClient]) -> None:
    """It ended after a thousand statements and did not say so."""
    lines = "".join(f"<{BASE}id/n{n}> <http://x/p> <{BASE}id/only/named> , <http://else.where/x?y=1> .\n" for n in range(1_500))
    client = client_of(lines, page_size=100)
    for path, foreign in (("/doc/only/named", False), ("/doc?iri=http%3A%2F%2Felse.where%2Fx%3Fy%3D1", True)):
        first = client.get(path, headers={"Accept": "application/n-triples"})
        following = link(first.headers, "next")
        assert following == (f"{path}&page=2" if foreign else f"{path}?page=2")
        assert first.content == client.get(f"{path}{'&' if foreign else '?'}page=1", headers={"Accept": "application/n-triples"}).content
        both = triples(client, path) | triples(client, following)
        assert len({t.subject for t in both if t.predicate.value == "http://x/p"}) == 200


def test_a_hub_is_read_once_however_many_of_its_pages_are_asked_for(
    client_of: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, read = client_of(DATA, page_size=100), []
    packed = inbound._packed
    monkeypatch.setattr(inbound, "_packed", lambda graph, address: read.append(address) or packed(graph, address))
    for number in (24, 12, 20, 2, 24):
        assert triples(client, f"/doc/hub?page={number}")
    assert read == [HUB]
