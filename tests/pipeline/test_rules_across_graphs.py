"""Rules across graphs decide with the release: what breaks one stays out, what stands before it is kept, and reports say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.mapping.dataset import file_sha256
from kg.namespaces import CANONICAL_BASE
from kg.pipeline import crossed
from kg.pipeline.accept import KEPT, LEFT_OUT, NEW, UNCHANGED
from kg.pipeline.digests import kept_digests
from kg.store.release import find_release
from tests.pipeline.conftest import SOURCE, World

_RULE = '''@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<urn:prefixes> sh:declare [ sh:prefix "qb" ; sh:namespace "http://purl.org/linked-data/cube#"^^xsd:anyURI ],
    [ sh:prefix "m" ; sh:namespace "http://purl.org/linked-data/sdmx/2009/measure#"^^xsd:anyURI ] .

<urn:rule> a sh:NodeShape ; sh:targetClass qb:Observation ; sh:severity sh:SEVERITY ;
    sh:sparql [ sh:prefixes <urn:prefixes> ;
        sh:message "Angka {?value} ada di dua himpunan data"@id, "The figure {?value} is in two datasets"@en ;
        sh:select """SELECT DISTINCT $this ?value { $this a qb:Observation ; m:obsValue ?value ; qb:dataSet ?a .
            ?other m:obsValue ?value ; qb:dataSet ?b FILTER(STR(?a) < STR(?b) && ?value > 4000) }""" ] .
'''


@pytest.fixture
def ruled(world: World) -> World:
    path: Path = world.shapes / "across" / "figures.ttl"
    path.parent.mkdir()
    path.write_text(_RULE.replace("SEVERITY", "Violation"), encoding="utf-8")
    return world


def test_a_graph_that_breaks_a_rule_across_graphs_is_left_out_and_said_so(ruled: World) -> None:
    for dataset in ("agensi/contoh", "agensi/lain"):
        ruled.write_source(dataset, SOURCE.replace("661", "4.661"))
    result = ruled.build()
    assert result.outcomes["agensi/contoh"] == LEFT_OUT
    assert result.outcomes["agensi/lain"] == NEW
    assert "The figure 4661 is in two datasets" in result.problems["agensi/contoh"][0]


def test_the_last_good_graph_is_kept_when_a_new_one_breaks_a_rule_across_graphs(ruled: World) -> None:
    ruled.build()
    for dataset in ("agensi/contoh", "agensi/lain"):
        ruled.write_source(dataset, SOURCE.replace("661", "4.661"))
    assert ruled.build().outcomes["agensi/contoh"] == KEPT


def test_a_last_good_graph_that_breaks_the_rule_too_is_not_kept(ruled: World) -> None:
    ruled.write_source("agensi/contoh", SOURCE.replace("661", "4.661"))
    ruled.build()
    for dataset, figures in (("agensi/contoh", "4.661,https://example.org/a\n2024,Polri,4.662"), ("agensi/lain", "4.661")):
        ruled.write_source(dataset, SOURCE.replace("661", figures))
    result = ruled.build()
    assert result.outcomes["agensi/contoh"] == LEFT_OUT


def test_a_warning_across_graphs_stands_in_the_reports(world: World) -> None:
    (world.shapes / "across").mkdir()
    (world.shapes / "across" / "figures.ttl").write_text(_RULE.replace("SEVERITY", "Warning"), encoding="utf-8")
    for dataset in ("agensi/contoh", "agensi/lain"):
        world.write_source(dataset, SOURCE.replace("661", "4.661"))
    assert not world.build().problems
    rows = find_release(world.data).store.query("""PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX ham: <https://w3id.org/satudataham/ontology/>
        SELECT ?message (COUNT(DISTINCT ?graph) AS ?graphs) { ?report sh:result ?r ; ham:checkedGraph ?graph .
          ?r sh:resultMessage ?message ; sh:resultSeverity sh:Warning FILTER(LANG(?message) = "id") } GROUP BY ?message""")
    assert [(row["message"].value, int(row["graphs"].value)) for row in rows] == [("Angka 4661 ada di dua himpunan data", 5)]


def test_a_last_good_graph_that_refers_to_what_is_gone_is_not_kept_either(world: World) -> None:
    world.build()
    codelists = world.ontology / "codelists" / "all.ttl"
    lines = codelists.read_text(encoding="utf-8").splitlines()
    codelists.write_text("\n".join(line for line in lines if "pihak-teradu/tni" not in line), encoding="utf-8")
    outcomes = world.build().outcomes
    assert (outcomes["agensi/contoh"], outcomes["agensi/lain"], outcomes["instansi/organisasi"]) == (LEFT_OUT, LEFT_OUT, UNCHANGED)


def test_a_rule_is_run_again_only_when_what_it_looks_at_changed(ruled: World, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    real = crossed.find_across
    monkeypatch.setattr(crossed, "find_across", lambda graphs, rules: runs.append(len(rules)) or real(graphs, rules))

    def check(value: str, label: str) -> crossed.Crossed:
        path = ruled.data / f"{value}{label}.nq"
        measure, dataset = "<http://purl.org/linked-data/sdmx/2009/measure#obsValue>", "<http://purl.org/linked-data/cube#dataSet>"
        kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://purl.org/linked-data/cube#Observation>"
        things = [(f"<urn:{key}>", f'"{value}"^^<http://www.w3.org/2001/XMLSchema#integer>') for key in ("a", "b")]
        lines = [
            f"{thing} {measure} {term} <urn:g> .\n{thing} {dataset} {thing} <urn:g> .\n{thing} {kind} <urn:g> .\n" for thing, term in things
        ]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join([*lines, f'<urn:a> <urn:label> "{label}" <urn:g> .\n']), encoding="utf-8")
        sha256 = file_sha256(path)
        graphs = crossed.CrossedGraphs({"g": path}, {"g": sha256}, {"g": kept_digests(path, sha256, ruled.data)})
        return crossed.check_across(graphs, ruled.folder, ruled.shapes, CANONICAL_BASE)

    first, second = check("4661", "one"), check("4661", "two")
    assert (first.sha256 != second.sha256, first.violations == second.violations, runs) == (True, True, [1])
    assert first.violations
    assert check("3999", "two").violations == {}
    assert runs == [1, 1]
