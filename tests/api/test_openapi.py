"""The service answers as its OpenAPI description says: its examples, and whatever a generator makes of its parameters."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, reject, settings
from starlette.testclient import TestClient

from kg.api.openapi import document, example
from kg.api.operations import OPERATIONS, Operation

BASE = "https://w3id.org/satudataham/"


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.path)
def test_the_example_of_an_operation_gives_what_is_told(client: TestClient, one: Operation) -> None:
    answer = client.get(example(one), headers={"Accept": one.media[0]} if one.media else {})
    assert answer.status_code == (303 if one.redirects else 200)
    if one.media:
        assert answer.headers["content-type"].split(";")[0] in one.media


@pytest.mark.parametrize(("language", "heading"), [("id", "Untuk program"), ("en", "For programs")])
def test_the_page_names_every_operation_with_a_command_that_can_be_copied(client: TestClient, language: str, heading: str) -> None:
    answer = client.get("/api", params={"lang": language})
    assert answer.status_code == 200
    assert f"<h1>{heading}</h1>" in answer.text
    for one in OPERATIONS:
        assert f"<code>{one.path}</code>" in answer.text
        assert one.words[language].replace("'", "&#39;") in answer.text
    assert client.get("/api", headers={"If-None-Match": answer.headers["etag"]}, params={"lang": language}).status_code == 304


def test_the_description_is_openapi(client: TestClient) -> None:
    answer = client.get("/openapi.json")
    assert answer.json() == json.loads(json.dumps(document(BASE, "id")))
    assert set(answer.json()["paths"]) == {one.path for one in OPERATIONS}
    assert "any.host" not in answer.text


api = schemathesis.openapi.from_dict(document(BASE, "en"))


@api.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_that_a_generator_asks_is_answered_otherwise(case: Any, client: TestClient) -> None:
    if case.method != "GET":
        reject()
    asked = case.as_transport_kwargs(base_url="http://any.host")
    try:
        answer = client.get(asked["url"], params=asked.get("params"), headers=asked.get("headers"))
    except (UnicodeError, ValueError):  # nothing that HTTP can carry
        reject()
    told = case.operation.definition.raw["responses"]
    # a generator also makes parameters that no reader would: those are faulty requests, or name nothing
    assert str(answer.status_code) in {*told, "400", "404", "414"}, asked
    kind = answer.headers.get("content-type", "").split(";")[0]
    if answer.status_code == 200:
        assert kind in told["200"]["content"] or kind == "text/html", asked
    elif answer.status_code >= 400:
        assert kind in ("application/problem+json", "text/html"), asked
        assert "Traceback" not in answer.text, asked
