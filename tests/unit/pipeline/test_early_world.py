"""What is derived while the gate still judges is used only if its graphs make the release, and never asks for the judgement."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kg.namespaces import Namespaces
from kg.pipeline.derived import early
from kg.pipeline.derived.derive import RULES
from kg.pipeline.derived.early import UNJUDGED, EarlyWorld
from kg.pipeline.derived.facts import FactsJob, keep_facts
from kg.pipeline.derived.world import Judgement, World

NS = Namespaces()


@pytest.fixture
def world() -> Iterator[EarlyWorld]:
    with closing(EarlyWorld()) as found:
        yield found


def job(folder: Path, name: str, value: str = "1") -> FactsJob:
    path = folder / f"{name}.nq"
    path.write_text(f'<{NS.base}id/konsep/a/b> <urn:p> "{value}" <urn:g> .\n', encoding="utf-8")
    made = FactsJob(name, path, folder / f"{name}-{value}.facts.json", NS.base)
    keep_facts(made)
    return made


def test_the_same_graphs_in_any_order_give_the_world_that_was_begun(
    world: EarlyWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(early, "UNJUDGED", {"conflicts": lambda made: iter([json.dumps(sorted(made.graphs))])})
    jobs = [job(tmp_path, "b"), job(tmp_path, "a")]
    world.begin([("a", jobs[1].target), ("c", tmp_path / "not there")])
    world.make(jobs, NS)
    found, told = world.take(jobs[::-1], NS)
    assert (list(found.graphs), told) == (["a", "b"], {"conflicts": ['["a", "b"]']})


def test_other_graphs_give_a_world_of_their_own(world: EarlyWorld, tmp_path: Path) -> None:
    world.begin([])
    world.make([job(tmp_path, "a")], NS)
    found, told = world.take([job(tmp_path, "a", "2")], NS)
    assert told == {}
    assert found.things[f"{NS.base}id/konsep/a/b"] == {"urn:p": ['"2"']}


def test_nothing_is_made_when_nothing_was_mapped(world: EarlyWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(early, "UNJUDGED", {"conflicts": lambda _: pytest.fail("it was run")})
    world.make([job(tmp_path, "a")], NS)
    assert world.take([], NS)[1] == {}


def test_a_world_without_judgement_answers_no_question_about_it() -> None:
    world = World({}, NS)
    with pytest.raises(LookupError):
        _ = world.judgement
    world.judge(Judgement(left_out=frozenset({"agensi/data"})))
    assert world.judgement.left_out == {"agensi/data"}


def test_what_is_run_before_the_judgement_is_what_is_run_after_it() -> None:
    assert UNJUDGED.items() <= RULES.items()
