"""The guard before the native parser: what it lets through, what it refuses, and that neither takes long."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import HamError
from kg.settings import Settings
from kg.sparql.guard import guard
from kg.sparql.quick_guard import quick_guard
from kg.sparql.tokens import resolve_escapes, tokens

SETTINGS = Settings()


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("prefix a: <http://x/> ask { ?s a:service ?o }", "ASK"),
        ("BASE <http://x/> CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("# SERVICE\nDESCRIBE <http://example.org/SERVICE>", "DESCRIBE"),
        ("SELECT ?service { ?service ?p 'SERVICE <http://x/> {}' }", "SELECT"),
        ('SELECT * { ?s ?p """a "quoted" \\""" SERVICE""" }', "SELECT"),
        ("SELECT * { ?s a:service\\#SERVICE ?o }", "SELECT"),
        ("SELECT * { ?s ?p ?o . FILTER(?o < 5 && ?o > 2) }", "SELECT"),
        ("SELECT * { ?s ?p 'x'@service }", "SELECT"),
    ],
)
def test_a_read_query_passes_with_its_form(query: str, form: str) -> None:
    assert guard(query, SETTINGS).form == form


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?o<1)SERVICE<http://127.0.0.1:9/>{} }",
        r"SELECT * { \u0053ERVICE <http://127.0.0.1:9/> {} }",
        r"SELECT * { \U00000053ERVICE <http://127.0.0.1:9/> {} }",
        "SELECT * { ?s ?p 'a''' SERVICE <http://127.0.0.1:9/> {} }" + "#'''",
        "ASK { ex:a\\' SERVICE <http://127.0.0.1:9/> {} # '\n}",
        "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:9/> {} } } }",
        "SELECT * { ?s ?p ?o . FILTER EXISTS { SERVICE <http://127.0.0.1:9/> {} } }",
    ],
)
def test_service_is_refused_whatever_hides_it(query: str) -> None:
    with pytest.raises(HamError, match=r"SERVICE|not closed"):
        guard(query, SETTINGS)


@pytest.mark.parametrize(
    "query", ["INSERT DATA { <a:a> <a:a> 1 }", "DELETE WHERE { ?s ?p ?o }", "PREFIX a: <b> LOAD <http://x/>", "DROP ALL", "CLEAR DEFAULT"]
)
def test_an_update_is_refused_as_one(query: str) -> None:
    with pytest.raises(HamError, match="read-only"):
        guard(query, SETTINGS)


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        ("ASK {" + "(" * 100 + "1" + ")" * 100 + "}", "query_max_depth"),
        ("ASK {" * 3 + "{" * 100, "query_max_depth"),
        ("ASK { FILTER(" + "||".join("1" * 1000) + ") }", "query_max_chain"),
        ("ASK { FILTER(" + "!" * 9000 + "true) }", "query_max_chain"),
        ("ASK {" + "{} UNION " * 1000 + "{} }", "query_max_chain"),
        ("ASK {" + " ".join(f"BIND(1 AS ?x{n})" for n in range(1000)) + "}", "query_max_chain"),
        ("ASK { ?s " + "/".join(["a"] * 1000) + " ?o }", "query_max_chain"),
        ("ASK { ?s ?p '" + "x" * 200_000 + "' }", "query_max_length"),
    ],
)
def test_what_would_kill_a_native_parser_is_refused_and_names_the_limit(query: str, limit: str) -> None:
    with pytest.raises(HamError, match=limit):
        guard(query, SETTINGS)


def test_the_refusal_gives_line_and_column() -> None:
    with pytest.raises(HamError) as refused:
        guard("SELECT *\n{ SERVICE <http://x/> {} }", SETTINGS)
    assert (refused.value.line, refused.value.column) == (2, 3)  # type: ignore[attr-defined]


