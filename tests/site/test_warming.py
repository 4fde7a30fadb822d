"""Reading figures before anyone asks: what is remembered is what pages would read."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from pathlib import Path
from weakref import ref

import pyoxigraph as ox
import pytest

from kg.api.graph import ServedGraph
from kg.api.ontology_terms import ontology_of
from kg.site.figures import figures_of, has_figures, read_figure
from kg.site.lists import index_chart, indicators_list
from kg.site.reading import subjects
from kg.site.warming import warm
from kg.store.release import find_release


@pytest.fixture(scope="module")
def graph(release_folder: Path) -> Iterator[ServedGraph]:
    yield ServedGraph.of_release(find_release(release_folder))


def test_whether_there_are_figures_is_known_without_reading_them(graph: ServedGraph) -> None:
    states = subjects(graph, "rdf:type", graph.term("ham:StateOrArea").value)
    with_figures = {state for state in states if has_figures(graph, "sdmx-dimension:refArea", state)}
    assert with_figures == {state for state in states if figures_of(graph, "sdmx-dimension:refArea", state)}
    assert 5 < len(with_figures) < len(states)


def test_a_figure_is_one_record_whatever_question_it_answers(graph: ServedGraph) -> None:
    warm(graph)
    begun = time.perf_counter()
    assert len(indicators_list(graph, "id")) > 10
    assert time.perf_counter() - begun < 0.05  # remembered
    by_indicator = figures_of(graph, "ham:indicator", graph.ns.concept("indikator/gini"))
    by_cube = figures_of(graph, "qb:dataSet", by_indicator[0].cube)
    held = {figure.iri: figure for figure in by_cube}
    assert all(held.get(figure.iri, figure) is figure for figure in by_indicator)
    assert read_figure(graph, ox.NamedNode(by_indicator[0].iri)) == by_indicator[0]
    assert read_figure(graph, ox.NamedNode(by_indicator[0].cube)) is None


def test_what_is_remembered_does_not_keep_a_release_that_is_no_longer_served(release_folder: Path) -> None:
    graph = ServedGraph.of_release(find_release(release_folder))
    assert index_chart(graph, "id") is index_chart(graph, "id")
    assert ontology_of(graph, "id") is ontology_of(graph, "id")
    assert ontology_of(graph, "id").section_of
    held = ref(graph)
    del graph
    gc.collect()
    assert held() is None
