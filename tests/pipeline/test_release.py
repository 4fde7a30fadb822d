"""Releases: reproducible, verifiable, published by one step, and never harmed by what fails."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import BuildLocked, InputError, ReleaseError
from kg.pipeline.accept import KEPT, LEFT_OUT, NEW, UNCHANGED
from kg.pipeline.lock import build_lock
from kg.pipeline.release import verify
from kg.store.release import find_release
from tests.pipeline.conftest import SOURCE, World


def test_a_build_publishes_a_release_that_verifies_and_answers(world: World) -> None:
    result = world.build()
    assert result.is_new
    assert not result.problems
    assert set(result.outcomes.values()) == {NEW}
    release = find_release(world.data)
    assert release.id == result.release_id
    answer = release.store.query(
        "PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#> "
        "SELECT (COUNT(*) AS ?n) WHERE { ?o sdmx-measure:obsValue ?v }"
    )
    assert [row["n"].value for row in answer] == ["4"]


def test_the_default_graph_is_the_union_each_triple_once(world: World) -> None:
    world.build()
    store = find_release(world.data).store
    named = {(q.subject, q.predicate, q.object) for q in store if q.graph_name != ox.DefaultGraph()}
    default = [(q.subject, q.predicate, q.object) for q in store.quads_for_pattern(None, None, None, ox.DefaultGraph())]
    assert len(default) == len(set(default))
    assert set(default) == named


def test_building_again_changes_nothing(world: World) -> None:
    first = world.build()
    second = world.build()
    assert second.release_id == first.release_id
    assert not second.is_new
    assert set(second.outcomes.values()) == {UNCHANGED}


@pytest.mark.parametrize(
    ("name", "environment", "jobs"),
    [
        ("hash", {"PYTHONHASHSEED": "1"}, 1),
        ("zone", {"TZ": "Asia/Jayapura", "PYTHONHASHSEED": "4242"}, 2),
        ("locale", {"LC_ALL": "C", "LANG": "C"}, 3),
    ],
)
def test_the_same_inputs_give_the_same_release_anywhere(world: World, copied, name: str, environment: dict[str, str], jobs: int) -> None:
    expected = world.build().release_id
    other = copied(name)
    process = other.script(jobs=jobs, **environment)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert out.strip() == expected


def test_a_changed_figure_gives_another_release_and_only_that_dataset_is_new(world: World) -> None:
    first = world.build()
    world.write_source("agensi/contoh", SOURCE.replace("661", "662"))
    second = world.build()
    assert second.release_id != first.release_id
    assert second.outcomes == {"agensi/contoh": NEW, "agensi/lain": UNCHANGED, "instansi/organisasi": UNCHANGED}


def test_a_dataset_that_cannot_be_mapped_keeps_its_last_good_graph(world: World) -> None:
    first = world.build()
    world.write_source("agensi/contoh", SOURCE.replace("TNI", "Satpol"))
    second = world.build()
    assert second.outcomes["agensi/contoh"] == KEPT
    assert "value 'Satpol'" in second.problems["agensi/contoh"][0]
    assert second.release_id == first.release_id


def test_a_dataset_that_fails_the_gate_keeps_its_last_good_graph_and_others_go_on(world: World) -> None:
    world.build()
    world.write_source("agensi/contoh", SOURCE.replace("661", "99.999"))
    world.write_source("agensi/lain", SOURCE.replace("661", "700"))
    result = world.build()
    assert result.outcomes["agensi/contoh"] == KEPT
    assert result.outcomes["agensi/lain"] == NEW
    assert "The value is too large" in result.problems["agensi/contoh"][1]
    graphs = find_release(world.data).folder / "graphs" / "agensi"
    assert '"661"' in (graphs / "contoh.nq").read_text()
    assert '"700"' in (graphs / "lain.nq").read_text()


def test_a_dataset_without_a_last_good_graph_is_left_out_and_said_so(world: World) -> None:
    world.write_source("agensi/contoh", SOURCE.replace("661", "99.999"))
    result = world.build()
    assert result.outcomes["agensi/contoh"] == LEFT_OUT
    assert not (find_release(world.data).folder / "graphs" / "agensi" / "contoh.nq").exists()


def test_a_reference_to_something_that_nobody_describes_fails_the_dataset(world: World) -> None:
    (world.mappings / "agensi/contoh/codes.csv").write_text("kolom,sel,notasi\nteradu,Polri,polri\nteradu,TNI,tentara\n")
    result = world.build()
    assert result.outcomes["agensi/contoh"] == LEFT_OUT
    assert "pihak-teradu/tentara, which nothing in the release describes" in result.problems["agensi/contoh"][0]


def test_a_mistake_in_a_mapping_script_stops_that_dataset_alone(world: World) -> None:
    (world.mappings / "agensi/contoh/mapping.py").write_text("import nowhere\n")
    result = world.build()
    assert "agensi/contoh/mapping.py: cannot be loaded: ModuleNotFoundError" in result.problems["agensi/contoh"][0]
    assert result.outcomes["agensi/lain"] == NEW


def test_naming_a_dataset_builds_it_and_keeps_the_others(world: World) -> None:
    world.build()
    world.write_source("agensi/lain", SOURCE.replace("661", "700"))
    world.write_source("agensi/contoh", SOURCE.replace("661", "701"))
    result = world.build(names=("agensi/lain",))
    assert result.outcomes == {"agensi/lain": NEW}
    graphs = find_release(world.data).folder / "graphs" / "agensi"
    assert '"700"' in (graphs / "lain.nq").read_text()
    assert '"661"' in (graphs / "contoh.nq").read_text()


def test_a_dataset_whose_folder_is_gone_leaves_the_release(world: World) -> None:
    world.build()
    (world.mappings / "agensi/lain/dataset.yml").unlink()
    world.build()
    assert not (find_release(world.data).folder / "graphs" / "agensi" / "lain.nq").exists()


def test_handed_in_sources_replace_our_own(world: World, tmp_path) -> None:
    handed_in = tmp_path / "handed_in" / "agensi" / "contoh"
    handed_in.mkdir(parents=True)
    (handed_in / "source.csv").write_text(SOURCE.replace("661", "999") + "2020,Polri,758,https://example.org/a\n")
    result = world.build(sources=tmp_path / "handed_in")
    assert not result.problems
    release = find_release(world.data).folder
    assert '"758"' in (release / "graphs/agensi/contoh.nq").read_text()
    assert "999" in (release / "sources/agensi/contoh/source.csv").read_text()


def test_a_broken_vocabulary_stops_the_build_and_the_release_stays(world: World) -> None:
    first = world.build()
    (world.ontology / "ham.ttl").write_text("this is no Turtle")
    with pytest.raises(InputError, match=r"ontology/ham\.ttl.*not well-formed Turtle"):
        world.build()
    assert find_release(world.data).id == first.release_id


def test_two_builds_at_once_are_refused(world: World) -> None:
    with build_lock(world.folder), pytest.raises(BuildLocked, match="Another build is running"):
        world.build()


def test_a_lock_dies_with_its_holder(world: World) -> None:
    process = world.script("import os, signal\nfrom kg.pipeline import lock\nimport kg.pipeline.run as r\n"
                           "r.build_vocabulary = lambda *a: os.kill(os.getpid(), signal.SIGKILL)")  # fmt: skip
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert world.build().is_new


KILL_POINTS = [
    *(f"kg.pipeline.release.{name}" for name in ("verify", "_sync_tree", "publish")),
    *(f"kg.pipeline.store_building.{name}" for name in ("similar_release", "load_graph", "finish_store")),
    *(f"kg.pipeline.run.{name}" for name in ("prune", "accept", "check_all")),
]


@pytest.mark.parametrize("point", KILL_POINTS)
def test_a_killed_build_leaves_the_last_good_release(world: World, point: str) -> None:
    first = world.build().release_id
    world.write_source("agensi/contoh", SOURCE.replace("661", "662"))
    module, name = point.rsplit(".", 1)
    process = world.script(
        f"import os, signal, importlib\nimportlib.import_module('{module}').{name} = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)"
    )
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    served = find_release(world.data)
    verify(served.folder)
    assert served.id == first or point.endswith(("prune",))
    assert not world.build().problems
    assert find_release(world.data).id != first
    assert not list(world.folder.releases.glob(".building-*")), "what a killed build left must be cleared"


@pytest.mark.parametrize("delay", [0.3, 0.6, 0.9, 1.2, 1.5, 1.8])
def test_kill_at_any_moment_leaves_the_last_good_release(world: World, delay: float) -> None:
    first = world.build().release_id
    world.write_source("agensi/contoh", SOURCE.replace("661", "662"))
    process = world.script()
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    served = find_release(world.data)
    assert len(served.store) > 0
    assert world.build().release_id != first


def test_a_full_disk_is_told_in_a_sentence_and_nothing_is_lost(world: World) -> None:
    first = world.build().release_id
    world.write_source("agensi/contoh", SOURCE.replace("661", "662"))
    process = world.script(
        "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))"
    )
    _, err = process.communicate(timeout=60)
    assert process.returncode == 6, err
    assert "What was published before is untouched" in err
    assert find_release(world.data).id == first
    assert not list(world.folder.releases.glob(".building-*"))


def test_two_older_releases_are_kept(world: World) -> None:
    ids = []
    for figure in ("661", "662", "663", "664"):
        world.write_source("agensi/contoh", SOURCE.replace("661", figure))
        ids.append(world.build().release_id)
    assert world.folder.release_ids() == ids[:0:-1]


def test_a_damaged_graph_makes_the_one_before_be_served(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    first = world.build().release_id
    world.write_source("agensi/contoh", SOURCE.replace("661", "662"))
    second = world.build().release_id
    path = world.folder.release(second) / "graphs/agensi/contoh.nq"
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data.replace(b'"662"', b'"666"'))
    assert find_release(world.data).id == first
    assert "graphs/agensi/contoh.nq" in capsys.readouterr().err


def test_a_damaged_store_is_built_again_from_the_graphs(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    release = world.folder.release(world.build().release_id)
    next((release / "store").glob("*.sst")).write_bytes(b"damaged")
    found = find_release(world.data)
    assert found.id == release.name
    assert len(found.store) > 0
    assert "built again" in capsys.readouterr().err


def test_a_changed_manifest_is_noticed(world: World) -> None:
    release = world.folder.release(world.build().release_id)
    manifest = json.loads((release / "manifest.json").read_text())
    manifest["base_iri"] = "https://evil.example/"
    (release / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ReleaseError, match="changed after it was published"):
        verify(release)
    with pytest.raises(ReleaseError, match="No release is sound"):
        find_release(world.data)


def test_asking_for_a_release_that_is_not_there_names_those_that_are(world: World) -> None:
    first = world.build().release_id
    with pytest.raises(ReleaseError, match=first):
        find_release(world.data, "0000000000000000")
    with pytest.raises(ReleaseError, match=r"no release in .* yet"):
        find_release(world.root / "empty")


def test_every_figure_leads_to_its_source_row(world: World) -> None:
    world.build()
    query = """
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX ham: <https://w3id.org/satudataham/ontology/> PREFIX qb: <http://purl.org/linked-data/cube#>
PREFIX csvw: <http://www.w3.org/ns/csvw#> PREFIX schema: <https://schema.org/>
SELECT ?o WHERE { ?o a qb:Observation ; prov:wasDerivedFrom ?row ; qb:dataSet/prov:wasGeneratedBy/ham:mappingSha256 ?mapping .
  ?row csvw:rownum ?n ; ham:rowSha256 ?h ; dcterms:isPartOf ?file ; prov:hadPrimarySource ?doc .
  ?doc schema:url ?page ; ham:retrieved ?day .
  ?file ham:fileSha256 ?f ; dcterms:publisher ?publisher }"""
    release = find_release(world.data)
    assert len(list(release.store.query(query))) == sum(entry.observations for entry in release.manifest.graphs) == 6


def test_a_report_of_other_code_is_not_taken(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def reports() -> set[Path]:
        return set((world.folder.reports / "agensi/contoh").glob("*.json"))

    world.build()
    before = reports()
    world.build()
    assert reports() == before
    monkeypatch.setattr("kg.pipeline.checked._code_sha256", lambda: "other code")
    world.build()
    assert len(reports() - before) == 1
