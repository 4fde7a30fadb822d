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
    all_datasets = discover(mappings_root())
    assert listed == {name for name, dataset in all_datasets.items() if not dataset.is_not_handed_in}
    named = {q.subject.value.rpartition("/katalog/")[2] for q in store.quads_for_pattern(None, None, ox.NamedNode(f"{DCAT}Dataset"), None)}
    assert set(all_datasets) <= named  # those that nobody handed in are named too, without a distribution


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


def test_void_says_which_properties_a_class_has_and_what_they_lead_to(client: TestClient) -> None:
    """The pattern that editors of queries read, asked over the endpoint as they do."""
    query = """PREFIX void: <http://rdfs.org/ns/void#> PREFIX ext: <http://ldf.fi/void-ext#> PREFIX qb: <http://purl.org/linked-data/cube#>
      SELECT ?property ?class ?datatype ?n {
        ?c void:class qb:Observation ; void:propertyPartition ?p . ?p void:property ?property ; void:triples ?n .
        OPTIONAL { ?p void:classPartition/void:class ?class } OPTIONAL { ?p ext:datatypePartition/ext:datatype ?datatype } }"""
    rows = client.get("/sparql", params={"query": query, "format": "json"}).json()["results"]["bindings"]
    found = {
        (row["property"]["value"].rpartition("#")[2], row.get("class", {}).get("value"), row.get("datatype", {}).get("value"))
        for row in rows
    }
    assert ("dataSet", "http://purl.org/linked-data/cube#DataSet", None) in found
    assert any(name == "obsValue" and datatype and datatype.endswith(("#integer", "#decimal")) for name, _, datatype in found)
    of_datasets = next(row["n"]["value"] for row in rows if row["property"]["value"].endswith("#dataSet"))
    count = "PREFIX qb: <http://purl.org/linked-data/cube#> SELECT (COUNT(*) AS ?n) { ?s a qb:Observation ; qb:dataSet ?d }"
    counted = client.get("/sparql", params={"query": count, "format": "csv"})
    assert int(of_datasets) == int(counted.text.split()[1])


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
