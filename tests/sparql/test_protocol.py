"""Requests of the SPARQL protocol: what is read from each way of sending a query, and what is refused with which status."""

from __future__ import annotations

import pytest

from kg.sparql.protocol import DIRECT, FORM, ProtocolError, read_get, read_post


def test_a_query_by_get_with_its_graphs() -> None:
    asked = read_get(
        b"query=ASK%20%7B%7D&default-graph-uri=http%3A%2F%2Fx%2Fa&named-graph-uri=http%3A%2F%2Fx%2Fb&named-graph-uri=http%3A%2F%2Fx%2Fc"
    )
    assert asked.query == "ASK {}"
    assert asked.default_graphs == ("http://x/a",)
    assert asked.named_graphs == ("http://x/b", "http://x/c")


def test_a_query_by_form_and_directly() -> None:
    assert read_post(FORM, b"query=ASK+%7B%7D", b"").query == "ASK {}"
    assert read_post(f"{DIRECT}; charset=UTF-8", "ASK { 'é' }".encode(), b"default-graph-uri=http://x/a").default_graphs == ("http://x/a",)


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        (None, b"query=ASK%7B%7D", 415),
        ("text/plain", b"ASK {}", 415),
        ("application/json", b"{}", 415),
        (f"{DIRECT}; charset=utf-16", b"ASK {}", 415),
        ("application/sparql-update", b"CLEAR ALL", 403),
        (FORM, b"update=CLEAR+ALL", 403),
        (FORM, b"query=ASK%7B%7D&query=ASK%7B%7D", 400),
        (FORM, b"query=%FF", 400),
        (DIRECT, b"\xff", 400),
        (FORM, b"query=ASK%7B%7D&default-graph-uri=relative", 400),
        (FORM, b"&".join([b"a=b"] * 2000), 400),
    ],
)
def test_what_is_no_request_is_refused_with_the_right_status(content_type: str | None, body: bytes, status: int) -> None:
    with pytest.raises(ProtocolError) as refused:
        read_post(content_type, body, b"")
    assert refused.value.status == status


def test_a_query_in_two_places_is_refused() -> None:
    with pytest.raises(ProtocolError, match="once"):
        read_post(DIRECT, b"ASK {}", b"query=ASK%20%7B%7D")
