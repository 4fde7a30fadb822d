"""The same front before another engine: `oxigraph serve`, loaded with the release, gives the answers that our own workers give."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from kg.pipeline.layout import DataFolder
from kg.pipeline.questions import SUFFIX
from kg.resources import ontology_root
from tests.end_to_end.conftest import services

_PROGRAM = Path(sys.executable).parent / "oxigraph"


@pytest.fixture(scope="module")
def fronts(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Addresses of a service with its own workers, and of one before `oxigraph serve`."""
    program = str(_PROGRAM) if _PROGRAM.exists() else shutil.which("oxigraph")
    if not program:
        pytest.skip("the package oxigraph is not installed")
    folder = tmp_path_factory.mktemp("remote")
    files = sorted((DataFolder(release_folder).current / "graphs").rglob("*.nq"))
    ham = [sys.executable, "-c", "from kg.cli import main; main()"]
    subprocess.run([*ham, "union", str(folder / "union.nt"), "--data-dir", str(release_folder)], check=True, capture_output=True)
    arguments = [part for path in (*files, folder / "union.nt") for part in ("--file", str(path))]
    subprocess.run([program, "load", "--location", folder / "store", *arguments], check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    engine = subprocess.Popen(
        [program, "serve-read-only", "--location", folder / "store", "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with ExitStack() as stack:
        stack.callback(engine.wait)
        stack.callback(engine.terminate)
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("HAM_QUERY_SECONDS", "20")
        for start in services(folder):
            own = start("--data-dir", str(release_folder))
            patch.setenv("KG_SPARQL_ENDPOINT", f"http://127.0.0.1:{port}/query")
            yield own, start("--data-dir", str(release_folder))


def ask(address: str, query: str, accept: str = "application/sparql-results+json", **parameters: str) -> tuple[int, str, bytes]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    body = urlencode({"query": query, **parameters})
    connection.request("POST", "/sparql", body, {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, answer.headers["Content-Type"].split(";")[0], content


def rows(content: bytes) -> Counter[tuple[tuple[str, str], ...]]:
    bindings = json.loads(content)["results"]["bindings"]
    return Counter(tuple(sorted((name, term["value"]) for name, term in row.items())) for row in bindings)


def test_all_example_questions_have_the_same_answers(fronts: tuple[str, str]) -> None:
    compared = 0
    for path in sorted((ontology_root() / "competency").glob(f"*{SUFFIX}")):
        query = path.read_text(encoding="utf-8")
        (own_status, own_type, own), (status, media_type, content) = (ask(address, query) for address in fronts)
        assert (status, media_type) == (own_status, own_type), path.name
        if status == 200 and media_type == "application/sparql-results+json" and b'"boolean"' not in own:
            assert rows(content) == rows(own), path.name
            compared += 1
    assert compared > 20


@pytest.mark.parametrize("accept", ["text/csv", "text/tab-separated-values", "application/sparql-results+xml", "text/html"])
def test_every_form_comes_from_another_engine_too(fronts: tuple[str, str], accept: str) -> None:
    status, media_type, content = ask(fronts[1], "SELECT ?l { <https://w3id.org/satudataham/id/instansi/polri> ?p ?l } LIMIT 100", accept)
    assert (status, media_type) == (200, accept)
    assert len(content) > 100


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/rdf+xml"])
def test_graphs_come_from_another_engine_too(fronts: tuple[str, str], accept: str) -> None:
    status, media_type, content = ask(fronts[1], "DESCRIBE <https://w3id.org/satudataham/id/instansi/polri>", accept)
    assert (status, media_type) == (200, accept)
    assert b"polri" in content


def test_datasets_are_named_to_the_other_engine(fronts: tuple[str, str]) -> None:
    graph = "https://w3id.org/satudataham/graph/komnas_ham/pengaduan_teradu"
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    own, remote = (rows(ask(address, count, **{"default-graph-uri": graph})[2]) for address in fronts)
    assert own == remote


def test_refusals_are_those_of_the_front(fronts: tuple[str, str]) -> None:
    for query, expected in (("SELECT nonsense", 400), ("SELECT * { SERVICE <http://127.0.0.1:9/> {} }", 400), ("CLEAR ALL", 400)):
        assert ask(fronts[1], query)[0] == expected
    started = time.monotonic()
    assert ask(fronts[1], "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout="0.5")[0] == 504
    assert time.monotonic() - started < 3
    assert ask(fronts[1], "ASK { ?s ?p ?o }")[0] == 200


def test_an_engine_that_is_not_there_is_502_and_documents_go_on(
    release_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("KG_SPARQL_ENDPOINT", f"http://127.0.0.1:{closed.getsockname()[1]}/query")
        for start in services(tmp_path):
            address = start("--data-dir", str(release_folder))
            assert ask(address, "ASK {}")[0] == 502
            parts = urlsplit(address)
            connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
            connection.request("GET", "/doc/instansi/polri.ttl")
            assert connection.getresponse().status == 200
            connection.close()
