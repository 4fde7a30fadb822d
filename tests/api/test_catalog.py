"""Descriptions of the whole: home, catalogue, VoID, ontology, graphs, health."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from kg.mapping.dataset import discover
from kg.resources import mappings_root

DCAT = "http://www.w3.org/ns/dcat#"


def load(client: TestClient, path: str) -> ox.Store:
    store = ox.Store()
    store.load(client.get(path, headers={"Accept": "text/turtle"}).content, format=ox.RdfFormat.TURTLE)
    return store


def test_health_names_the_release(client: TestClient) -> None:
    content = client.get("/healthz").json()
    assert content["status"] == "ok"
    assert len(content["release"]) == 16
    assert content["quads"] > 50_000


def test_the_catalogue_lists_every_dataset_with_publisher_and_rights(client: TestClient) -> None:
    store = load(client, "/catalog")
    query = f"""PREFIX dcterms: <http://purl.org/dc/terms/>
      SELECT ?d {{ ?c a <{DCAT}Catalog> ; <{DCAT}dataset> ?d . ?d a <{DCAT}Dataset> ; dcterms:publisher ?p ; <{DCAT}distribution> ?x .
      ?x a <{DCAT}Distribution> . FILTER EXISTS {{ ?d dcterms:license|dcterms:rights ?r }} }}"""
    listed = {row["d"].value.rpartition("/katalog/")[2] for row in store.query(query)}  # type: ignore[union-attr]
    assert listed == set(discover(mappings_root()))


def test_void_counts_what_the_endpoint_counts(client: TestClient) -> None:
    store = load(client, "/.well-known/void")
    void = "PREFIX void: <http://rdfs.org/ns/void#> "
    [total] = store.query(void + "SELECT ?n { <https://w3id.org/satudataham/id/graf> void:triples ?n }")  # type: ignore[misc]
    [observations] = store.query(void + "SELECT ?n { ?p void:class <http://purl.org/linked-data/cube#Observation> ; void:entities ?n }")  # type: ignore[misc]
    counted = client.get(
        "/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s a <http://purl.org/linked-data/cube#Observation> }", "format": "csv"}
    ).text
    assert int(observations["n"].value) == int(counted.split()[1])
    assert int(total["n"].value) > 50_000


@pytest.mark.parametrize(
    "path", ["/ontology", "/ontology/version/0.1.0", "/ontology.ttl", "/ontology.jsonld", "/ontology.rdf", "/ontology.nt"]
)
def test_the_ontology_is_there_whole_and_by_version(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    assert "countingUnit" in answer.text


@pytest.mark.parametrize(
    "path", ["/graph/komnas_ham/pengaduan_teradu", "/graph/komnas_ham/pengaduan_teradu.nt", "/graph/ontology", "/graph/reports"]
)
def test_a_named_graph_can_be_had(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "application/n-triples"})
    graph = "https://w3id.org/satudataham" + path.removesuffix(".nt")
    counted = client.get("/sparql", params={"query": f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", "format": "csv"}).text
    assert answer.text.count("\n") == int(counted.split()[1]) > 10


@pytest.mark.parametrize(
    "path",
    ["/", "/catalog", "/ontology", "/sparql", "/graph/komnas_ham/pengaduan_teradu", "/doc/wilayah/kemendagri/92", "/doc/traktat/ICCPR"],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_render_in_both_languages_without_foreign_hosts(client: TestClient, path: str, language: str) -> None:
    answer = client.get(path, params={"lang": language}, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert 'src="http' not in answer.text
    assert '<link rel="stylesheet" href="/static/site.css">' in answer.text


def test_static_files_are_found_by_plain_name_only(client: TestClient) -> None:
    assert client.get("/static/site.css").headers["content-type"].startswith("text/css")
    assert client.get("/static/nothing.css").status_code == 404
