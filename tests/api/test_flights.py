"""Queries that several clients ask at the same moment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from kg.api.flights import Answers
from kg.sparql.exchange import Exchange


async def _nothing() -> AsyncGenerator[bytes, None]:
    for piece in ():
        yield piece


def test_who_comes_later_joins_a_flight_and_the_last_one_ends_it() -> None:
    async def run() -> None:
        answers, exchange, given_up = Answers(1000), Exchange(b"task"), []
        exchange.wait(lambda: given_up.append(True))
        flight = answers.begin("key", 30.0, exchange)
        assert answers.join("key", 30.0) is flight
        assert answers.join("key", 5.0) is None  # it has another limit
        answers.left(flight)
        assert given_up == []
        answers.left(flight)
        assert given_up == [True]
        assert answers.join("key", 30.0) is None
        assert not answers.asked_now("key", 30.0)

    asyncio.run(run())


def test_a_route_that_joined_and_goes_last_leaves_nothing_behind() -> None:
    async def run() -> None:
        answers, exchange = Answers(1000), Exchange(b"task")
        flight = answers.begin("key", 30.0, exchange)
        route: asyncio.Task[Any] = asyncio.ensure_future(answers.first_part("key", 30.0, _nothing))
        await asyncio.sleep(0)
        answers.left(flight)
        assert not exchange.closed
        route.cancel()
        await asyncio.gather(route, return_exceptions=True)
        assert exchange.closed
        assert not answers.asked_now("key", 30.0)

    asyncio.run(run())


def test_an_answer_is_kept_before_who_waits_for_it_is_told() -> None:
    async def run() -> None:
        answers, exchange = Answers(100_000), Exchange(b"task")
        answers.begin("key", 30.0, exchange)
        seen: list[bytes | None] = []
        exchange.then(lambda first: seen.append(answers.kept.get("key")))
        exchange._parts.append(b"an answer")
        exchange._begin(complete=True)
        assert seen == [b"an answer"]

    asyncio.run(run())
