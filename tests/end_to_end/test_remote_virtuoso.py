"""The same front before Virtuoso 7 (Debian: virtuoso-opensource-7-bin), loaded with the release, its union as a graph of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kg.pipeline.layout import DataFolder
from kg.pipeline.questions import SUFFIX
from kg.resources import ontology_root
from tests.end_to_end.conftest import services
from tests.end_to_end.test_remote_engine import ask, rows

UNION = "urn:satudataham:union"
# What this engine does otherwise, each for a reason that no front can mend.
OTHERWISE = {
    "cq12_rights_without_counterpart.rq": "a path of alternatives in both directions is not answered in time",
    "cq25_may_two_figures_be_compared.rq": "the compiler of the engine gives up (status 500)",
    "cq38_most_hectares_or_most_events.rq": "the largest of numbers is at times the one whose text is the largest",
    "cq56_provinces_least_covered.rq": "GROUP_CONCAT over nothing bound gives an empty text, not an error",
}
_INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}, {graphs}
NumberOfBuffers = 60000
MaxDirtyBuffers = 40000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000000
"""


@pytest.fixture(scope="module")
def fronts(release_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Addresses of a service with its own workers, and of one before Virtuoso."""
    program, isql = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if not program or not isql:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource-7-bin)")
    folder = tmp_path_factory.mktemp("virtuoso")
    graphs = DataFolder(release_folder).current.resolve() / "graphs"
    sql, http = _free_ports(2)
    (folder / "virtuoso.ini").write_text(_INI.format(folder=folder, graphs=graphs, sql=sql, http=http))
    engine = subprocess.Popen(
        [program, "-f", "-c", folder / "virtuoso.ini"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with ExitStack() as stack:
        stack.callback(_stop, engine)
        ham = [sys.executable, "-c", "from kg.cli import main; main()"]
        subprocess.run([*ham, "union", str(folder / "union.nt"), "--data-dir", str(release_folder)], check=True, capture_output=True)
        loads = [
            *(f"ld_dir('{path.parent}', '{path.name}', 'urn:unused');" for path in sorted(graphs.rglob("*.nq"))),
            f"ld_dir('{folder}', 'union.nt', '{UNION}');",
        ]
        _sql(isql, sql, "\n".join([*loads, "rdf_loader_run();", "checkpoint;", ""]))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("HAM_QUERY_SECONDS", "20")
        patch.setenv("HAM_CLIENT_QUERY_SECONDS", "0")
        for start in services(folder):
            own = start("--data-dir", str(release_folder))
            patch.setenv("KG_SPARQL_ENDPOINT", f"http://127.0.0.1:{http}/sparql")
            patch.setenv("KG_SPARQL_UNION_GRAPH", UNION)
            yield own, start("--data-dir", str(release_folder))


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _sql(isql: str, port: int, script: str) -> None:
    """Run SQL once the server listens."""
    until = time.monotonic() + 120
    while True:
        done = subprocess.run([isql, f"127.0.0.1:{port}", "dba", "dba"], input="status();\n", capture_output=True, text=True, check=False)
        if "Connected to" in done.stdout:
            break
        assert time.monotonic() < until, done.stdout + done.stderr
        time.sleep(0.5)
    done = subprocess.run([isql, f"127.0.0.1:{port}", "dba", "dba"], input=script, capture_output=True, text=True, check=True)
    assert "*** Error" not in done.stdout + done.stderr, done.stdout[-500:]


def _stop(engine: subprocess.Popen[bytes]) -> None:
    engine.terminate()
    try:
        engine.wait(30)
    except subprocess.TimeoutExpired:
        engine.kill()
        engine.wait()


def _by_value(found: Counter[tuple[tuple[str, str], ...]]) -> Counter[tuple[tuple[str, str], ...]]:
    """Rows with 1 and 0 for true and false, which this engine writes for booleans: other forms of the same values."""
    booleans = {"true": "1", "false": "0"}
    return Counter(tuple((name, booleans.get(value, value)) for name, value in row) for row in found.elements())


def test_example_questions_have_the_same_answers(fronts: tuple[str, str]) -> None:
    compared = 0
    for path in sorted((ontology_root() / "competency").glob(f"*{SUFFIX}")):
        if path.name in OTHERWISE:
            continue
        query = path.read_text(encoding="utf-8")
        (own_status, own_type, own), (status, media_type, content) = (ask(address, query) for address in fronts)
        assert (status, media_type) == (own_status, own_type), path.name
        if status == 200 and media_type == "application/sparql-results+json":
            assert (b'"boolean"' in own) == (b'"boolean"' in content), path.name
            if b'"boolean"' in own:
                assert own.replace(b" ", b"") == content.replace(b" ", b""), path.name
            else:
                assert _by_value(rows(content)) == _by_value(rows(own)), path.name
                compared += 1
    assert compared > 20


@pytest.mark.parametrize("query", ["ASK { ?s ?p ?o }", "ASK { ?s <urn:nothing> ?o }"])
@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
def test_a_question_of_yes_or_no_has_a_boolean_for_its_answer(fronts: tuple[str, str], query: str, accept: str) -> None:
    own, remote = (ask(address, query, accept) for address in fronts)
    assert remote[:2] == own[:2]
    assert "".join(remote[2].decode().split()) == "".join(own[2].decode().split())


def test_named_graphs_and_datasets_are_those_of_the_release(fronts: tuple[str, str]) -> None:
    graph = "https://w3id.org/satudataham/graph/komnas_ham/pengaduan_teradu"
    for query, parameters in (
        ("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a <http://purl.org/linked-data/cube#Observation> } } GROUP BY ?g", {}),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", {}),
        ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", {"default-graph-uri": graph}),
        (f"SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?s ?p ?o }}", {}),
    ):
        own, remote = (rows(ask(address, query, **parameters)[2]) for address in fronts)
        assert own == Counter({row: count for row, count in remote.items() if ("g", UNION) not in row}), query  # a graph like others there
