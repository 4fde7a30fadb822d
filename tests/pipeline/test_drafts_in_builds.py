"""A draft with open questions in a build: refused by itself, named question by question; everything else is built as before."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli.check import check_subject
from kg.errors import InputError
from tests.pipeline.conftest import World


def open_a_question(world: World) -> Path:
    path = world.mappings / "agensi" / "lain" / "mapping.py"
    path.write_text(path.read_text().replace('unit="aduan"', 'unit="TODO: satuan hitung / counting unit"'))
    return path


def test_a_draft_is_left_out_with_its_questions_and_the_others_are_built(world: World) -> None:
    open_a_question(world)
    result = world.build()
    assert not {"agensi/contoh", "instansi/organisasi"} & set(result.problems)
    (told,) = result.problems["agensi/lain"]
    assert "the draft is not finished: 1 open question (TODO):\n    mapping.py, row 11, unit: satuan hitung / counting unit" in told
    assert result.outcomes["agensi/lain"] == "left out"
    assert result.outcomes["agensi/contoh"] == "new"


def test_a_draft_whose_metadata_are_open_stops_no_other_dataset(world: World) -> None:
    path = world.mappings / "agensi" / "lain" / "dataset.yml"
    path.write_text(path.read_text().replace("accessed: 2026-11-22", 'accessed: "TODO: hari dibaca / day of reading"'))
    result = world.build()
    assert "dataset.yml, row 5, accessed: hari dibaca / day of reading" in result.problems["agensi/lain"][0]
    assert result.outcomes["agensi/contoh"] == "new"


def test_an_answered_draft_is_built_like_any_other(world: World) -> None:
    path = open_a_question(world)
    world.build()
    path.write_text(path.read_text().replace("TODO: satuan hitung / counting unit", "aduan"))
    result = world.build()
    assert result.problems == {}
    assert result.outcomes["agensi/lain"] == "new"


def test_a_check_of_a_draft_names_its_questions(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.cli import check
    from kg.settings import Settings

    open_a_question(world)
    monkeypatch.setattr(check, "mappings_root", lambda: world.mappings)
    with pytest.raises(InputError, match="the draft is not finished: 1 open question"):
        check_subject("agensi/lain", None, check._Rules.own(Settings()), Settings())
