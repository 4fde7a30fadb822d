"""Columns over the release of this checkout: the example questions and charts' queries are answered as the engine answers them."""

from __future__ import annotations

import csv
import io
import socket
import time
import urllib.parse
import urllib.request
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.api.examples import load_examples
from kg.api.graph import ServedGraph
from kg.cube.build import build_columns
from kg.cube.columns import Columns
from kg.pipeline.questions import Question
from kg.settings import Settings
from kg.site.charts_as_files import query_behind
from kg.site.spec import ChartSpec
from kg.sparql.guard import guard
from kg.store.release import find_release
from tests.cube.sides import columns_json, engine_json, rows
from tests.end_to_end.conftest import Start

# questions that the columns answer: one that they no longer do is named by a failure, so that its speed is not lost without notice
FROM_COLUMNS = {
    "cq09_sources_that_disagree",
    "cq15_indicators_of_a_right",
    "cq33_occupancy_by_office",
    "cq33_prison_occupancy",
    "cq41_layoffs",
    "cq43_poverty_in_papua",
    "cq46_recommendations_by_theme",
    "cq46_upr_by_cycle_and_position",
    "cq47_recommendations_by_body_and_group",
    "cq51_national_action_plan",
    "cq55_rights_without_data",
}
FIGURES = """PREFIX qb: <http://purl.org/linked-data/cube#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sdmx-dimension: <http://purl.org/linked-data/sdmx/2009/dimension#> PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
SELECT ?name (COUNT(?v) AS ?figures) (COUNT(DISTINCT ?period) AS ?periods) WHERE {
  ?o a qb:Observation ; sdmx-dimension:refArea ?area ; sdmx-dimension:refPeriod ?period ; sdmx-measure:obsValue ?v .
  ?area skos:prefLabel ?name FILTER(LANG(?name) = "id") } GROUP BY ?name ORDER BY DESC(?figures) ?name"""


@pytest.fixture(scope="module")
def store(release_folder: Path) -> ox.Store:
    return find_release(release_folder).store


@pytest.fixture(scope="module")
def columns(store: ox.Store) -> Columns:
    columns = build_columns(store, Settings().columns_bytes)
    assert columns is not None
    return columns


def _same(query: str, columns: Columns, store: ox.Store) -> bool:
    """Whether the columns answered; asserts that they said what the engine says."""
    found = columns_json(columns, query)
    if found is None:
        return False
    wanted = engine_json(store, query)
    assert found["head"] == wanted["head"]
    assert Counter(rows(found)) == Counter(rows(wanted))
    return True


@pytest.mark.parametrize("example", load_examples(), ids=lambda example: example.name)
def test_columns_answer_the_example_questions_as_the_engine_does(example: Question, columns: Columns, store: ox.Store) -> None:
    answered = _same(guard(example.query, Settings()).text, columns, store)
    assert answered or example.name not in FROM_COLUMNS


@pytest.mark.parametrize(
    "spec",
    [
        ChartSpec("pengaduan", "garis"),
        ChartSpec("pengaduan", "kisi", dimensions=("respondent",)),
        ChartSpec("pengaduan-kpai", "garis", role="tempat-kejadian"),
        ChartSpec("tpt-agustus", "batang", places=("wilayah/kemendagri/31", "wilayah/kemendagri/91"), period="2023-08"),
    ],
    ids=lambda spec: f"{spec.indicator}-{spec.kind}",
)
def test_columns_answer_the_queries_behind_charts_as_the_engine_does(
    spec: ChartSpec, columns: Columns, store: ox.Store, release_folder: Path
) -> None:
    assert _same(query_behind(ServedGraph.of_release(find_release(release_folder)), spec), columns, store)


def test_the_service_answers_from_columns_once_the_data_are_in_memory(
    release_folder: Path, start: Start, store: ox.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        private = free.getsockname()[1]
    monkeypatch.setenv("HAM_METRICS_PORT", str(private))
    for limit in ("HAM_RESULT_CACHE_BYTES", "HAM_DOCUMENT_CACHE_BYTES", "HAM_CLIENT_QUERY_SECONDS"):
        monkeypatch.setenv(limit, "0")
    address = start("--data-dir", str(release_folder))
    wanted = store.query(FIGURES).serialize(format=ox.QueryResultsFormat.CSV)  # type: ignore[union-attr,arg-type]
    assert wanted
    until = time.monotonic() + 240
    while _figure(private) == 0:
        assert time.monotonic() < until, "no query was answered from columns"
        assert _csv(address) == list(csv.reader(io.StringIO(wanted.decode())))
        time.sleep(2)  # until then the engine is asked, on the store on disk


def _csv(address: str) -> list[list[str]]:
    request = urllib.request.Request(f"{address}/sparql?{urllib.parse.urlencode({'query': FIGURES})}", headers={"Accept": "text/csv"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return list(csv.reader(io.StringIO(answer.read().decode())))


def _figure(port: int) -> float:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as answer:
        lines = answer.read().decode().splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("ham_queries_from_columns "))