@pytest.mark.parametrize("part", ['"\\', "a.", "'", '"', "<", "\\u", "?", ":", "@a-", "1.", "'''a", "\\u0041", "a-", "%", "<<"])
def test_no_text_keeps_the_guard_busy(part: str) -> None:
    text = part * (99_000 // len(part))
    started = time.process_time()
    with contextlib.suppress(HamError):
        guard(text, SETTINGS)
    assert time.process_time() - started < 2


@given(st.text(max_size=300))
def test_any_text_is_cut_into_tokens_or_refused(text: str) -> None:
    try:
        found = list(tokens(resolve_escapes(text)))
    except HamError:
        return
    assert all(token.text for token in found)


@pytest.mark.parametrize(
    "query",
    [
        # the engine compares, and a comment follows: the text that the guard sees would hide a keyword from it
        'SELECT * { ?x ?p ?o FILTER(?x<?a#>"""\n) SERVICE <http://evil.example/> { } #"""\n }',
        'SELECT (?x<?a#>"""\n AS ?b) { SERVICE <http://evil.example/> { } #"""\n }',
        'SELECT (1 AS ?z) (?x<p:a#>"""\n AS ?b) { SERVICE <http://evil.example/> { } #"""\n }',
        'SELECT ?x { ?x ?p ?o } ORDER BY ?x (?x<?a#>"""\n) #"""',
        'SELECT ?x { { SELECT ?x { } ORDER BY ?x <f>(?x<?a#>"""\n) } #"""\n }',
        'SELECT * { ?x ?p ?o FILTER(IF(true<\'#>"""\n\' , 1, 2)) #"""\n }',
        'SELECT * { ?x ?p ?o FILTER(?x<<(a#>!="""\n"""=1) SERVICE <http://evil.example/> { } #"""\n }',
        # and what is nested in it would not be counted
        "SELECT * { ?x ?p ?y FILTER(?x<" + "(" * 30_000 + "?a" + ")" * 30_000 + ">?y) }",
        "SELECT * { ?x ?p ?y FILTER(?x<" + "!" * 30_000 + "?a>?y) }",
        "SELECT * { ?x ?p ?y FILTER <f>(?x<" + "1+" * 300 + "?a>?y) }",
        "SELECT * { FILTER (?x<?a&&?b>?y) }",
    ],
)
def test_a_sign_that_may_begin_an_iri_or_compare_hides_nothing(query: str) -> None:
    with pytest.raises(HamError, match="longest token"):
        guard(query, SETTINGS)
    assert quick_guard(query, SETTINGS) is None


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { VALUES (?a ?b) { (<urn:x#1> <urn:x#2>) (1 <urn:x#3>) } }",
        "SELECT * { ?s a (?x <urn:x#2> <../y#z>) . (?a <#b>) ?p (?c <d/e-f>) }",
        "SELECT * { ?s (<urn:a#b>|^<#c>)/<d> ?o FILTER(?o = <urn:x#1> && ?s != <#y>) }",
        "SELECT * { ?s ?p ?o FILTER(?o IN (<urn:a#1>, <#b>)) BIND(<urn:f#g>(?o, <#c>) AS ?d) }",
        'SELECT (COUNT(DISTINCT <urn:x#1>) AS ?n) { ?s ?p ?o FILTER(?o < 5 && ?o > 2 || ?o = "1"^^<#int>) }',
        "SELECT * { ?s ?p ?o FILTER(?o<5) FILTER(?s< <http://x/#y>) FILTER(1<?o) }",
        "PREFIX x: <http://x/> SELECT * { ?s x:list (<http://x/#1> <http://x/#2>) FILTER(x:f(?s)) }",
        "SELECT * { << ?s ?p <#o> >> ?q ?z . <<?a <#b> ?c>> ?d <#e> }",
    ],
)
def test_iris_of_every_kind_pass_where_they_may_stand(query: str) -> None:
    assert guard(query, SETTINGS).form == "SELECT"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(COUNT(*)) AS ?n) {}",
        "SELECT (SUM(?a + (2 * min ( ?b ))) AS ?n) { ?a ?c ?b }",
        "SELECT (IF(SUM(IF(EXISTS { ?s ?p ?o }, AVG(?x), 1)) > 1, 1, 2) AS ?n) { ?x ?y ?z }",
    ],
)
def test_an_aggregate_within_another_is_refused(query: str) -> None:
    with pytest.raises(HamError, match="within another aggregate"):
        guard(query, SETTINGS)
    assert quick_guard(query, SETTINGS) is None


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (SUM(?a) + COUNT(?b) AS ?n) (MAX(?c) AS ?m) {}",
        "SELECT (SUM(IF(EXISTS { SELECT (COUNT(*) AS ?k) { ?s ?p ?o } }, 1, 2)) AS ?n) {}",
        "SELECT (SUM(?count) AS ?min) { ?count ?sum 'COUNT(COUNT(' }",
    ],
)
def test_aggregates_beside_each_other_pass(query: str) -> None:
    assert guard(query, SETTINGS).form == "SELECT"


@pytest.mark.parametrize(
    "query", ["SELECT (TRUE AS ?t) (?x = False AS ?f) { ?true ?TRUE <TRUE> . ?x a:TRUE 'TRUE'@TRUE }", "ASK { ?s ?p TRUE }"]
)
def test_booleans_have_no_case_and_other_words_keep_theirs(query: str) -> None:
    expected = query.replace("(TRUE", "(true").replace("False", "false").replace("?p TRUE", "?p true")
    assert guard(query, SETTINGS).text == expected
    assert quick_guard(query, SETTINGS) is None
    assert guard(expected, SETTINGS).text == expected
