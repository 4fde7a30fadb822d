"""Things and their documents: 303, negotiation, suffix forms, validators, odd IRIs, and what is not there."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

THING, DOCUMENT = "/id/instansi/komnas-ham", "/doc/instansi/komnas-ham"
FORMATS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE), "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD), "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
}  # fmt: skip
ODD = """
<http://data.example/id/caf%C3%A9> <http://x/p> "encoded" .
<http://data.example/id/Aceh/é> <http://x/p> "plain" .
<http://data.example/id/a%20b> <http://x/p> "space" .
<http://data.example/id/31.74> <http://x/p> "dotted" .
<http://data.example/id/31.ttl> <http://x/p> "a suffix of its own" .
<http://data.example/terms/Thing> <http://x/p> <http://elsewhere.example/x> .
"""


def triples(content: bytes, format_: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(content, format=format_)}


def test_a_thing_redirects_to_its_document_with_303(client: TestClient) -> None:
    answer = client.get(THING)
    assert answer.status_code == 303
    assert answer.headers["location"] == DOCUMENT


def test_no_answer_repeats_the_host_that_was_asked(client: TestClient) -> None:
    for path in (THING, DOCUMENT, "/catalog", "/sparql", "/.well-known/void"):
        answer = client.get(path, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Accept": "text/turtle"})
        assert "evil.example" not in answer.text + str(answer.headers)


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_holds_the_same_triples(client: TestClient, suffix: str) -> None:
    media_type, format_ = FORMATS[suffix]
    wanted = triples(client.get(DOCUMENT, headers={"Accept": "text/turtle"}).content, ox.RdfFormat.TURTLE)
    negotiated = client.get(DOCUMENT, headers={"Accept": media_type})
    own_address = client.get(f"{DOCUMENT}.{suffix}")
    assert negotiated.headers["content-type"].split(";")[0] == own_address.headers["content-type"].split(";")[0] == media_type
    assert triples(negotiated.content, format_) == triples(own_address.content, format_) == wanted
    assert len(wanted) > 5


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "text/html"),
        ("*/*", "text/html"),
        ("text/turtle;q=0.5, application/ld+json", "application/ld+json"),
        ("text/html;q=0.2, text/turtle;q=0.3", "text/turtle"),
        ("text/*;q=0.1, application/rdf+xml", "application/rdf+xml"),
        ("text/html;q=0, */*", "text/turtle"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/json", "application/ld+json"),
        ("TEXT/TURTLE", "text/turtle"),
        ('text/turtle;version="1,2";q=1', "text/turtle"),
    ],
)
def test_the_accept_header_decides(client: TestClient, accept: str | None, expected: str) -> None:
    request = client.build_request("GET", DOCUMENT)
    request.headers.pop("accept", None)
    if accept:
        request.headers["Accept"] = accept
    answer = client.send(request)
    assert answer.headers["content-type"].split(";")[0] == expected
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0", "nonsense", "text/turtle;q=0.0, image/*"])
def test_what_nobody_can_take_is_406(client: TestClient, accept: str) -> None:
    answer = client.get(DOCUMENT, headers={"Accept": accept})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["detail"]


def test_an_unchanged_document_is_304_per_form(client: TestClient) -> None:
    tags = {suffix: client.get(f"{DOCUMENT}.{suffix}").headers["etag"] for suffix in (*FORMATS, "html")}
    assert len(set(tags.values())) == len(tags)
    for suffix, tag in tags.items():
        answer = client.get(f"{DOCUMENT}.{suffix}", headers={"If-None-Match": f'"other", {tag}'})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
    assert client.get(f"{DOCUMENT}.ttl", headers={"If-None-Match": tags["nt"]}).status_code == 200


def test_the_same_document_has_the_same_bytes(client: TestClient) -> None:
    for suffix in FORMATS:
        assert len({client.get(f"{DOCUMENT}.{suffix}").content for _ in range(5)}) == 1


def test_head_is_get_without_the_body(client: TestClient) -> None:
    for path in (THING, DOCUMENT, f"{DOCUMENT}.ttl", "/sparql?query=ASK%7B%7D", "/catalog", "/", "/healthz", "/nothing"):
        got, head = client.get(path), client.head(path)
        assert head.status_code == got.status_code
        assert {**head.headers, "date": ""} == {**got.headers, "date": ""}


def test_links_name_the_other_forms_the_thing_and_the_licence(client: TestClient) -> None:
    link = client.get(DOCUMENT).headers["link"]
    assert f'<{DOCUMENT}.ttl>; rel="alternate"; type="text/turtle"' in link
    assert '<https://w3id.org/satudataham/id/instansi/komnas-ham>; rel="describes"' in link
    assert 'rel="canonical"' in link
    assert 'rel="license"' in link


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/json"])
@pytest.mark.parametrize(
    "path",
    ["/id/instansi/tidak-ada", "/doc/instansi/tidak-ada", "/doc/x.ttl", "/nothing", "/source/a/b/c.csv", "/graph/none", "/ontology/None"],
)
def test_what_is_unknown_is_a_negotiated_404(client: TestClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 404
    assert answer.headers["content-type"].split(";")[0] == ("text/html" if accept == "text/html" else "application/problem+json")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/id/caf%C3%A9", "encoded"),
        ("/id/Aceh/%C3%A9", "plain"),
        ("/id/a%20b", "space"),
        ("/id/31.74", "dotted"),
        ("/id/31.ttl", "a suffix of its own"),
    ],
)
def test_an_iri_is_found_exactly_as_it_is_stored(client_of: Callable[..., TestClient], path: str, value: str) -> None:
    client = client_of(ODD)
    redirect = client.get(path)
    assert redirect.status_code == 303
    answer = client.get(redirect.headers["location"], headers={"Accept": "application/n-triples"})
    assert f'"{value}"' in answer.text
    suffixed = client.get(redirect.headers["location"] + ".nt")
    assert f'"{value}"' in suffixed.text


def test_things_of_other_files_dereference_wherever_they_lie(client_of: Callable[..., TestClient]) -> None:
    client = client_of(ODD)
    redirect = client.get("/terms/Thing")
    assert (redirect.status_code, redirect.headers["location"]) == (303, "/doc/terms/Thing")
    assert "elsewhere.example" in client.get("/doc/terms/Thing", headers={"Accept": "text/turtle"}).text
    foreign = client.get("/doc", params={"iri": "http://elsewhere.example/x"}, headers={"Accept": "application/n-triples"})
    assert "terms/Thing" in foreign.text


def test_hubs_list_what_refers_to_them_page_by_page(client_of: Callable[..., TestClient]) -> None:
    lines = "".join(f"<http://data.example/id/{n}> <http://x/p> <http://data.example/id/hub> .\n" for n in range(25))
    client = client_of(lines + '<http://data.example/id/hub> <http://x/p> "hub" .', page_size=10)
    seen, page = set(), 1
    while True:
        html = client.get("/doc/hub", params={"page": page}, headers={"Accept": "text/html"}).text
        seen |= {n for n in range(25) if f'href="/doc/{n}"' in html}
        page += 1
        if f"page={page}" not in html:
            break
    assert (seen, page) == (set(range(25)), 4)


def test_text_of_the_graph_cannot_become_script_and_only_web_addresses_become_links(client_of: Callable[..., TestClient]) -> None:
    client = client_of(
        '<http://data.example/id/x> <http://www.w3.org/2000/01/rdf-schema#label> "<script>alert(1)</script>" ;'
        " <http://x/p> <javascript:alert(1)> , <http://x/%22onmouseover=%22a> ."
    )
    html = client.get("/doc/x", headers={"Accept": "text/html"}).text
    assert "<script>" not in html
    assert 'href="javascript:' not in html
    policy = client.get("/doc/x", headers={"Accept": "text/html"}).headers["content-security-policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy


def test_a_term_of_the_ontology_and_a_concept_dereference(client: TestClient) -> None:
    for path in ("/ontology/countingUnit", "/id/konsep/hak-uu39", "/id/konsep/satuan-hitung/aduan"):
        redirect = client.get(path)
        assert redirect.status_code == 303
        turtle = client.get(redirect.headers["location"], headers={"Accept": "text/turtle"}).text
        assert "@id" in turtle
        assert "@en" in turtle


def test_pages_are_in_two_languages(client: TestClient) -> None:
    indonesian = client.get(DOCUMENT, headers={"Accept": "text/html"})
    english = client.get(DOCUMENT, params={"lang": "en"}, headers={"Accept": "text/html"})
    browser = client.get(DOCUMENT, headers={"Accept": "text/html", "Accept-Language": "en-GB, en;q=0.8"})
    assert '<html lang="id">' in indonesian.text
    assert "Komisi Nasional Hak Asasi Manusia" in indonesian.text
    assert '<html lang="en">' in english.text
    assert "National Commission on Human Rights" in english.text
    assert browser.headers["content-language"] == "en"
    assert indonesian.headers["etag"] != english.headers["etag"]
