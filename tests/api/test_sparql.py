"""The endpoint over HTTP: ways to ask, formats, datasets, refusals, service description."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

ASK, SELECT, CONSTRUCT = "ASK { ?s ?p ?o }", "SELECT ?s { ?s a <http://x/T> }", "CONSTRUCT { ?s a <http://x/U> } { ?s a <http://x/T> }"
DATA = """
@prefix : <http://x/> .
:a a :T .
:g1 { :a a :T . :b a :T . :b :name "satu"@id . }
:g2 { :a a :T . :c a :T }
"""
RESULTS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}


@pytest.fixture
def endpoint(client_of: Callable[..., TestClient]) -> TestClient:
    return client_of(DATA)


def ask(client: TestClient, query: str, accept: str = "application/sparql-results+json", **parameters: object):
    return client.get("/sparql", params={"query": query, **parameters}, headers={"Accept": accept})  # type: ignore[dict-item]


def subjects(answer) -> list[str]:
    return sorted(row["s"]["value"].rpartition("/")[2] for row in answer.json()["results"]["bindings"])


def test_three_ways_to_ask_give_the_same_answer(endpoint: TestClient) -> None:
    accept = {"Accept": "application/sparql-results+json"}
    by_get = endpoint.get("/sparql", params={"query": SELECT}, headers=accept)
    by_form = endpoint.post("/sparql", data={"query": SELECT}, headers=accept)
    direct = endpoint.post("/sparql", content=SELECT.encode(), headers={**accept, "Content-Type": "application/sparql-query"})
    assert by_get.status_code == by_form.status_code == direct.status_code == 200
    assert subjects(by_get) == subjects(by_form) == subjects(direct) == ["a", "b", "c"]


def test_the_default_graph_is_the_union_with_each_triple_once(endpoint: TestClient) -> None:
    assert subjects(ask(endpoint, "SELECT ?s { ?s a <http://x/T> }")) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("query", "parameters", "expected"),
    [
        ("SELECT ?s FROM <http://x/g1> { ?s a <http://x/T> }", {}, ["a", "b"]),
        ("SELECT ?s FROM <http://x/g1> { ?s a <http://x/T> }", {"default-graph-uri": "http://x/g2"}, ["a", "c"]),
        ("SELECT ?s { ?s a <http://x/T> }", {"default-graph-uri": ["http://x/g1", "http://x/g2"]}, ["a", "b", "c"]),
        ("SELECT ?s { GRAPH ?g { ?s a <http://x/T> } }", {"named-graph-uri": "http://x/g2"}, ["a", "c"]),
        ("SELECT ?s { ?s a <http://x/T> }", {"named-graph-uri": "http://x/g2"}, []),
        ("SELECT ?s { GRAPH ?g { ?s a <http://x/T> } }", {"default-graph-uri": "http://x/g2"}, []),
        ("SELECT ?s FROM NAMED <http://x/g1> { GRAPH ?g { ?s a <http://x/T> } }", {}, ["a", "b"]),
        ("SELECT ?s { ?s a <http://x/T> }", {"default-graph-uri": "http://x/none"}, []),
        ("PREFIX x: <http://x/> SELECT ?s FROM x:g1 FROM <g2> { ?s a x:T }", {}, ["a", "b"]),
        ("PREFIX x: <http://x/> SELECT ?s FROM x:g1 FROM <http://x/g2> { ?s a x:T }", {}, ["a", "b", "c"]),
        ("SELECT ?s FROM <http://x/g1> FROM <http://x/g2> FROM NAMED <http://x/g2> { GRAPH ?g { ?s a <http://x/T> } }", {}, ["a", "c"]),
    ],
)
def test_graphs_named_by_the_request_come_before_those_of_the_query(
    endpoint: TestClient, query: str, parameters: dict[str, object], expected: list[str]
) -> None:
    assert subjects(ask(endpoint, query, **parameters)) == expected


@pytest.mark.parametrize("suffix", RESULTS)
def test_solutions_come_in_four_formats(endpoint: TestClient, suffix: str) -> None:
    answer = ask(endpoint, SELECT, RESULTS[suffix])
    assert answer.headers["content-type"].split(";")[0] == RESULTS[suffix]
    match suffix:
        case "json":
            assert len(answer.json()["results"]["bindings"]) == 3
        case "xml":
            assert len(ElementTree.fromstring(answer.content).findall(".//{*}result")) == 3
        case "csv":
            assert [row["s"] for row in csv.DictReader(io.StringIO(answer.text))] and answer.text.count("\n") == 4
        case "tsv":
            assert answer.text.startswith("?s\n<http://x/")


@pytest.mark.parametrize(
    ("accept", "format_"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE), ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML), ("application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)  # fmt: skip
def test_graphs_come_in_every_rdf_format(endpoint: TestClient, accept: str, format_: ox.RdfFormat) -> None:
    answer = ask(endpoint, CONSTRUCT, accept)
    assert answer.headers["content-type"].split(";")[0] == accept
    assert len(list(ox.parse(answer.content, format=format_))) == 3


def test_a_constructed_graph_holds_each_triple_once(endpoint: TestClient) -> None:
    answer = ask(endpoint, "CONSTRUCT { <http://x/a> <http://x/p> 1 } { ?s a <http://x/T> }", "application/n-triples")
    assert answer.text.count("\n") == 1


def test_ask_is_answered_in_json_and_xml(endpoint: TestClient) -> None:
    assert ask(endpoint, ASK).json()["boolean"] is True
    assert b"<boolean>true</boolean>" in ask(endpoint, ASK, "application/sparql-results+xml").content


def test_format_overrides_the_accept_header(endpoint: TestClient) -> None:
    assert ask(endpoint, SELECT, "text/html", format="csv").headers["content-type"].startswith("text/csv")
    assert ask(endpoint, SELECT, format="pdf").status_code == 400


@pytest.mark.parametrize(
    ("method", "options", "status"),
    [
        ("GET", {"params": {"query": "SELECT nonsense"}}, 400),
        ("GET", {"params": {"query": ""}}, 400),
        ("GET", {"params": [("query", ASK), ("query", ASK)]}, 400),
        ("GET", {"params": {"update": "CLEAR ALL"}}, 403),
        ("GET", {"params": {"query": "INSERT DATA { <a:a> <a:a> 1 }"}}, 400),
        ("GET", {"params": {"query": ASK}, "headers": {"Accept": "image/png"}}, 406),
        ("GET", {"params": {"query": SELECT}, "headers": {"Accept": "text/turtle"}}, 406),
        ("GET", {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"}}, 400),
        ("GET", {"params": {"query": "SELECT (<http://x/unknown>(1) AS ?x) {}"}}, 400),
        ("POST", {"data": {"other": "x"}}, 400),
        ("POST", {"content": b"x", "headers": {"Content-Type": "application/json"}}, 415),
        ("POST", {"content": b"CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, 403),
        ("POST", {"content": b"x" * 2_000_000, "headers": {"Content-Type": "application/sparql-query"}}, 413),
        ("POST", {"content": b"x" * 200_000, "headers": {"Content-Type": "application/sparql-query"}}, 413),
        ("POST", {"content": b"ASK { '\xff' }", "headers": {"Content-Type": "application/sparql-query"}}, 400),
        ("PUT", {"content": b"x"}, 405),
        ("DELETE", {}, 405),
        ("PATCH", {}, 405),
    ],
)
def test_a_refusal_is_a_problem_document_with_the_right_status(
    endpoint: TestClient, method: str, options: dict[str, object], status: int
) -> None:
    answer = endpoint.request(method, "/sparql", **options)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    content = answer.json()
    assert content["status"] == status
    assert content["detail"]
    assert "Traceback" not in answer.text
    if status == 405:
        assert {"GET", "HEAD", "POST"} <= set(answer.headers["allow"].replace(" ", "").split(","))


def test_a_syntax_error_says_where(endpoint: TestClient) -> None:
    content = ask(endpoint, "SELECT *\n{ ?s ?p }").json()
    assert content["line"] == 2
    assert content["column"] in (9, 10)  # the engine points at or just behind the place


def test_the_service_description_claims_what_works(endpoint: TestClient) -> None:
    store = ox.Store()
    store.load(endpoint.get("/sparql", headers={"Accept": "text/turtle"}).content, format=ox.RdfFormat.TURTLE)
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#> "
    assert bool(
        store.query(sd + "ASK { ?s a sd:Service ; sd:endpoint <http://data.example/sparql> ; sd:supportedLanguage sd:SPARQL11Query }")
    )
    assert not bool(store.query(sd + "ASK { ?s sd:supportedLanguage sd:SPARQL11Update }"))
    assert not bool(store.query(sd + "ASK { ?s sd:feature sd:BasicFederatedQuery }"))
    graphs = [row[0].value for row in store.query(sd + "SELECT ?g { ?s sd:defaultDataset/sd:namedGraph/sd:name ?g } ORDER BY ?g")]  # type: ignore[union-attr]
    assert graphs == ["http://x/g1", "http://x/g2"]
    for media_type in (*RESULTS.values(), "text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"):
        query = SELECT if media_type in RESULTS.values() else CONSTRUCT
        assert ask(endpoint, query, media_type).status_code == 200


def test_a_browser_gets_a_form_and_a_table(endpoint: TestClient) -> None:
    assert "<textarea" in endpoint.get("/sparql", headers={"Accept": "text/html"}).text
    html = ask(endpoint, "SELECT ?name { ?s <http://x/name> ?name }", "text/html").text
    assert "satu" in html
    assert "format=csv" in html


def test_scripts_of_other_sites_may_ask(endpoint: TestClient) -> None:
    preflight = endpoint.options("/sparql", headers={"Origin": "https://other.example", "Access-Control-Request-Method": "POST"})
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    answer = ask(endpoint, ASK)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers


def test_files_are_served_as_they_are_with_their_void(endpoint: TestClient) -> None:
    count = json.loads(ask(endpoint, "SELECT (COUNT(*) AS ?s) { ?a ?b ?c }").content)["results"]["bindings"][0]["s"]["value"]
    assert count == "4"
    void = endpoint.get("/.well-known/void", headers={"Accept": "application/n-triples"}).text
    assert '<http://rdfs.org/ns/void#triples> "4"' in void
    assert "<http://rdfs.org/ns/void#class> <http://x/T>" in void
