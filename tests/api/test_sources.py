"""Source files and rows: from a figure to the row that it came from, and back."""

from __future__ import annotations

import csv
import hashlib
import io

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from kg.resources import mappings_root

FILE = "/source/komnas_ham/pengaduan_teradu/source.csv"
HAM = "https://w3id.org/satudataham/ontology/"


def row_of_661(client: TestClient) -> tuple[str, str]:
    """(observation, row) of the 661 complaints against the police in 2021."""
    query = f"""SELECT ?o ?row {{ ?o <{HAM}respondent> <https://w3id.org/satudataham/id/konsep/pihak-teradu/polri> ;
      <http://purl.org/linked-data/sdmx/2009/measure#obsValue> 661 ; <http://www.w3.org/ns/prov#wasDerivedFrom> ?row }}"""
    answer = client.get("/sparql", params={"query": query, "format": "csv"})
    [(observation, row)] = list(csv.reader(io.StringIO(answer.text)))[1:]
    return observation, row


def test_a_figure_leads_to_its_row_in_turtle_and_in_the_file(client: TestClient) -> None:
    _, row = row_of_661(client)
    path, _, number = row.removeprefix("https://w3id.org/satudataham").partition("#row=")
    turtle = client.get(path, params={"row": number}, headers={"Accept": "text/turtle"})
    store = ox.Store()
    store.load(turtle.content, format=ox.RdfFormat.TURTLE)
    recorded = [q.object.value for q in store.quads_for_pattern(ox.NamedNode(row), ox.NamedNode(HAM + "rowSha256"), None)]  # type: ignore[union-attr]
    answer = client.get(path, params={"row": number}, headers={"Accept": "text/csv"})
    header, line = answer.content.splitlines()
    assert recorded == [hashlib.sha256(line).hexdigest()]
    assert b"661" in line
    assert header.startswith(b"periode,")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"


def test_the_file_is_the_one_of_the_repository_with_its_recorded_hash(client: TestClient) -> None:
    data = client.get(FILE).content
    assert data == (mappings_root() / "komnas_ham/pengaduan_teradu/source.csv").read_bytes()
    assert hashlib.sha256(data).hexdigest() in client.get(f"{FILE}.ttl").text


def test_the_page_of_a_figure_shows_its_row_and_that_it_is_unchanged(client: TestClient) -> None:
    observation, row = row_of_661(client)
    html = client.get(
        observation.replace("https://w3id.org/satudataham/id", "/doc"), params={"lang": "en"}, headers={"Accept": "text/html"}
    ).text
    assert "<strong>661</strong>" in html
    assert "covers only part of the year" in html
    assert "alleged" in html
    assert "is the one recorded in the graph" in html
    assert f"?row={row.partition('#row=')[2]}" in html


def test_the_page_of_a_file_marks_the_row(client: TestClient) -> None:
    html = client.get(FILE, params={"row": 5}, headers={"Accept": "text/html"}).text
    assert '<tr id="row=5" class="wanted">' in html


def test_a_row_that_is_not_there_is_404(client: TestClient) -> None:
    for row in ("99999", "0", "-1", "x", "1e3", "٣"):
        assert client.get(FILE, params={"row": row}, headers={"Accept": "text/csv"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/source/../manifest.json",
        "/source/komnas_ham/pengaduan_teradu/../../../manifest.json",
        "/source/komnas_ham/pengaduan_teradu/mapping.py",
        "/source/%2e%2e/%2e%2e/manifest.json",
        "/source/komnas_ham%2Fpengaduan_teradu%2Fsource.csv/x",
        "/static/..%2fapp.py",
        "/static/../app.py",
    ],
)
def test_no_other_file_can_be_reached(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
