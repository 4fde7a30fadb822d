"""The choice of SHACL engine changes how long a build takes, and nothing else."""

from __future__ import annotations

import importlib.util
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.pipeline.checked import uses_native
from kg.shacl.native import NativeShapes
from tests.pipeline.conftest import World

_NAMED_SHAPES = """
<urn:shape:Row> a sh:NodeShape ; sh:targetClass qb:Observation ; sh:property <urn:shape:Row-value> .
<urn:shape:Row-value> a sh:PropertyShape ; sh:path sdmx-measure:obsValue ; sh:maxInclusive 700 ; sh:severity sh:Warning ;
  sh:message "Nilai besar"@id, "A large value"@en .
"""


@pytest.fixture
def named(world: World) -> World:
    """The small world with a shape that the native engine can take."""
    path = world.shapes / "observation.ttl"
    path.write_text(path.read_text(encoding="utf-8") + _NAMED_SHAPES, encoding="utf-8")
    return world


def reports(world: World) -> dict[str, object]:
    folder = world.folder.release(world.folder.current_id() or "") / "reports"
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.*"))}


def test_no_release_depends_on_the_engine(named: World, tmp_path: Path) -> None:
    pytest.importorskip("shacl")
    by_reference = named.build(engine="pyshacl", data=tmp_path / "a")
    natively = named.build(engine="native", data=tmp_path / "b")
    assert by_reference.release_id == natively.release_id
    named.data = tmp_path / "a"
    expected = reports(named)
    named.data = tmp_path / "b"
    assert reports(named) == expected
    assert "A large value" in json.dumps(list(expected.values()))


def test_without_the_native_engine_everything_works(named: World, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == "shacl" else find(name, *rest))
    assert not uses_native("auto")
    with pytest.raises(UsageError, match="extra"):
        uses_native("native")
    assert named.build(engine="auto").problems == {}


def test_a_dataset_on_which_engines_disagree_is_left_out_and_told(named: World, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("shacl")
    monkeypatch.setattr(NativeShapes, "results", lambda self, nquads: [])  # an engine that sees nothing
    monkeypatch.setattr("kg.pipeline.run.workers", ThreadPoolExecutor)
    result = named.build(engine="native")
    assert {"agensi/contoh", "agensi/lain"} <= set(result.problems)
    assert "the two SHACL engines disagree on a sample (only pyshacl finds MaxInclusive" in result.problems["agensi/lain"][0]
    assert named.build(engine="pyshacl").problems == {}
