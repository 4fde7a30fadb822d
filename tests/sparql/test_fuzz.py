"""No query that the guard lets through may crash a worker: queries at the very limits, and random ones made of pieces of real ones.

The oracle is a process of its own: it may answer, refuse, or be stopped for its time, but not die of a broken stack or an abort.
"""

from __future__ import annotations

import multiprocessing
import random
import signal
import socket

import pyoxigraph as ox
import pytest

from kg.errors import HamError
from kg.settings import Settings
from kg.sparql import frames
from kg.sparql.guard import guard
from kg.sparql.task import StoreSource, Task
from kg.sparql.tokens import tokens
from kg.sparql.worker import work

DATA = "".join(f"<http://x/{n}> <http://x/p> <http://x/{n + 1}> . <http://x/{n}> <http://x/v> {n} .\n" for n in range(20))
DEPTH, CHAIN = Settings().query_max_depth, Settings().query_max_chain
_CRASHES = {signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGFPE}


def nested(before: str, inside: str, after: str, used: int = 2) -> str:
    return before * (DEPTH - used) + inside + after * (DEPTH - used)


AT_THE_LIMIT = {
    "braces": "SELECT * " + nested("{", " ?s ?p ?o ", "}", 0),
    "parentheses": f"SELECT ({nested('(', '1', ')')} AS ?x) {{}}",
    "functions": f"SELECT ({nested('STR(', '1', ')')} AS ?x) {{}}",
    "sub-selects": "SELECT * {" + nested("{ SELECT * {", " ?s ?p ?o ", "} }", DEPTH // 2 + 1) + "}",
    "EXISTS": "SELECT * { ?s ?p ?o " + nested("FILTER EXISTS { ?s ?p ?o ", "", "}") + "}",
    "OPTIONAL": "SELECT * { " + nested("OPTIONAL { ?s ?p ?o ", "", "}") + "}",
    "MINUS": "SELECT * { ?s ?p ?o " + nested("MINUS { ?s ?p ?o ", "", "}") + "}",
    "GRAPH": "SELECT * { " + nested("GRAPH ?g { ?s ?p ?o ", "", "}") + "}",
    "paths in paths": f"SELECT * {{ ?s {nested('(', '<http://x/p>', ')*')} ?o }}",
    "collections": f"SELECT * {{ ?s ?p {nested('(', '1', ')')} }}",
    "blank nodes": f"SELECT * {{ ?s ?p {nested('[ <http://x/p> ', '1', ' ]')} }}",
    "triple terms": f"SELECT * {{ ?s ?p {nested('<<( <http://x/a> <http://x/p> ', '1', ' )>>')} }}",
    "IF": f"SELECT ({nested('IF(true, ', '1', ', 2)')} AS ?x) {{}}",
    "aggregates of sums": f"SELECT (SUM({nested('(', '?v', ')', 3)}) AS ?x) {{ ?s <http://x/v> ?v }}",
    "a sum": f"SELECT ({'1+' * CHAIN}1 AS ?x) {{}}",
    "a difference": f"SELECT ({'1-' * CHAIN}1 AS ?x) {{}}",
    "or": f"SELECT * {{ ?s ?p ?o FILTER({'false||' * CHAIN}true) }}".replace("||", " || "),
    "and": f"SELECT * {{ ?s ?p ?o FILTER({'true && ' * CHAIN}true) }}",
    "not": f"SELECT * {{ ?s ?p ?o FILTER({'! ' * CHAIN}true) }}",
    "UNION": "SELECT * { { ?s ?p ?o }" + " UNION { ?s ?p ?o }" * (CHAIN // 2) + "}",
    "BIND": "SELECT * { " + " ".join(f"BIND({n} AS ?v{n})" for n in range(CHAIN)) + "}",
    "FILTER": "SELECT * { ?s ?p ?o " + "FILTER(?s != ?o) " * CHAIN + "}",
    "a path": f"SELECT * {{ ?s {'<http://x/p>/' * CHAIN}<http://x/p> ?o }}",
    "a path of alternatives": f"SELECT * {{ ?s {'<http://x/p>|' * CHAIN}<http://x/p> ?o }}",
    "inverse paths": f"SELECT * {{ ?s {'^' * 200}<http://x/p> ?o }}",
    "IN": f"SELECT * {{ ?s <http://x/v> ?v FILTER(?v IN ({','.join(map(str, range(2000)))})) }}",
    "VALUES": f"SELECT * {{ VALUES ?v {{ {' '.join(map(str, range(5000)))} }} }}",
    "many triples": "SELECT * { " + " ".join(f"?s{n} <http://x/p> ?s{n + 1} ." for n in range(300)) + "}",
    "a star": "SELECT * { ?s <http://x/p> " + ", ".join(f"?o{n}" for n in range(60)) + "}",
    "orders": "SELECT * { ?s ?p ?o } ORDER BY " + " ".join("?s DESC(?o)" for _ in range(300)),
    "a long text": f"SELECT (STRLEN('{'a' * 90_000}') AS ?n) {{}}",
    "a long name": f"SELECT * {{ ?{'v' * 90_000} ?p ?o }}",
}
PIECES = [
    "SELECT * { ?s ?p ?o } LIMIT 5",
    "SELECT ?s (COUNT(DISTINCT ?o) AS ?n) { ?s <http://x/p>+ ?o OPTIONAL { ?o <http://x/v> ?v FILTER(?v > 3 && ?v < 9) } } "
    "GROUP BY ?s HAVING(?n > 1)",
    "CONSTRUCT { ?s <http://x/q> [ <http://x/r> ?o ] } { ?s (<http://x/p>|^<http://x/p>)/<http://x/v>? ?o MINUS { ?s <http://x/v> 3 } }",
    "ASK { VALUES (?a ?b) { (1 UNDEF) (2 'x'@id) } FILTER(?a IN (1, 2, 1+1)) BIND(IF(BOUND(?b), STRLEN(STR(?b)), COALESCE(?c, 0)) AS ?d) }",
    "DESCRIBE <http://x/1> FROM <http://x/g>",
    "SELECT (GROUP_CONCAT(?v; SEPARATOR=',') AS ?x) { { SELECT ?v { ?s <http://x/v> ?v } ORDER BY DESC(?v) LIMIT 3 } "
    "UNION { GRAPH ?g { ?s ?p ?v } } }",
]


def _child(theirs: socket.socket, ours: socket.socket) -> None:
    ours.close()
    store = ox.Store()
    store.load(DATA, format=ox.RdfFormat.TURTLE)
    work(theirs, store, StoreSource(memory_bytes=2**29))


def outcome(query: str) -> int | None:
    """Exit code of the process that was given the query; None: it was stopped because it took long."""
    ours, theirs = socket.socketpair()
    process = multiprocessing.get_context("fork").Process(target=_child, args=(theirs, ours))
    process.start()
    theirs.close()
    ours.settimeout(3)
    guarded = guard(query, Settings())
    try:
        form = "nt" if guarded.form in ("CONSTRUCT", "DESCRIBE") else "json"
        task = Task(guarded.text, "http://x/", guarded.names_dataset, form, seconds=2)
        frames.send(ours, frames.TASK, task.as_bytes())
        while (message := frames.receive(ours)) and message[0] != frames.END:
            pass
    except TimeoutError:
        process.kill()
        process.join()
        return None
    finally:
        ours.close()
    process.join(10)
    return process.exitcode


@pytest.mark.parametrize("kind", AT_THE_LIMIT)
def test_a_query_at_the_limit_crashes_no_worker(kind: str) -> None:
    code = outcome(AT_THE_LIMIT[kind])
    assert code is None or -code not in _CRASHES, f"the worker died of signal {-code}"


@pytest.mark.parametrize("seed", range(10))
def test_random_queries_crash_no_worker(seed: int) -> None:
    source = random.Random(seed)
    tried = 0
    while tried < 12:
        first, second = ([token.text for token in tokens(source.choice(PIECES))] for _ in range(2))
        mixed = first[: source.randrange(1, len(first))] + second[source.randrange(len(second)) :]
        for _ in range(source.randrange(4)):
            at = source.randrange(len(mixed))
            mixed[at : at + source.randrange(3)] = [source.choice(first + second)] * source.choice([1, 1, 2, 30])
        query = " ".join(mixed)
        try:
            guard(query, Settings())
        except HamError:
            continue
        tried += 1
        code = outcome(query)
        assert code is None or -code not in _CRASHES, query
