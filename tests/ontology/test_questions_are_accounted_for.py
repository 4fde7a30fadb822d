"""All fifty-two competency questions are accounted for, each of one kind, with who asks it and the sentence in both languages.

`ontology/competency/questions.csv` is the table: answered by the data of the release, shown over the examples because producers' data are
missing, or refused.
"""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from kg.pipeline.questions import Question
from kg.resources import ontology_root

ROOT = ontology_root() / "competency"
FOLDERS = {"data": ROOT, "examples": ROOT / "model", "refused": ROOT / "refused"}
with (ROOT / "questions.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))
# questions beyond the fifty-two are of this service's own and not of the table
FILES = {path.stem: path for folder in FOLDERS.values() for path in folder.glob("cq*.rq") if int(path.stem[2:4]) <= 52}
# a question that the data answer in part may have a further query over the examples
COUNTS = {"data": 44, "examples": 6, "refused": 2}


def test_the_count_by_kind_is_that_of_all_fifty_two() -> None:
    assert [int(row["number"]) for row in ROWS] == list(range(1, 53))
    assert Counter(row["kind"] for row in ROWS) == COUNTS


def test_every_query_belongs_to_a_question_and_every_question_has_queries_of_its_kind() -> None:
    named = [name for row in ROWS for name in row["questions"].split()]
    assert sorted(named) == sorted(FILES)
    for row in ROWS:
        of_kind = [name for name in row["questions"].split() if FILES[name].parent == FOLDERS[row["kind"]]]
        assert of_kind, row
        assert all(int(name[2:4]) == int(row["number"]) for name in row["questions"].split())


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_question_says_who_asks_it_in_both_languages(name: str) -> None:
    content = FILES[name].read_text(encoding="utf-8")
    question = Question(name, content)
    assert question.title("id") != question.title("en")
    asked_by = content.splitlines()[2]
    assert asked_by.startswith("# asked by: ")
    assert " / " in asked_by
