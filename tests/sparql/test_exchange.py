"""A query between the service and a worker: who is told what, and what becomes of a worker whose client goes away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from kg.sparql import exchange as exchange_module
from kg.sparql import frames
from kg.sparql.exchange import Exchange
from kg.sparql.link import Link
from kg.sparql.worker_process import Worker

END = frames.USED.pack(1000, 0.25)


class Wire(asyncio.Transport):
    """Takes what is sent to a worker."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[bytes] = []

    def write(self, data: Any) -> None:
        self.sent.append(bytes(data))

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass


def started() -> tuple[Exchange, Link, list[tuple[int | None, float | None]]]:
    """A query at a worker that never answers by itself, and what is told when it is over."""
    link, over = Link(), []
    link.connection_made(Wire())
    exchange = Exchange(b"task")
    exchange.start(Worker(0, None, link), lambda *told: over.append(told))
    return exchange, link, over


def tell(link: Link, kind: bytes, content: bytes) -> None:
    link.data_received(frames.HEAD.pack(kind, len(content)) + content)


def run(test: Callable[[], Any]) -> None:
    asyncio.run(test())


def test_who_listens_is_told_at_once_and_an_error_of_one_is_not_that_of_the_others() -> None:
    async def test() -> None:
        complaints: list[dict[str, Any]] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
        exchange, link, over = started()
        found: list[tuple[bytes, bool]] = []
        exchange.then(lambda first: 1 / 0)  # type: ignore[arg-type]
        exchange.then(lambda first: found.append(first.result()))
        tell(link, frames.DATA, b"an answer")
        tell(link, frames.END, END)
        assert (found, over) == ([(b"an answer", True)], [(1000, 0.25)])
        assert len(complaints) == 1
        late: list[bytes] = []
        exchange.then(lambda first: late.append(first.result()[0]))
        await asyncio.sleep(0)
        assert late == [b"an answer"]

    run(test)


def test_a_query_whose_client_left_may_end_within_a_moment_and_its_worker_lives() -> None:
    async def test() -> None:
        exchange, link, over = started()
        gone: list[bool] = []
        exchange.then(lambda first: gone.append(first.cancelled()))
        exchange.leave()
        assert (gone, over) == ([True], [])
        tell(link, frames.DATA, b"nobody reads this")
        tell(link, frames.END, END)
        assert over == [(1000, 0.25)]
        await asyncio.sleep(0.15)
        assert len(over) == 1

    run(test)


def test_a_query_whose_client_left_ends_after_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange_module, "_MOMENT", 0.01)

    async def test() -> None:
        exchange, _, over = started()
        exchange.leave()
        await asyncio.sleep(0.05)
        assert (over, exchange.closed) == ([(None, None)], True)

    run(test)


def test_a_client_that_leaves_while_a_long_answer_is_sent_ends_it_at_once() -> None:
    async def test() -> None:
        exchange, link, over = started()
        tell(link, frames.DATA, b"x" * (exchange_module.HELD + 1))
        assert exchange.first.done()
        exchange.leave()
        assert over == [(None, None)]

    run(test)


def test_a_query_that_has_no_worker_yet_gives_up_its_place_at_once() -> None:
    async def test() -> None:
        exchange, given_up = Exchange(b"task"), []
        exchange.wait(lambda: given_up.append(True))
        exchange.leave()
        assert given_up == [True]
        assert exchange.first.cancelled()

    run(test)
