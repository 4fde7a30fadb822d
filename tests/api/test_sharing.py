"""Citations, pictures for shared links, the feed of releases, and metadata of tables."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

BASE = "https://w3id.org/satudataham/"
FIGURE = f"{BASE}id/pengamatan/komnas_ham/pengaduan_teradu/pengaduan-diterima-komnas-ham/2025/polri/katadata-co-id-e4d56304"
DATASET = f"{BASE}id/katalog/bps/kemiskinan_provinsi"


def release(client: TestClient) -> str:
    return str(client.get("/healthz").json()["release"])


def cited(client: TestClient, form: str, iri: str = FIGURE) -> str:
    answer = client.get(f"/kutip.{form}", params={"iri": iri, "lang": "id"})
    assert answer.status_code == 200
    return answer.text


def test_a_figure_is_cited_with_whose_it_is_who_reports_it_and_the_release(client: TestClient) -> None:
    text = cited(client, "txt")
    assert text.startswith("Komisi Nasional Hak Asasi Manusia. “Aduan yang diterima Komnas HAM, Indonesia, 2025, kepolisian: 752”.")
    assert "Dikutip dari Katadata." in text
    assert release(client) in text and FIGURE in text


def test_reference_managers_get_the_same_in_their_forms(client: TestClient) -> None:
    assert f"  url = {{{FIGURE}}}" in cited(client, "bib")
    assert f"UR  - {FIGURE}" in cited(client, "ris")
    assert cited(client, "ris").rstrip().endswith("ER  -")
    item = json.loads(cited(client, "csl.json"))[0]
    assert item["type"] == "dataset" and item["URL"] == FIGURE and item["version"] == release(client)


@pytest.mark.parametrize("path", ["/kutip.txt", "/kutip.txt?iri=http://no.example/x", "/kutip.exe?iri=" + FIGURE, "/gambar.png?iri=%20"])
def test_what_is_not_known_cannot_be_cited(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_pages_of_datasets_tell_search_engines_what_they_are(client: TestClient) -> None:
    html = client.get("/doc/katalog/bps/kemiskinan_provinsi", headers={"Accept": "text/html"}).text
    content = json.loads(html.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert content["@type"] == "Dataset" and content["@id"] == DATASET
    assert [d["encodingFormat"] for d in content["distribution"]] == ["text/turtle", "application/ld+json", "application/n-triples"]
    assert '<meta property="og:image" content="https://w3id.org/satudataham/gambar.png?iri=' in html


def test_the_picture_of_a_page_is_a_picture(client: TestClient) -> None:
    answer = client.get("/gambar.png", params={"iri": DATASET})
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


def test_the_feed_names_the_release_that_is_served(client: TestClient) -> None:
    root = ElementTree.fromstring(client.get("/feed.atom").text)
    names = [entry.text for entry in root.iter("{http://www.w3.org/2005/Atom}id")]
    assert f"{BASE}rilis/{release(client)}" in names


def test_a_table_comes_with_its_metadata(client: TestClient) -> None:
    answer = client.get("/grafik/pengaduan-kpai.csv?bentuk=garis&wilayah=negara/IDN")
    link = answer.headers["link"].partition("<")[2].partition(">")[0]
    metadata = client.get(link).json()
    assert [column["name"] for column in metadata["tableSchema"]["columns"]] == answer.text.splitlines()[0].split(",")
    assert metadata["dc:hasVersion"] == release(client)
