"""What the SPARQL page and its workbench ask for: the page itself, terms, names, outlines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from kg.api.examples import load_examples

HTML = {"Accept": "text/html"}
PAPUA = "https://w3id.org/satudataham/id/wilayah/kemendagri/91"
DATA = """@prefix x: <http://data.example/id/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
x:a a x:Thing ; skos:prefLabel "satu"@id, "one"@en ; x:near x:b . x:b a x:Thing ."""


def test_terms_are_those_of_the_data_with_names_and_counts(client_of: Callable[..., TestClient]) -> None:
    got = client_of(DATA).get("/sparql/istilah?lang=id").json()
    assert {(term["iri"], term["count"]) for term in got["classes"]} == {("http://data.example/id/Thing", 2)}
    assert {term["iri"]: term["count"] for term in got["properties"]} == {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": 2,
        "http://www.w3.org/2004/02/skos/core#prefLabel": 2,
        "http://data.example/id/near": 1,
    }
    assert got["prefixes"]["ham"] == "http://data.example/ontology/"


def test_terms_of_the_release_have_names_in_both_languages_and_a_validator(client: TestClient) -> None:
    named = {
        language: {term["iri"]: term["label"] for term in client.get(f"/sparql/istilah?lang={language}").json()["classes"]}
        for language in ("id", "en")
    }
    province = "https://w3id.org/satudataham/ontology/Province"
    assert (named["id"][province], named["en"][province]) == ("provinsi", "province")
    tag = client.get("/sparql/istilah").headers["etag"]
    assert client.get("/sparql/istilah", headers={"If-None-Match": tag}).status_code == 304


def test_names_are_told_of_what_is_known_alone(client: TestClient) -> None:
    asked = {"iri": [PAPUA, "http://nowhere.example/x", "no iri", "javascript:alert(1)"]}
    assert client.post("/sparql/nama?lang=id", json=asked).json() == {PAPUA: {"label": "Papua", "href": "/doc/wilayah/kemendagri/91"}}


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"iri": "x"}', b'{"iri": [1]}', b'{"iri": 1}', b"[" * 100_000, b"\xff", b"null"])
def test_what_is_no_list_of_iris_is_refused_in_words(client: TestClient, body: bytes) -> None:
    answer = client.post("/sparql/nama", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_list_that_is_too_long_is_refused(client: TestClient) -> None:
    assert client.post("/sparql/nama", json={"iri": ["http://x/"] * 501}).status_code == 400
    assert client.post("/sparql/nama", content=b" " * 300_000).status_code == 400


def test_outlines_are_those_of_the_provinces_of_today(client: TestClient) -> None:
    got = client.get("/sparql/garis-besar?lang=id").json()
    assert len(got["places"]) == 38
    assert got["places"][PAPUA]["name"] == "Papua"
    assert got["places"][PAPUA]["path"].startswith("M")


def test_suggestions_name_the_iri(client: TestClient) -> None:
    assert PAPUA in {hit["iri"] for hit in client.get("/cari/saran?q=papua&lang=id").json()}


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_question_is_an_example_that_fills_the_form(client: TestClient, language: str) -> None:
    page = client.get(f"/sparql?lang={language}", headers=HTML).text
    for example in load_examples():
        assert f"contoh={example.name}&amp;lang={language}" in page
    filled = client.get("/sparql?contoh=cq33_prison_occupancy", headers=HTML).text
    assert "penghuni_nasional" in filled.split("<textarea", 1)[1].split("</textarea>", 1)[0]


def test_pages_of_two_examples_have_two_validators(client: TestClient) -> None:
    tags = {
        client.get(f"/sparql{query}", headers=HTML).headers["etag"]
        for query in ("", "?contoh=cq33_prison_occupancy", "?contoh=cq41_layoffs", "?lang=en")
    }
    assert len(tags) == 4


def test_an_unknown_example_is_the_page_to_begin_with(client: TestClient) -> None:
    for name in ("none", "../x", "%00", "A" * 500):
        answer = client.get(f"/sparql?contoh={name}", headers=HTML)
        assert answer.status_code == 200
        assert "SELECT ?class" in answer.text


def test_a_reader_whose_query_is_refused_keeps_it_and_learns_where_the_fault_is(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ?x {\n <b> ?y ", "lang": "en"}, headers=HTML)
    assert answer.status_code == 400
    assert "&lt;b&gt; ?y" in answer.text.split("<textarea", 1)[1]
    assert "line 2, column" in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_a_machine_whose_query_is_refused_gets_a_problem_document(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT"})
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["line"] == 1


def test_the_page_allows_no_inline_script_and_no_inline_style(client: TestClient) -> None:
    answer = client.get("/sparql", headers=HTML)
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert len(answer.content) < 100_000
