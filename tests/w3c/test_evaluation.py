"""The W3C query tests (SPARQL 1.0, 1.1, 1.2) against the service, over the protocol. What is known to fail is listed with its reason."""

from __future__ import annotations

import csv
from pathlib import Path

import httpx2
import pyoxigraph as ox
import pytest

from tests.w3c.answers import csv_rows, expected, of_graph, of_results
from tests.w3c.manifests import NOT_CLAIMED, Case, cases, path_of

_KNOWN = {
    row["test"]: row["reason"] for row in csv.DictReader((Path(__file__).parent / "known_failures.csv").open(encoding="utf-8", newline=""))
}
NOWHERE = "http://w3c.example/an-empty-graph"


def _cases() -> list[object]:
    found: list[object] = []
    for case in cases():
        marks = []
        if case.folder in NOT_CLAIMED:
            marks.append(pytest.mark.skip(reason=f"not claimed: {NOT_CLAIMED[case.folder]}"))
        elif case.name in _KNOWN:
            marks.append(pytest.mark.xfail(strict=True, reason=_KNOWN[case.name]))
        found.append(pytest.param(case, id=case.name, marks=marks))
    return found or [pytest.param(None, marks=pytest.mark.skip(reason="HAM_W3C names no folder with the suites"))]


@pytest.mark.parametrize("case", _cases())
def test_the_service_answers_as_the_working_group_says(case: Case, service: httpx2.Client) -> None:
    query = case.text
    if case.kind.startswith("Negative"):
        answer = ask(service, case, query, "application/sparql-results+json, application/n-triples")
        assert answer.status_code == 400, "a wrong query was taken"
    elif case.kind.startswith("Positive"):
        answer = ask(service, case, query, "application/sparql-results+json, application/n-triples")
        # a function that nobody knows is no error of syntax: it is refused when it is evaluated
        assert answer.status_code == 200 or "custom function" in answer.json()["detail"], answer.text
    elif case.kind == "CSVResultFormatTest":
        answer = ask(service, case, query, "text/csv")
        assert csv_rows(answer.content) == csv_rows(path_of(case.result or "").read_bytes())
    else:
        _compare(case, service, query)


def _compare(case: Case, service: httpx2.Client, query: str) -> None:
    assert case.result
    path = path_of(case.result)
    suffix = path.suffix.removeprefix(".")
    wanted = expected(path.read_bytes(), suffix, case.result)
    accept = {"srj": "application/sparql-results+json", "tsv": "text/tab-separated-values"}.get(suffix, "application/sparql-results+xml")
    answer = ask(service, case, query, f"{accept}, application/n-triples")
    assert answer.status_code == 200, answer.text
    kind = answer.headers["content-type"].split(";")[0]
    if kind == "application/n-triples":
        assert of_graph(answer.content) == wanted
    else:
        format_ = ox.QueryResultsFormat.from_media_type(kind)
        assert format_
        assert of_results(answer.content, format_) == wanted


def ask(service: httpx2.Client, case: Case, query: str, accept: str):
    """The request that names the dataset of a test; none: an empty default graph."""
    graphs = [*case.named, *case.graphs_within]
    named = {"named-graph-uri": graphs} if graphs else {}
    parameters = {} if case.own_dataset else {"default-graph-uri": list(case.data) or [NOWHERE], **named}
    return service.post(
        "/sparql", content=query.encode(), params=parameters, headers={"Content-Type": "application/sparql-query", "Accept": accept}
    )
