"""The W3C test suite of SHACL core: what the native engine is given in our gate, it does as the suite says."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from kg.shacl.reach import DESCRIPTION, OF_SHAPE_LISTS, OF_SHAPES, OF_VALUES, TARGETS
from kg.shacl.reference import graph_from_text
from kg.shacl.terms import literal_text, term_text

shacl = pytest.importorskip("shacl")
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = rdflib.Namespace("http://www.w3.org/ns/shacl-test#")
SUITE = Path(os.environ.get("HAM_SOURCES", "")).parent / "w3c" / "data-shapes-test-suite" / "tests" / "core"
TAKEN = {*OF_VALUES, *OF_SHAPES, *OF_SHAPE_LISTS, *TARGETS, *DESCRIPTION, SH["class"]}
PATHS = {SH.alternativePath, SH.inversePath, SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath}
REPORT = {
    SH.conforms,
    SH.result,
    SH.focusNode,
    SH.resultPath,
    SH.resultSeverity,
    SH.sourceConstraintComponent,
    SH.sourceShape,
    SH.value,
    SH.resultMessage,
}


def parsed(path: Path) -> rdflib.Graph:
    """A file with literals as they are written."""
    triples = ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=path.as_uri())
    return graph_from_text("".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in triples))


def cases() -> list[Path]:
    """Files that hold data, shapes and expected report, and use only what our gate gives to the native engine."""
    found = []
    for path in sorted(SUITE.glob("*/*.ttl")) if SUITE.is_dir() else []:
        graph = parsed(path)
        alone = list(graph.objects(None, SHT.dataGraph)) == list(graph.objects(None, SHT.shapesGraph)) == [rdflib.URIRef(path.as_uri())]
        used = {predicate for predicate in graph.predicates() if str(predicate).startswith(str(SH))}
        if alone and (graph.value(None, MF.result), RDF.type, SH.ValidationReport) in graph and used <= TAKEN | PATHS | REPORT:
            found.append(path)
    return found


def expected(graph: rdflib.Graph) -> Counter[tuple[str, str, str]]:
    report = graph.value(None, MF.result)
    return Counter(
        (
            _named(term_text(graph.value(result, SH.focusNode))),
            str(graph.value(result, SH.sourceConstraintComponent)),
            _value(graph, result),
        )
        for result in graph.objects(report, SH.result)
    )


def _value(graph: rdflib.Graph, result: rdflib.term.Node) -> str:
    value = graph.value(result, SH.value)
    return "" if value is None else _named(term_text(value))


def _named(term: str) -> str:
    """Blank nodes have other labels in every library."""
    return "_:" if term.startswith("_:") else term


@pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C suite is not there (HAM_SOURCES)")
def test_the_suite_has_enough_cases() -> None:
    assert len(cases()) > 50


@pytest.mark.parametrize("path", cases(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_native_engine_does_as_the_suite_says(path: Path) -> None:
    graph = parsed(path)
    found = Counter(
        (_named(result.focus_node), result.component_iri, _named(_canonical(result)))
        for result in shacl.validate(str(path), str(path)).results
    )
    assert found == expected(graph)


def _canonical(result: object) -> str:
    value: str = getattr(result, "value", None) or ""
    return literal_text(getattr(result, "value_plain", ""), value[value.rindex('"') + 1 :]) if value.startswith('"') else value
