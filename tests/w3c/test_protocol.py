"""The W3C protocol tests against the service. Updates are refused by design: their tests must see a refusal, not an answer."""

from __future__ import annotations

import httpx2
import pytest

from tests.w3c.protocol import Exchange, ProtocolCase, protocol_cases

_FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"},
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"},
}
_NONE = [pytest.param(None, marks=pytest.mark.skip(reason="HAM_W3C names no folder with the suites"))]


@pytest.mark.parametrize("case", [pytest.param(c, id=c.name) for c in protocol_cases() if not c.is_update] or _NONE)
def test_the_service_keeps_to_the_protocol(case: ProtocolCase, service: httpx2.Client) -> None:
    for exchange in case.exchanges:
        answer = send(service, exchange)
        assert f"{answer.status_code // 100}xx" in exchange.statuses, answer.text
        if exchange.format and answer.status_code == 200:
            assert answer.headers["content-type"].split(";")[0] in _FORMATS[exchange.format]
        if exchange.boolean is not None:
            assert answer.json()["boolean"] is exchange.boolean


@pytest.mark.parametrize("case", [pytest.param(c, id=c.name) for c in protocol_cases() if c.is_update] or _NONE)
def test_an_update_is_refused(case: ProtocolCase, service: httpx2.Client) -> None:
    answer = send(service, case.exchanges[0])
    assert answer.status_code in (400, 403)
    assert "read-only" in answer.json()["detail"]


def send(service: httpx2.Client, exchange: Exchange):
    headers = {name: value for name, value in exchange.headers if name.lower() != "content-length"}
    return service.request(exchange.method, exchange.target, headers=headers, content=exchange.body or None)
