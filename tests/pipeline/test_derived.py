"""Derived graphs: made from the accepted ones alone, only when these changed, checked like others, and the same on every run."""

from __future__ import annotations

import pytest

from kg.pipeline.accept import LEFT_OUT
from kg.pipeline.manifest import Manifest, read_manifest
from tests.pipeline.conftest import SOURCE, World

NOTE = "/ontology/ConflictNote>"


def graph_of(world: World, name: str = "conflicts") -> str:
    return (world.data / "current" / "graphs" / f"{name}.nq").read_text(encoding="utf-8")


def manifest_of(world: World) -> Manifest:
    return read_manifest(world.folder.release(world.folder.current_id() or ""))


def test_figures_that_differ_between_sources_get_one_note(world: World) -> None:
    world.build()
    lines = graph_of(world).splitlines()
    assert sum(NOTE in line for line in lines) == 1
    assert any('/ontology/difference> "1"' in line for line in lines)
    assert {line.split()[2].rpartition("/id/pengamatan/")[2].split("/")[1] for line in lines if "/ontology/involves>" in line} == {
        "contoh",
        "lain",
    }


def test_figures_that_agree_get_no_note(world: World) -> None:
    world.write_source("agensi/lain", SOURCE)
    world.build()
    assert NOTE not in graph_of(world)


def test_a_derived_graph_stands_in_the_manifest_with_its_rules(world: World) -> None:
    world.build()
    entry = manifest_of(world).entry("conflicts")
    assert entry
    assert (entry.kind, entry.graph) == ("derived", "https://w3id.org/satudataham/graph/conflicts")
    assert len(entry.inputs["rules"]) == 64


def test_a_derived_graph_has_no_blank_node_and_says_who_made_it(world: World) -> None:
    world.build()
    lines = graph_of(world).splitlines()
    assert not [line for line in lines if "_:" in line]
    assert any("/id/penurunan/conflicts> " in line and "#used>" in line and "/graph/agensi/lain>" in line for line in lines)


def test_derived_graphs_are_not_made_again_when_nothing_changed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first = world.build()
    monkeypatch.setattr("kg.pipeline.derived.derive.World", None)  # making a graph would stop here
    assert world.build().release_id == first.release_id


def test_only_changed_graphs_are_read_again(world: World) -> None:
    world.build()
    before = {path: path.stat().st_mtime_ns for path in world.folder.quads.rglob("*.facts.json")}
    world.write_source("agensi/lain", SOURCE.replace("661", "700"))
    world.build()
    after = {path: path.stat().st_mtime_ns for path in world.folder.quads.rglob("*.facts.json")}
    assert {path: after[path] for path in before} == before
    assert {path.parent.name for path in set(after) - set(before)} == {"lain"}
    assert '/ontology/difference> "39"' in graph_of(world)


def test_a_derived_graph_is_the_same_bytes_wherever_it_is_made(world: World, copied) -> None:
    world.build()
    other = copied("other")
    process = other.script(jobs=2, PYTHONHASHSEED="7", TZ="Asia/Jayapura")
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert graph_of(other) == graph_of(world)


def test_a_derived_graph_that_names_an_unknown_thing_is_left_out_and_told(world: World) -> None:
    codes = world.ontology / "codelists" / "all.ttl"
    codes.write_text(codes.read_text().replace("aturan-turunan/beda-antarsumber", "aturan-turunan/lain"))
    result = world.build()
    assert result.outcomes["conflicts"] == LEFT_OUT
    assert "aturan-turunan/beda-antarsumber, which nothing in the release describes" in result.problems["conflicts"][0]
    assert not (world.data / "current" / "graphs" / "conflicts.nq").exists()


def test_a_derived_graph_that_violates_the_shapes_is_left_out_and_told(world: World) -> None:
    shape = """@prefix ham: <https://w3id.org/satudataham/ontology/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:shape:Note> a sh:NodeShape ; sh:targetClass ham:ConflictNote ;
  sh:property [ sh:path ham:difference ; sh:minInclusive 5 ; sh:message "Selisih terlalu kecil"@id, "The difference is too small"@en ] ."""
    (world.shapes / "note.ttl").write_text(shape)
    result = world.build()
    assert result.outcomes["conflicts"] == LEFT_OUT
    assert "The difference is too small" in result.problems["conflicts"][1]


def test_the_check_of_a_derived_graph_stands_among_the_reports(world: World) -> None:
    world.build()
    assert "/ontology/checkedGraph> <https://w3id.org/satudataham/graph/conflicts>" in graph_of(world, "reports")
