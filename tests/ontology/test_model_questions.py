"""Competency questions of the model, over the ontology and its examples: data for a real answer are missing, and each says which.

Answers are rewritten only on purpose: ``pytest tests/ontology/test_model_questions.py --rewrite-golden``.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.pipeline.questions import Question
from kg.resources import ontology_root

FOLDER = ontology_root() / "competency" / "model"
QUESTIONS = {path.stem: Question(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.rq"))}


@pytest.fixture(scope="module")
def examples() -> ox.Store:
    store = ox.Store()
    for path in sorted((ontology_root() / "examples").glob("*.ttl")):
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_examples_answer_the_question(name: str, examples: ox.Store, request: pytest.FixtureRequest) -> None:
    answer = examples.query(QUESTIONS[name].query)
    assert isinstance(answer, ox.QuerySolutions)
    rows = (answer.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode("utf-8").replace("\r\n", "\n")
    golden: Path = FOLDER / f"{name}.csv"
    if request.config.getoption("--rewrite-golden"):
        golden.write_text(rows, encoding="utf-8")
    assert rows == golden.read_text(encoding="utf-8")
    assert rows.count("\n") > 1


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_says_which_data_are_missing(name: str) -> None:
    lines = QUESTIONS[name].content.splitlines()
    assert [line.split(":")[0] for line in lines[:4]] == ["# id", "# en", "# asked by", "# missing"]
