"""What was sent before: kept within bounds, sent again with the right validator, never to the wrong client."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncGenerator, Callable

import pytest
from starlette.testclient import TestClient

from kg.api.flights import Answers
from kg.api.front import matches
from kg.api.keeping import BoundedCache
from kg.sparql.refusals import QueryTimeout

DOCUMENT = "/doc/instansi/komnas-ham"
JSON = {"Accept": "application/sparql-results+json"}
DATA = "".join(f"<http://data.example/id/{n}> <http://x/p> {n} .\n" for n in range(3000))


def test_a_cache_stays_within_its_bytes_and_forgets_what_was_long_unused() -> None:
    cache: BoundedCache[str] = BoundedCache(8 * 1000)
    for name in "abcdefghijkl":
        cache.put(name, name, 300)
        cache.get("a")
    assert cache.bytes <= 8000
    assert cache.get("a") == "a"
    assert cache.get("b") is None
    cache.put("large", "x", 10_000)
    assert cache.get("large") is None
    cache.put("a", "again", 100)
    assert cache.bytes == sum(size for _, size in cache._entries.values())


@pytest.mark.parametrize(
    ("none_match", "tag", "expected"),
    [
        (b'"a"', b'"a"', True), (b'"a", "b"', b'"b"', True), (b'W/"a"', b'"a"', True), (b"*", b'"a"', True), (b'"b"', b'"a"', False),
        (b'"x", W/"q"', b'W/"q"', True), (b"", b'"a"', False),
    ],
)  # fmt: skip
def test_validators_are_compared_weakly(none_match: bytes, tag: bytes, expected: bool) -> None:
    assert matches(none_match, tag) is expected


def test_an_answer_sent_again_is_the_same_answer(client: TestClient) -> None:
    for headers in ({"Accept": "text/turtle"}, {"Accept": "text/html", "Accept-Language": "en"}, {"Accept": "application/ld+json"}):
        for encoding in ("identity", "gzip"):
            first, again = (client.get(DOCUMENT, headers={**headers, "Accept-Encoding": encoding}) for _ in range(2))
            assert first.content == again.content
            assert {**first.headers, "date": ""} == {**again.headers, "date": ""}
            unchanged = client.get(DOCUMENT, headers={**headers, "Accept-Encoding": encoding, "If-None-Match": first.headers["etag"]})
            assert (unchanged.status_code, unchanged.content) == (304, b"")
            assert unchanged.headers["etag"] == first.headers["etag"]
            head = client.head(DOCUMENT, headers={**headers, "Accept-Encoding": encoding})
            assert head.content == b""
            assert head.headers["content-length"] == again.headers["content-length"]


def test_what_is_sent_again_is_negotiated_anew(client: TestClient) -> None:
    for accept in ("text/turtle", "application/ld+json", "text/turtle", "application/n-triples"):
        assert client.get(DOCUMENT, headers={"Accept": accept}).headers["content-type"].startswith(accept)
    for language in ("id", "en", "id"):
        answer = client.get(DOCUMENT, headers={"Accept": "text/html", "Accept-Language": language})
        assert answer.headers["content-language"] == language
    assert client.get(DOCUMENT, headers={"Accept": "image/png"}).status_code == 406


def test_a_compressed_form_has_a_validator_of_its_own(client: TestClient) -> None:
    plain = client.get(f"{DOCUMENT}.ttl", headers={"Accept-Encoding": "identity"})
    packed = client.get(f"{DOCUMENT}.ttl", headers={"Accept-Encoding": "gzip;q=0.5"})
    assert packed.headers["content-encoding"] == "gzip"
    assert plain.headers["etag"] != packed.headers["etag"]
    assert plain.content == packed.content  # the client unpacks
    assert "accept-encoding" in plain.headers["vary"].lower()
    assert "content-encoding" not in client.get(f"{DOCUMENT}.ttl", headers={"Accept-Encoding": "gzip;q=0, *;q=0"}).headers
    assert (
        client.get(f"{DOCUMENT}.ttl", headers={"Accept-Encoding": "identity", "If-None-Match": packed.headers["etag"]}).status_code == 200
    )


def test_errors_and_health_are_not_kept(client: TestClient) -> None:
    kept = client.app.served.sent  # type: ignore[attr-defined]
    before = len(kept)
    for path in ("/healthz", "/doc/nothing-here", "/sparql?query=SELECT"):
        client.get(path)
        client.get(path)
    assert len(kept) == before


def test_a_query_is_evaluated_once_whatever_its_spaces(client_of: Callable[..., TestClient]) -> None:
    client = client_of(DATA)
    answers = client.app.served.answers.kept  # type: ignore[attr-defined]
    first = client.get("/sparql", params={"query": "SELECT ?s { ?s ?p 7 }"}, headers=JSON)
    hits = answers.hits
    second = client.post(
        "/sparql", content=b"SELECT ?s # seven\n{ ?s  ?p 7 }", headers={**JSON, "Content-Type": "application/sparql-query"}
    )
    assert first.json() == second.json()
    assert answers.hits == hits + 1
    assert client.get("/sparql", params={"query": "SELECT ?s { ?s ?p 8 }"}, headers=JSON).json() != first.json()
    named = client.get("/sparql", params={"query": "SELECT ?s { ?s ?p 7 }", "default-graph-uri": "http://x/none"}, headers=JSON)
    assert named.json()["results"]["bindings"] == []


def test_a_query_whose_answer_changes_is_not_kept(client_of: Callable[..., TestClient]) -> None:
    client = client_of(DATA)
    query = {"query": "SELECT (STRUUID() AS ?x) {}"}
    first, second = client.get("/sparql", params=query, headers=JSON), client.get("/sparql", params=query, headers=JSON)
    assert first.json() != second.json()
    assert "etag" not in first.headers


def test_a_query_that_was_answered_is_304_before_any_work(client_of: Callable[..., TestClient]) -> None:
    client = client_of(DATA)
    first = client.get("/sparql", params={"query": "SELECT * { ?s ?p 7 }"}, headers=JSON)
    assert first.headers["etag"].startswith("W/")
    for query in ("SELECT * { ?s ?p 7 }", "SELECT *\n{ ?s ?p 7 }"):
        answer = client.get("/sparql", params={"query": query}, headers={**JSON, "If-None-Match": first.headers["etag"]})
        assert answer.status_code == 304


def test_a_long_answer_streams_compressed(client_of: Callable[..., TestClient]) -> None:
    client = client_of("".join(f"<http://data.example/id/{n}> <http://x/p> {n} .\n" for n in range(20_000)))
    query = {"query": "SELECT * { ?s ?p ?o }", "format": "csv"}
    packed = client.get("/sparql", params=query, headers={"Accept-Encoding": "gzip"})
    plain = client.get("/sparql", params=query, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert sorted(packed.text.split()) == sorted(plain.text.split())
    assert len(plain.text.split()) == 20_001


def test_a_body_may_be_unpacked_by_any_gzip(client: TestClient) -> None:
    with client.stream("GET", f"{DOCUMENT}.nt", headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert gzip.decompress(raw) == client.get(f"{DOCUMENT}.nt", headers={"Accept-Encoding": "identity"}).content


class Engine:
    """Counts evaluations, and those that were stopped."""

    def __init__(self, pieces: int, size: int = 10, error: Exception | None = None) -> None:
        self.pieces, self.size, self.error = pieces, size, error
        self.asked = self.stopped = 0

    async def ask(self) -> AsyncGenerator[bytes, None]:
        self.asked += 1
        try:
            for _ in range(self.pieces):
                await asyncio.sleep(0.01)
                yield b"x" * self.size
            if self.error:
                raise self.error
        except (asyncio.CancelledError, GeneratorExit):
            self.stopped += 1
            raise


async def read(answers: Answers, engine: Engine, key: object = "k") -> bytes:
    held, rest = await answers.first_part(key, 1.0, engine.ask)
    return held + b"".join([piece async for piece in rest] if rest else [])


def test_clients_that_ask_the_same_at_once_share_one_evaluation() -> None:
    async def run() -> None:
        answers, engine = Answers(2**20), Engine(3)
        assert set(await asyncio.gather(*(read(answers, engine) for _ in range(20)))) == {b"x" * 30}
        assert engine.asked == 1
        await read(answers, engine)
        assert engine.asked == 1
        await asyncio.gather(*(read(answers, engine, None) for _ in range(3)))
        assert engine.asked == 4

    asyncio.run(run())


def test_an_error_is_shared_and_not_kept() -> None:
    async def run() -> None:
        answers, engine = Answers(2**20), Engine(1, error=QueryTimeout("late"))
        outcomes = await asyncio.gather(*(read(answers, engine) for _ in range(5)), return_exceptions=True)
        assert all(isinstance(outcome, QueryTimeout) for outcome in outcomes)
        assert engine.asked == 1
        with pytest.raises(QueryTimeout):
            await read(answers, engine)
        assert engine.asked == 2

    asyncio.run(run())


def test_the_work_goes_on_while_one_waits_and_stops_with_the_last() -> None:
    async def run() -> None:
        answers, engine = Answers(2**20), Engine(10)
        first, second = (asyncio.ensure_future(read(answers, engine)) for _ in range(2))
        await asyncio.sleep(0.02)
        first.cancel()
        assert await second == b"x" * 100
        third = asyncio.ensure_future(read(answers, engine, "other"))
        await asyncio.sleep(0.02)
        third.cancel()
        await asyncio.gather(third, return_exceptions=True)
        assert (engine.asked, engine.stopped) == (2, 1)

    asyncio.run(run())


def test_long_answers_are_given_to_each_and_kept_if_they_fit() -> None:
    async def run() -> None:
        answers, engine = Answers(2**23), Engine(5, size=100_000)
        assert {len(body) for body in await asyncio.gather(*(read(answers, engine) for _ in range(3)))} == {500_000}
        assert engine.asked == 3
        assert len(await read(answers, engine)) == 500_000
        assert engine.asked == 3
        small, engine = Answers(2**18), Engine(5, size=100_000)
        await read(small, engine)
        await read(small, engine)
        assert engine.asked == 2

    asyncio.run(run())
