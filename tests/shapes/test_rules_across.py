"""Rules across things: run once over everything they give what a validator of SHACL-SPARQL gives node by node, and stay quick."""

from __future__ import annotations

import time
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import SH

from kg.namespaces import CANONICAL_BASE
from kg.pipeline.across import find_across, find_in, load_rules, run_rules
from kg.resources import shapes_root
from tests.shapes.reports import case_id, cases

RULES = load_rules(shapes_root(), CANONICAL_BASE)
CASES = [path for kind in ("valid", "invalid") for path in cases(kind) if path.parent.name in ("breakdown", "mapping")]
HAM = f"{CANONICAL_BASE}ontology/"


def test_every_rule_names_its_targets_and_speaks_both_languages() -> None:
    assert len(RULES) >= 4
    assert all(rule.message_id != rule.message_en and "$this a " in rule.query for rule in RULES)


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_rule_run_once_finds_what_a_validator_finds_node_by_node(case: Path) -> None:
    data = rdflib.Graph().parse(case)
    shapes = rdflib.Graph()
    for path in sorted((shapes_root() / "across").glob("*.ttl")):
        shapes.parse(path)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True, inference="none")
    assert isinstance(report, rdflib.Graph)
    by_node = {
        (str(report.value(result, SH.focusNode)), str(report.value(result, SH.sourceShape))) for result in report.objects(None, SH.result)
    }
    at_once = {(finding.focus, rule.shape) for rule in RULES for finding in find_in(data, [rule])}
    assert at_once == by_node


def test_parts_and_total_may_stand_in_different_graphs(tmp_path: Path) -> None:
    """The finding belongs to the graph that describes the breakdown."""
    value, name = "<http://purl.org/linked-data/sdmx/2009/measure#obsValue>", f"<{HAM}"
    part, total, whole = (f"<https://example.org/{key}>" for key in ("part", "total", "breakdown"))
    integer, boolean = (f"<http://www.w3.org/2001/XMLSchema#{kind}>" for kind in ("integer", "boolean"))
    graphs = {
        "a": f'{part} {value} "3"^^{integer} <urn:a> .\n',
        "b": f'{total} {value} "2"^^{integer} <urn:b> .\n',
        "c": f"{whole} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> {name}Breakdown> <urn:c> .\n"
        f'{whole} {name}exhaustive> "true"^^{boolean} <urn:c> .\n'
        f"{whole} {name}total> {total} <urn:c> .\n"
        f"{whole} <http://purl.org/linked-data/cube#observation> {part} <urn:c> .\n",
    }
    paths = {}
    for key, text in graphs.items():
        paths[key] = tmp_path / f"{key}.nq"
        paths[key].write_text(text, encoding="utf-8")
    by_rule = [found for found in find_across(paths, RULES) if found]
    assert [{key: [finding.severity for finding in findings] for key, findings in found.items()} for found in by_rule] == [
        {"c": ["violation"]}
    ]
    assert by_rule[0]["c"][0].message_id == "Bagian rincian lengkap berjumlah 3, bukan 2 seperti jumlah yang dirincinya."


def _breakdowns(number: int) -> ox.Store:
    store, ham = ox.Store(), ox.NamedNode
    value, part = ham("http://purl.org/linked-data/sdmx/2009/measure#obsValue"), ham("http://purl.org/linked-data/cube#observation")
    quads = []
    for index in range(number):
        whole, total = ham(f"urn:b{index}"), ham(f"urn:t{index}")
        quads += [
            ox.Quad(whole, ham("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ham(f"{HAM}Breakdown")),
            ox.Quad(whole, ham(f"{HAM}exhaustive"), ox.Literal(True)),
            ox.Quad(whole, ham(f"{HAM}multiResponse"), ox.Literal(False)),
            ox.Quad(whole, ham(f"{HAM}total"), total),
            ox.Quad(total, value, ox.Literal(3 if index else 4)),
        ]
        for order in (1, 2):
            quads += [ox.Quad(whole, part, ham(f"urn:p{index}-{order}")), ox.Quad(ham(f"urn:p{index}-{order}"), value, ox.Literal(order))]
    store.extend(quads)
    return store


def test_a_rule_over_many_breakdowns_is_not_quadratic() -> None:
    seconds = []
    for number in (2_000, 16_000):
        store = _breakdowns(number)
        begun = time.perf_counter()
        assert [finding.focus for finding in run_rules(store, RULES)] == ["urn:b0"]
        seconds.append(time.perf_counter() - begun)
    assert seconds[1] < 30 * seconds[0] + 0.5, seconds  # eight times the data; quadratic would be 64 times
