"""The competency questions that the data answers, over the release of this checkout: each gives exactly the rows of its CSV file.

The answers are those over the datasets of ``golden_datasets.txt``, so that a new dataset's folder needs no golden file changed.
Rewritten only on purpose, and read before they are kept: ``pytest tests/end_to_end/test_competency.py --rewrite-golden``.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.api.examples import load_examples
from kg.mapping.dataset import discover
from kg.resources import mappings_root, ontology_root
from kg.settings import Settings
from kg.sparql.guard import guard
from kg.store.release import find_release
from tests.release import build_once

GOLDEN_DATASETS = Path(__file__).parent / "golden_datasets.txt"
EXAMPLES = {example.name: example for example in load_examples()}


@pytest.fixture(scope="session")
def judged_release(release_folder: Path, request: pytest.FixtureRequest) -> Path:
    """The release that the golden answers are about: that of this checkout, without datasets that were added since."""
    present = set(discover(mappings_root()))
    if request.config.getoption("--rewrite-golden"):
        GOLDEN_DATASETS.write_text("".join(f"{name}\n" for name in sorted(present)), encoding="utf-8")
    names = GOLDEN_DATASETS.read_text(encoding="utf-8").split()
    assert set(names) <= present, "a dataset that the golden answers are about is gone: rewrite them"
    return (
        release_folder if present == set(names) else build_once(release_folder.with_name("release-of-golden-datasets"), names=tuple(names))
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_question_has_its_known_answer(name: str, judged_release: Path, request: pytest.FixtureRequest) -> None:
    query = guard(EXAMPLES[name].query, Settings())
    answer = find_release(judged_release).store.query(query.text)
    assert isinstance(answer, ox.QuerySolutions)
    found = answer.serialize(format=ox.QueryResultsFormat.CSV)
    assert found
    rows = found.decode("utf-8").replace("\r\n", "\n")
    golden = ontology_root() / "competency" / f"{name}.csv"
    if request.config.getoption("--rewrite-golden"):
        golden.write_text(rows, encoding="utf-8")
    # rows that ORDER BY leaves tied may come in any order
    assert sorted(rows.splitlines()) == sorted(golden.read_text(encoding="utf-8").splitlines())
    assert rows.count("\n") > 1


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_question_is_asked_in_both_languages_and_by_someone(name: str) -> None:
    lines = EXAMPLES[name].content.splitlines()
    assert [line.split(":")[0] for line in lines[:3]] == ["# id", "# en", "# asked by"]


def test_complaints_against_the_police_are_those_that_were_published(release_folder: Path) -> None:
    """Known from the published figures, not from our own golden file: 661 (to 15 December), 861, 771, 663 (to 10 December), 752."""
    store = find_release(release_folder).store
    rows = store.query(EXAMPLES["cq17_complaints_against_the_police"].query)
    found = {
        (row["year"].value, row["complaints"].value, row["wholePeriod"].value) for row in rows if row["kindOfPeriod"].value != "half-year"
    }  # type: ignore[union-attr]
    expected = {
        ("2021", "661", "false"),
        ("2022", "861", "true"),
        ("2023", "771", "true"),
        ("2024", "663", "false"),
        ("2025", "752", "true"),
    }
    assert expected <= found
    assert {year for year, _, _ in found} == {"2020", "2021", "2022", "2023", "2024", "2025"}


def test_editors_find_every_question_in_the_graph(release_folder: Path) -> None:
    """By the pattern that public SPARQL editors use: executables with a comment, a query and a target."""
    found = find_release(release_folder).store.query("""
        PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX schema: <https://schema.org/>
        SELECT ?query ?comment {
          ?q a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select ?query ; schema:target ?endpoint FILTER(LANG(?comment) = "en") }""")
    rows = {row["comment"].value: row["query"].value for row in found}  # type: ignore[union-attr]
    assert rows == {example.title("en"): example.query for example in EXAMPLES.values()}


def test_questions_that_need_other_data_or_are_refused_are_told_but_not_offered(release_folder: Path) -> None:
    """They have a query and who asks them, but no target: the endpoint cannot answer them."""
    found = find_release(release_folder).store.query("""
        PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX schema: <https://schema.org/>
        SELECT ?q (SAMPLE(?query) AS ?any) { ?q a sh:SPARQLExecutable ; schema:audience ?asker ; sh:select|sh:ask ?query
          FILTER NOT EXISTS { ?q schema:target ?endpoint } } GROUP BY ?q""")
    names = {row["q"].value.rpartition("/")[2] for row in found}  # type: ignore[union-attr]
    folders = (ontology_root() / "competency" / folder for folder in ("model", "refused"))
    assert names == {path.stem for folder in folders for path in folder.glob("*.rq")}
