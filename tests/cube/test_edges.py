"""Edges of the engine's rules, one by one: arithmetic, errors within conditions, odd texts, what is unbound."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.cube.columns import Columns
from tests.cube.sides import columns_of, same

DATA = r"""@prefix : <http://x/> .
:a :in :whole ; :v 1, 2, 5 .            :b :in :whole ; :v 2, -9 .
:c :in :mixed ; :v 1, 1.0, 0.25 .       :d :in :mixed ; :v 7 .
:e :in :minus ; :v -1, -2, -2 .         :f :in :large ; :w 9007199254740993, 9007199254740992 .
:g :in :tiny ; :v 0.001, 0.002, 0.0015 . :h :in :equal ; :v 1, 3.0 .
:a :says "plain", "two\nlines", "tab\t", "quote \" and comma,", "back\\slash" ; :says "\u0001\u007F\u2028", "😀"@id, "\b\f\r" .
:b :says "satu"@id, "one"@en, "one"@en-GB ; :kind :x, "x", 1, 2.5, "x"@id .
:i :in :whole . :j :in :mixed .
:k :in :third ; :v 1, 4 . :l :in :third ; :v 0 . :m :in :below ; :v -1, -4 . :n :in :below ; :v 0 .
"""
HEAD = "PREFIX : <http://x/> "
ALL = "(SUM(?v) AS ?s) (AVG(?v) AS ?a) (MIN(?v) AS ?l) (MAX(?v) AS ?m) (COUNT(?v) AS ?c) (COUNT(DISTINCT ?v) AS ?d) (COUNT(*) AS ?r)"
CONDITIONS = (
    *(
        "?k > 2",
        "?k < 2",
        "!(?k > 2)",
        "?k != 1",
        "!(?k = :x)",
        "?k IN (1, :x)",
        "?k NOT IN (1, 'x')",
        '?k = "x"',
        '?k != "x"@id',
        "2 < ?k",
    ),
    *(
        "(?k > 2) || (?k = :x)",
        "!((?k > 2) && (?k = :x))",
        "!((?k = :x) && (?k > 2))",
        "!((?k > 2) || (?k != :x))",
        "(?k > 2) && (?k != :x)",
    ),
    *('LANG(?k) = "id"', 'LANG(?k) = ""', '!(LANG(?k) = "id")', 'langMatches(LANG(?k), "*")', "BOUND(?k)", "?k + 1 > 2", "!(?k + 1 > 2)"),
    *("(?k + 1 > 2) || isIRI(?k)", "?k = 2.50", "?k = 01", "?k != 2.5 && ?k != :x"),
)
QUERIES = [
    *(f"SELECT {ALL} {{ ?o :in :{name} ; :v ?v }}" for name in ("whole", "minus", "tiny", "third", "below", "none")),
    f"SELECT {ALL} {{ ?o :in :large ; :w ?v }}",
    "SELECT ?g (SUM(?v) AS ?s) (AVG(?v) AS ?a) (COUNT(?v) AS ?c) { ?o :in ?g ; :v ?v } GROUP BY ?g ORDER BY ?a",
    "SELECT (SUM(DISTINCT ?v) AS ?s) (AVG(DISTINCT ?v) AS ?a) { ?o :in :minus ; :v ?v }",
    "SELECT ?g (COUNT(?v) AS ?c) (COUNT(DISTINCT ?v) AS ?d) (COUNT(*) AS ?r) { ?o :in ?g OPTIONAL { ?o :v ?v } } GROUP BY ?g",
    "SELECT ?v (COUNT(*) AS ?r) { ?o :in ?g OPTIONAL { ?o :v ?v FILTER(?v > 1) } } GROUP BY ?v ORDER BY ?v",
    "SELECT ?o ?t { ?o :says ?t }",
    "SELECT ?t ?o { ?o :in ?g OPTIONAL { ?o :says ?t } }",
    *(f"SELECT ?k {{ ?o :kind ?k FILTER({condition}) }}" for condition in CONDITIONS),
    'SELECT ?t { ?o :says ?t FILTER(langMatches(lang(?t), "EN")) }',
    'SELECT ?t { ?o :says ?t FILTER(lang(?t) = "en") } ORDER BY ?t',
    "SELECT ?g (SUM(?v) AS ?s) { ?o :in ?g ; :v ?v } GROUP BY ?g HAVING (SUM(?v) > 0.0045 && COUNT(?v) != 2) ORDER BY DESC(?s)",
    "SELECT ?g (SUM(?v) AS ?s) { ?o :in ?g ; :v ?v } GROUP BY ?g ORDER BY DESC(?s) ?g",
    "SELECT ?o ?v { ?o :v ?v } ORDER BY DESC(?v) ?o",
]
LEFT_TO_THE_ENGINE = {
    "sums past 64 bits": "SELECT (SUM(?v) AS ?s) { ?o :big ?v }",
    "the least of two that are equal": "SELECT (MIN(?v) AS ?l) { ?o :in :mixed ; :v ?v }",
    "an aggregate of what is unbound": "SELECT ?g (SUM(?v) AS ?s) { ?o :in ?g OPTIONAL { ?o :v ?v } } GROUP BY ?g",
    "the most of what is unbound": "SELECT ?g (MAX(?v) AS ?s) { ?o :in ?g OPTIONAL { ?o :v ?v } } GROUP BY ?g",
    "sizes that no 62 bits hold": "SELECT (SUM(?v) AS ?s) { ?o :far ?v }",
    "an order of all kinds": "SELECT ?k { ?o :kind ?k } ORDER BY ?k",
    "a sum of all kinds": "SELECT (SUM(?k) AS ?s) { ?o :kind ?k }",
}


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    store.load((DATA + ":a :big 9223372036854775807 . :b :big 1 ; :far 9007199254740993, 0.0001 .").encode(), format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def columns(store: ox.Store) -> Columns:
    return columns_of(store)


@pytest.mark.parametrize("query", QUERIES)
def test_the_rules_are_the_engines(query: str, store: ox.Store, columns: Columns) -> None:
    order = query[query.index(" ORDER BY") :] if " ORDER BY" in query else ""
    keys = tuple(part.strip("DESC()?") for part in order.removeprefix(" ORDER BY").split())
    assert same(store, columns, HEAD + query.removesuffix(order), order=order, keys=keys)


@pytest.mark.parametrize("query", LEFT_TO_THE_ENGINE.values(), ids=LEFT_TO_THE_ENGINE)
def test_where_the_rules_are_not_copied_the_engine_answers(query: str, store: ox.Store, columns: Columns) -> None:
    assert not same(store, columns, HEAD + query)
