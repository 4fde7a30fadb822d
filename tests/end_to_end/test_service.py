"""The running service, asked over the network of this machine by real clients."""

from __future__ import annotations

import gzip
import http.client
import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

import kg
from kg.client import Endpoint
from kg.errors import UsageError
from tests.end_to_end.conftest import Start

QUADS = """<http://data.example/id/a> <http://data.example/p> <http://data.example/id/b> <http://data.example/g> .
<http://data.example/id/a> <http://www.w3.org/2000/01/rdf-schema#label> "satu"@id <http://data.example/g> .
"""
MEASURE = "http://purl.org/linked-data/sdmx/2009/measure#obsValue"
SUFFIXES = {
    ".nq": ox.RdfFormat.N_QUADS, ".trig": ox.RdfFormat.TRIG, ".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML, ".jsonld": ox.RdfFormat.JSON_LD,
}  # fmt: skip


def raw(address: str, method: str, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    """A request whose path is sent exactly as written."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    connection.request(method, path, headers=headers or {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content


def written(folder: Path, suffix: str) -> Path:
    """The two statements in the format of a suffix, which may end in ``.gz``."""
    quads = list(ox.parse(QUADS, format=ox.RdfFormat.N_QUADS))
    format_ = SUFFIXES[suffix.removesuffix(".gz")]
    data = ox.serialize(quads if format_.supports_datasets else [quad.triple for quad in quads], format=format_) or b""
    path = folder / f"data{suffix}"
    path.write_bytes(gzip.compress(data) if suffix.endswith(".gz") else data)
    return path


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".nq.gz", ".ttl.gz", ".rdf.gz", ".jsonld.gz"])
def test_any_rdf_file_is_served_with_sparql_documents_void_and_pages(suffix: str, tmp_path: Path, start: Start) -> None:
    address = start("--data", str(written(tmp_path, suffix)), "--base-iri", "http://data.example/")
    assert Endpoint(f"{address}/sparql").select("SELECT ?o { <http://data.example/id/a> <http://data.example/p> ?o }").values.tolist() == [
        ["http://data.example/id/b"]
    ]
    status, headers, _ = raw(address, "GET", "/id/a")
    assert (status, headers["location"]) == (303, "/doc/a")
    assert b"satu" in raw(address, "GET", "/doc/a", {"Accept": "text/turtle"})[2]
    assert b"<h1>Satu</h1>" in raw(address, "GET", "/doc/a", {"Accept": "text/html"})[2]
    assert b"void#Dataset" in raw(address, "GET", "/.well-known/void", {"Accept": "application/n-triples"})[2]
    assert json.loads(raw(address, "GET", "/healthz")[2])["quads"] >= 2


def test_two_files_are_served_together(tmp_path: Path, start: Start) -> None:
    (tmp_path / "b.ttl").write_text("<http://data.example/id/c> <http://data.example/p> 1 .")
    address = start("--data", str(written(tmp_path, ".nq")), str(tmp_path / "b.ttl"), "--base-iri", "http://data.example/")
    assert len(Endpoint(f"{address}/sparql").select("SELECT * { ?s ?p ?o }")) == 3


def test_the_release_answers_every_kind_of_client(release_folder: Path, start: Start) -> None:
    address = start("--data-dir", str(release_folder))
    endpoint = Endpoint(f"{address}/sparql")
    frame = endpoint.select("SELECT (COUNT(*) AS ?n) { ?s a <http://purl.org/linked-data/cube#Observation> }")
    count = frame["n"].iloc[0]
    assert count > 2000
    assert endpoint.ask("ASK { <https://w3id.org/satudataham/id/instansi/polri> ?p ?o }") is True
    assert len(endpoint.construct("DESCRIBE <https://w3id.org/satudataham/id/instansi/polri>")) > 3
    store = SPARQLStore(f"{address}/sparql")
    rows = list(rdflib.Graph(store).query("SELECT (COUNT(*) AS ?n) { ?s a <http://purl.org/linked-data/cube#Observation> }"))
    assert int(rows[0][0]) == count  # type: ignore[index]
    if curl := shutil.which("curl"):
        query = "SELECT (COUNT(*) AS ?n) { ?s a <http://purl.org/linked-data/cube#Observation> }"
        done = subprocess.run(
            [curl, "-s", f"{address}/sparql", "--data-urlencode", f"query={query}", "-H", "Accept: text/csv"],
            capture_output=True,
            check=True,
        )
        assert int(done.stdout.split()[1]) == count
        thing = f"{address}/id/instansi/polri"
        followed = subprocess.run([curl, "-sL", thing, "-H", "Accept: text/turtle"], capture_output=True, check=True).stdout
        assert b"instansi/polri" in followed


def test_the_command_line_asks_the_service(release_folder: Path, start: Start, tmp_path: Path) -> None:
    address = start("--data-dir", str(release_folder))
    query = "SELECT ?x { ?x a <https://w3id.org/satudataham/ontology/Province> }"
    command = [sys.executable, "-c", "from kg.cli import main; main()", "query", query, "--endpoint", f"{address}/sparql", "--format"]
    done = {form: subprocess.run([*command, form], capture_output=True, text=True, check=True).stdout for form in ("csv", "json", "table")}
    assert done["csv"].count("\n") == 1 + 38 + 2  # header, today's provinces, the two old extents
    assert len(json.loads(done["json"])) == 40
    wrong = subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", "query", "SELECT nonsense", "--endpoint", f"{address}/sparql"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert wrong.returncode == 2
    assert "not well-formed" in wrong.stderr


def test_head_sends_no_body_and_paths_arrive_as_sent(release_folder: Path, start: Start) -> None:
    address = start("--data-dir", str(release_folder))
    for path in ("/doc/instansi/polri", "/sparql", "/healthz", "/nothing"):
        got, head = raw(address, "GET", path), raw(address, "HEAD", path)
        assert head[0] == got[0]
        assert head[2] == b""
        assert head[1]["content-length"] == got[1]["content-length"]
    assert raw(address, "GET", "/id/instansi/%70olri")[0] == 303
    assert raw(address, "GET", "/id/instansi/../../manifest.json")[0] == 404
    assert raw(address, "GET", "//evil.example/")[0] == 404


def test_python_users_open_the_release_as_an_rdflib_dataset(release_folder: Path) -> None:
    dataset = kg.open_release(data_dir=release_folder)
    graph = rdflib.URIRef("https://w3id.org/satudataham/graph/komnas_ham/pengaduan_teradu")
    assert graph in {g.identifier for g in dataset.graphs()}
    assert len(dataset.graph(graph)) > 500
    with pytest.raises(UsageError, match="never changes"):
        dataset.graph(graph).add((graph, rdflib.RDF.type, graph))
    rows = list(dataset.query(f"SELECT ?v {{ GRAPH <{graph}> {{ ?o <{MEASURE}> ?v FILTER(?v = 661) }} }}"))
    assert [int(row[0]) for row in rows] == [661]  # type: ignore[index]
