"""Which way a query goes: the speed of a kind of query must not be lost without notice, nor an answer that is not the engine's be given."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import socket
import subprocess
import sys
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cube.build import build_columns
from kg.cube.columns import Columns
from kg.cube.route import from_columns, may_fit
from kg.namespaces import PREFIXES
from kg.sparql import frames
from kg.sparql.task import StoreSource, Task
from kg.sparql.worker import work
from tests.cube.sides import columns_of, engine_json, rows, same

HEAD = (
    "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("qb", "skos", "sdmx-dimension", "sdmx-measure")) + "PREFIX x: <http://x/>\n"
)
STAR = (
    "?o a qb:Observation ; qb:dataSet ?cube ; sdmx-dimension:refArea ?area ; sdmx-dimension:refPeriod ?period ; sdmx-measure:obsValue ?v ."
)


def _data() -> str:
    lines = [
        "@prefix : <http://x/> .",
        *(f"@prefix {name}: <{PREFIXES[name]}> ." for name in ("qb", "skos", "sdmx-dimension", "sdmx-measure")),
    ]
    for n in range(60):
        lines.append(
            f":o{n} a qb:Observation ; qb:dataSet :cube{n % 2} ; sdmx-dimension:refArea :area{n % 7} ; sdmx-dimension:refPeriod :y{n % 5} ;"
            f' sdmx-measure:obsValue {n * 37 % 11}{".25" if n % 2 else ""} ; :sex "{"LP"[n % 2]}" .'
        )
    for n in range(7):
        lines.append(f':area{n} skos:prefLabel "Wilayah {n}"@id, "Area {n}"@en ; skos:broader :top{n % 2} .')
    return "\n".join([*lines, ':top0 skos:prefLabel "Atas"@id .', ':top1 skos:prefLabel "Top"@en .'])


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    store.load(_data().encode(), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def columns(store: ox.Store) -> Columns:
    return columns_of(store)


FROM_COLUMNS = [
    f"SELECT ?area (SUM(?v) AS ?n) {{ {STAR} }} GROUP BY ?area",
    f"SELECT ?area ?period (SUM(?v) AS ?n) (COUNT(*) AS ?k) {{ {STAR} FILTER(?v >= 3) }} GROUP BY ?area ?period ORDER BY ?area ?period",
    f"SELECT (AVG(?v) AS ?mean) (MIN(?v) AS ?least) (MAX(?v) AS ?most) {{ {STAR} }}",
    "SELECT ?sex (COUNT(?o) AS ?n) WHERE { ?o x:sex ?sex } GROUP BY ?sex HAVING (COUNT(?o) > 3) ORDER BY DESC(?n)",
    f"SELECT ?cube (COUNT(DISTINCT ?area) AS ?places) {{ {STAR} }} GROUP BY ?cube",
    f"SELECT ?period (SUM(?v) AS ?n) {{ {STAR} FILTER(?area IN (x:area1, x:area2) && ?period != x:y0) }} GROUP BY ?period",
    f"SELECT ?period (SUM(?v) AS ?n) {{ VALUES ?area {{ x:area1 x:area2 }} {STAR} }} GROUP BY ?period ORDER BY DESC(SUM(?v)) LIMIT 3",
    f'SELECT ?name (SUM(?v) AS ?n) {{ {STAR} ?area skos:prefLabel ?name FILTER(LANG(?name) = "id") }} GROUP BY ?name ORDER BY DESC(?n)',
    f"SELECT ?top (SUM(?v) AS ?n) {{ {STAR} ?area skos:broader ?top }} GROUP BY ?top",
    f"SELECT ?o ?area ?period ?v {{ {STAR} }}",
    "SELECT ?o ?v { ?o qb:dataSet x:cube1 ; sdmx-measure:obsValue ?v } ORDER BY ?o",
    "SELECT ?o ?v WHERE { ?o sdmx-measure:obsValue ?v } LIMIT 100000",
    "SELECT * { ?o sdmx-dimension:refArea ?area . ?area skos:prefLabel ?name FILTER langMatches(lang(?name), 'EN') }",
    "SELECT ?name (COUNT(*) AS ?n) { ?o sdmx-dimension:refArea/skos:broader/skos:prefLabel ?name } GROUP BY ?name",
    f"SELECT ?name (AVG(?v) AS ?n) {{ {STAR} ?area skos:broader [ skos:prefLabel ?name ] }} GROUP BY ?name",
    f'SELECT ?o ?v ?name {{ {STAR} OPTIONAL {{ ?area skos:prefLabel ?name FILTER(LANG(?name) = "id") }} }}',
    'SELECT ?o ?v ?top { ?o x:sex "L" OPTIONAL { ?o sdmx-dimension:refArea/skos:broader ?top . ?top skos:prefLabel "Atas"@id } '
    "OPTIONAL { ?o sdmx-measure:obsValue ?v } FILTER(!BOUND(?top) || ?v > 2) } ORDER BY ?top ?o",
    f'SELECT ?period (SUM(?v) AS ?n) {{ {STAR} FILTER STRENDS(STR(?period), "1") FILTER(ROUND(?v) > 2 && ?o != x:o1) }} GROUP BY ?period',
    f'SELECT ?name (SUM(?v) AS ?n) {{ {STAR} ?area skos:prefLabel ?name FILTER(CONTAINS(LCASE(?name), "wilayah")) }} GROUP BY ?name',
    "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 100000",
    "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n)",
    "SELECT * { ?o qb:dataSet x:cube1 ; ?p ?thing }",
    f"SELECT DISTINCT ?area ?period {{ {STAR} }} ORDER BY DESC(?period) ?area OFFSET 3 LIMIT 5",
]
FROM_ENGINE = {
    "the first rows only": "SELECT ?o ?v WHERE { ?o sdmx-measure:obsValue ?v } LIMIT 20",
    "a thing": "SELECT ?p ?v { <http://x/o1> ?p ?v }",
    "a property path of any length": "SELECT ?o ?n { ?o sdmx-dimension:refArea/skos:broader* ?n }",
    "an inverse path": "SELECT ?o ?n { ?o sdmx-dimension:refArea/^skos:broader ?n }",
    "what names a thing": "SELECT ?s ?p { ?s ?p x:area1 }",
    "OPTIONAL over what is optional": "SELECT ?o ?n { ?o x:sex ?s OPTIONAL { ?o qb:dataSet ?a } OPTIONAL { ?a skos:prefLabel ?n } }",
    "OPTIONAL within OPTIONAL": "SELECT ?o { ?o x:sex ?s OPTIONAL { ?o qb:dataSet ?a OPTIONAL { ?a skos:prefLabel ?n } } }",
    "OPTIONAL before what it hangs at": "SELECT ?o ?n { OPTIONAL { ?a skos:prefLabel ?n } ?o sdmx-dimension:refArea ?a }",
    "UNION": "SELECT ?o { { ?o x:sex 'L' } UNION { ?o x:sex 'P' } }",
    "a subquery": "SELECT ?o { ?o x:sex ?s { SELECT ?s { ?x x:sex ?s } } }",
    "a named graph": "SELECT ?o { GRAPH ?g { ?o x:sex ?s } }",
    "MINUS": "SELECT ?o { ?o x:sex ?s MINUS { ?o x:sex 'L' } }",
    "a comparison of texts": "SELECT ?o { ?o x:sex ?s FILTER(?s > 'L') }",
    "an unknown function": "SELECT ?o { ?o x:sex ?s FILTER(x:f(?s)) }",
    "a random number": "SELECT ?o { ?o x:sex ?s FILTER(RAND() < ?s) }",
    "a function of two variables": "SELECT ?o { ?o x:sex ?s ; qb:dataSet ?c FILTER(STR(?c) > ?s) }",
    "EXISTS": "SELECT ?o { ?o x:sex ?s FILTER NOT EXISTS { ?o x:sex 'L' } }",
    "patterns that do not hang together": "SELECT ?o ?a { ?o x:sex ?s . ?a skos:prefLabel ?name }",
    "an unknown predicate": "SELECT ?o ?n { ?o x:nothing ?n }",
    "a sum of texts": "SELECT (SUM(?s) AS ?n) { ?o x:sex ?s }",
    "VALUES twice": "SELECT ?o ?s { ?o x:sex ?s VALUES ?s { 'L' 'L' } }",
    "what is not well-formed": "SELECT ?o ?n { ?o x:sex ?n",
    "a variable that is not grouped": "SELECT ?o (SUM(?v) AS ?n) { ?o sdmx-measure:obsValue ?v } GROUP BY ?v",
}


@pytest.mark.parametrize("query", FROM_COLUMNS)
def test_typical_queries_over_cubes_are_answered_from_columns(query: str, store: ox.Store, columns: Columns) -> None:
    assert may_fit(HEAD + query)
    assert same(store, columns, HEAD + query)


@pytest.mark.parametrize("query", FROM_ENGINE.values(), ids=FROM_ENGINE)
def test_what_columns_do_not_hold_or_know_is_the_engines_business(query: str, columns: Columns) -> None:
    assert from_columns(columns, HEAD + query, "json") is None


def test_what_blank_nodes_say_is_left_to_the_engine() -> None:
    store = ox.Store()
    store.load((_data() + "\n:o0 :next [] .").encode(), format=ox.RdfFormat.TURTLE)
    columns = columns_of(store)
    for query in ("SELECT ?o ?n { ?o x:next ?n }", "SELECT ?s ?p ?o { ?s ?p ?o }", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"):
        assert from_columns(columns, HEAD + query, "json") is None
    assert same(store, columns, HEAD + FROM_COLUMNS[0])


def test_forms_that_columns_do_not_write_are_the_engines_business(columns: Columns) -> None:
    assert all(from_columns(columns, HEAD + FROM_COLUMNS[0], form) is None for form in ("xml", "tsv", "page", "ttl"))


def test_an_answer_that_takes_too_much_room_at_once_is_left_to_the_engine(columns: Columns, monkeypatch: pytest.MonkeyPatch) -> None:
    for where in ("match.Column.objects_of", "write.compact", "route.answer"):
        with monkeypatch.context() as patch:
            patch.setattr(f"kg.cube.{where}", _no_room)
            assert from_columns(columns, HEAD + FROM_COLUMNS[9], "csv") is None
            assert from_columns(columns, HEAD + FROM_COLUMNS[9], "json") is None


def _no_room(*_given: object, **_named: object) -> None:
    raise MemoryError


def test_a_join_of_very_many_rows_is_left_to_the_engine(columns: Columns, monkeypatch: pytest.MonkeyPatch) -> None:
    for most, answered in ((119, False), (120, True)):
        monkeypatch.setattr("kg.cube.match._MOST_ROWS", most)
        query = HEAD + "SELECT ?o ?name { ?o sdmx-dimension:refArea/skos:prefLabel ?name }"
        assert (from_columns(columns, query, "csv") is not None) is answered


def test_a_comma_in_an_iri_is_no_end_of_a_cell() -> None:
    store = ox.Store()
    store.load(b"<http://x/a,b> <http://x/p> <http://x/c> .", format=ox.RdfFormat.N_TRIPLES)
    pieces = from_columns(columns_of(store), "SELECT ?s ?o { ?s <http://x/p> ?o }", "csv")
    assert b"".join(pieces or []) == b's,o\r\n"http://x/a,b",http://x/c\r\n'


def test_columns_that_do_not_fit_are_left_out_the_costly_ones_first(store: ox.Store, columns: Columns) -> None:
    small = build_columns(store, 5000)
    assert small is not None
    assert small.nbytes < 5000 < columns.nbytes
    left_out = columns.by_predicate.keys() - small.by_predicate.keys()
    assert left_out and PREFIXES["qb"].encode() + b"dataSet" in small.by_predicate
    assert build_columns(store, 0) is None


def _answers(store: ox.Store, columns: Columns | None, *tasks: Task) -> list[bytes]:
    """The answers of a confined worker, and that it said of each where it came from."""
    ours, theirs = socket.socketpair()
    process = multiprocessing.get_context("fork").Process(target=_work, args=(theirs, ours, store, columns))
    process.start()
    theirs.close()
    found = []
    for task in tasks:
        frames.send(ours, frames.TASK, task.as_bytes())
        content = b""
        while (message := frames.receive(ours)) and message[0] != frames.END:
            content += message[1]
        assert message
        found += [content, message[1]]
    ours.close()
    process.join(timeout=10)
    assert process.exitcode == 0
    return found


def _work(sock: socket.socket, other_end: socket.socket, store: ox.Store, columns: Columns | None) -> None:
    other_end.close()
    with contextlib.suppress(OSError):
        work(sock, store, StoreSource(), partial(from_columns, columns) if columns else None)


def _task(query: str, **more: object) -> Task:
    return Task(HEAD + query, "http://x/", False, "json", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("query", FROM_COLUMNS)
def test_a_confined_worker_answers_from_columns_and_one_without_from_the_engine(query: str, store: ox.Store, columns: Columns) -> None:
    wanted = sorted(rows(engine_json(store, HEAD + query)))
    for given, by in ((columns, frames.FROM_COLUMNS), (None, b"")):
        content, end = _answers(store, given, _task(query))
        assert sorted(rows(json.loads(content))) == wanted
        assert end[frames.USED.size :] == by


def test_a_worker_needs_no_file_for_its_first_query(tmp_path: Path) -> None:
    """In a process of its own, as this one may have imported long ago what a new one would import at its first query."""
    (tmp_path / "data.ttl").write_text(_data())
    (tmp_path / "queries.json").write_text(json.dumps([HEAD + query for query in FROM_COLUMNS]))
    done = subprocess.run([sys.executable, "-c", _FIRST_QUERIES, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, ["columns"] * len(FROM_COLUMNS)), done.stderr


_FIRST_QUERIES = """
import json, os, socket, sys
from pathlib import Path
import pyoxigraph as ox
from kg.sparql import frames, zygote
from kg.sparql.task import StoreSource, Task
from kg.sparql.worker import work
folder, store, source = Path(sys.argv[1]), ox.Store(), StoreSource(columns_bytes=2**26, memory_bytes=3 * 2**27)
store.load(path=folder / "data.ttl", format=ox.RdfFormat.TURTLE)
columns = zygote._columns(store, source)
for query in json.loads((folder / "queries.json").read_text()):
    ours, theirs = socket.socketpair()
    if os.fork() == 0:
        ours.close()
        work(theirs, store, source, columns)
        os._exit(0)
    theirs.close()
    frames.send(ours, frames.TASK, Task(query, "http://x/", False, "json").as_bytes())
    while (message := frames.receive(ours)) and message[0] != frames.END:
        pass
    print("died" if not message else "columns" if message[1].endswith(frames.FROM_COLUMNS) else "engine")
    ours.close()
"""


def test_a_dataset_that_is_named_is_no_business_of_the_columns(store: ox.Store, columns: Columns) -> None:
    content, end = _answers(store, columns, _task(FROM_COLUMNS[0], default_graphs=("http://x/none",)))
    assert json.loads(content)["results"]["bindings"] == []
    assert end[frames.USED.size :] == b""


def test_an_answer_from_columns_keeps_to_the_limit_of_its_length(store: ox.Store, columns: Columns) -> None:
    content, _, after, _ = _answers(store, columns, _task(FROM_COLUMNS[9], max_bytes=500), _task(FROM_COLUMNS[0]))
    assert b"query_max_answer_bytes" in content
    assert b"bindings" in after
