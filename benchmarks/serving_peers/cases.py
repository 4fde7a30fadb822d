"""What is asked of each engine: many different addresses in the order of a Zipf distribution, and queries that differ from each other."""

from __future__ import annotations

import bisect
import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass

from serving_peers.data import NS, REGIONS, SIDES, YEARS, observation, region, table, tables, term
from serving_peers.engines import Engine

JSON, CSV, TURTLE = "application/sparql-results+json", "text/csv", "text/turtle"


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of request: its paths for an engine, what it accepts, how many at once, and who takes part."""

    name: str
    paths: Callable[[Engine, int], list[str]]
    accept: str
    connections: int
    cached: bool
    target: float  # least ratio to oxigraph
    unchanged: bool = False
    peers: tuple[str, ...] = ("oxigraph", "virtuoso", "rdflib-endpoint")
    target_of_best: float | None = None


def zipf(count: int, length: int, seed: int = 7) -> list[int]:
    """Numbers below `count`, the n-th with a weight of 1/n, shuffled over the range."""
    source = random.Random(seed)
    weights = list(itertools.accumulate(1 / (n + 1) for n in range(count)))
    order = list(range(count))
    source.shuffle(order)
    return [order[bisect.bisect(weights, source.random() * weights[-1])] for _ in range(length)]


def _things(quads: int, count: int) -> list[str]:
    source = random.Random(3)
    found = [region(n) for n in range(REGIONS)]
    while len(found) < count:
        found.append(
            observation(source.randrange(tables(quads)), source.randrange(REGIONS), source.randrange(YEARS), source.randrange(SIDES))
        )
    return found


def documents(engine: Engine, quads: int) -> list[str]:
    things = _things(quads, 5000)
    return [engine.document(things[n]) for n in zipf(len(things), 20_000)]


def points(engine: Engine, quads: int) -> list[str]:
    things = _things(quads, 5000)
    return [engine.query(f"SELECT ?p ?o WHERE {{ <{things[n]}> ?p ?o }}") for n in zipf(len(things), 20_000)]


def joins(engine: Engine, quads: int) -> list[str]:
    """Twenty rows: the figures of a region in one year with the names of what they are about."""
    source = random.Random(5)
    return [engine.query(_join(source.randrange(REGIONS), source.randrange(YEARS))) for _ in range(5000)]


def _join(r: int, y: int) -> str:
    return f"""SELECT ?o ?v ?pihak ?provinsi WHERE {{
  ?o <{term("sdmx-dimension:refArea")}> <{region(r)}> ; <{term("sdmx-dimension:refPeriod")}> ?periode ;
     <{term("ham:respondent")}> ?p ; <{term("sdmx-measure:obsValue")}> ?v .
  ?p <{term("skos:prefLabel")}> ?pihak . <{region(r)}> <{term("skos:broader")}> ?atas . ?atas <{term("skos:prefLabel")}> ?provinsi .
  FILTER(?periode != <{NS.base}id/periode/{2015 + y}>) }} LIMIT 20"""


def _aggregation(t: int, least: int) -> str:
    return f"""SELECT ?periode ?p (SUM(?v) AS ?n) (COUNT(*) AS ?k) WHERE {{
  ?o <{term("qb:dataSet")}> <{table(t)}> ; <{term("sdmx-dimension:refPeriod")}> ?periode ; <{term("ham:respondent")}> ?p ;
     <{term("sdmx-measure:obsValue")}> ?v . FILTER(?v >= {least}) }} GROUP BY ?periode ?p ORDER BY ?periode ?p"""


def aggregations(engine: Engine, quads: int) -> list[str]:
    return [engine.query(_aggregation(n % tables(quads), n % 97)) for n in range(2000)]


def _of_a_table(t: int) -> str:
    return f"""?o <{term("qb:dataSet")}> <{table(t)}> ; <{term("sdmx-dimension:refArea")}> ?area ; <{term("sdmx-measure:obsValue")}> ?v ."""


def by_name(engine: Engine, quads: int) -> list[str]:
    """The places with the largest sums in one table, with their names."""
    return [engine.query(_by_name(n % tables(quads), 10 + n // tables(quads))) for n in range(1000)]


def _by_name(t: int, rows: int) -> str:
    return f"""SELECT ?name (SUM(?v) AS ?n) (MAX(?v) AS ?most) WHERE {{ {_of_a_table(t)} ?area <{term("skos:prefLabel")}> ?name .
  FILTER(LANG(?name) = "id") }} GROUP BY ?name ORDER BY DESC(?n) ?name LIMIT {rows}"""


def by_province(engine: Engine, quads: int) -> list[str]:
    """Means of the provinces over all tables, without a few periods."""
    return [engine.query(_by_province(n % YEARS, n)) for n in range(1000)]


def _by_province(y: int, most: int) -> str:
    return f"""SELECT ?province (AVG(?v) AS ?mean) (COUNT(DISTINCT ?area) AS ?places) WHERE {{
  ?o <{term("sdmx-dimension:refArea")}> ?area ; <{term("sdmx-dimension:refPeriod")}> ?period ; <{term("sdmx-measure:obsValue")}> ?v .
  ?area <{term("skos:broader")}> ?province . FILTER(?v <= {9000 + most})
  FILTER(?period NOT IN (<{NS.base}id/periode/{2015 + y}>, <{NS.base}id/periode/2019>)) }} GROUP BY ?province ORDER BY ?province"""


def repeated(engine: Engine, quads: int) -> list[str]:
    return [engine.query(_aggregation(n % 3, 0)) for n in range(9)]


CASES = (
    Case("document, sent before", documents, TURTLE, 8, True, 1.8),
    Case("document, unchanged (304)", documents, TURTLE, 8, True, 2.5, unchanged=True),
    Case("document, made anew", documents, TURTLE, 8, False, 0.9),
    Case("point query", points, JSON, 8, False, 0.4),
    Case("join, 20 rows", joins, JSON, 2, False, 2.0),
    Case("aggregation of 10 k", aggregations, JSON, 2, False, 6.0),
    Case("aggregation, names joined", by_name, JSON, 2, False, 6.0),
    Case("aggregation of all, by province", by_province, JSON, 2, False, 6.0),
    Case("aggregation, asked again", repeated, JSON, 2, True, 20.0, target_of_best=5.0),
)
EXPORT = f"SELECT ?o ?v WHERE {{ ?o <{term('sdmx-measure:obsValue')}> ?v }} LIMIT 100000"
EXPORT_OF_FOUR = f"""SELECT ?o ?area ?period ?v WHERE {{ ?o <{term("sdmx-dimension:refArea")}> ?area ;
  <{term("sdmx-dimension:refPeriod")}> ?period ; <{term("sdmx-measure:obsValue")}> ?v }} LIMIT 100000"""
EXPORT_TARGET, FIRST_BYTE_TARGET, START_TARGET = 3.0, 0.05, 10.0
