"""Who may work when: quick and long seats, the queue's order, quotas of time."""

from __future__ import annotations

import asyncio

import pytest

from kg.sparql.admission import Admission, Seat
from kg.sparql.clients import ClientLedger
from kg.sparql.refusals import Busy, QuotaSpent


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def admission(quick: int = 1, long: int = 1, queue_length: int = 2, queue_seconds: float = 5.0) -> Admission:
    return Admission(quick, long, queue_length, queue_seconds, ClientLedger(0, 1))


def test_a_client_that_used_up_its_time_is_told_when_to_come_again() -> None:
    clock = Clock()
    ledger = ClientLedger(10, 1, clock)
    ledger.end(b"a", 15)
    with pytest.raises(QuotaSpent, match="client_query_seconds") as refusal:
        ledger.check(b"a")
    assert refusal.value.retry_after == 6
    ledger.check(b"b")
    clock.now += refusal.value.retry_after
    ledger.check(b"a")


def test_many_short_queries_cost_as_much_as_a_long_one() -> None:
    ledger = ClientLedger(10, 1, Clock())
    for _ in range(101):
        ledger.end(b"a", 0.1)
    with pytest.raises(QuotaSpent):
        ledger.check(b"a")


def test_a_quota_of_zero_is_none() -> None:
    ledger = ClientLedger(0, 1, Clock())
    ledger.end(b"a", 1e6)
    ledger.check(b"a")


def test_who_costs_less_is_served_first() -> None:
    async def run() -> list[bytes]:
        door = admission(queue_length=5)
        door.ledger.end(b"heavy", 5.0)
        door.ledger.end(b"light", 0.01)
        first = await door.enter(b"x")
        order: list[bytes] = []

        async def come(client: bytes) -> None:
            seat = await door.enter(client)
            order.append(client)
            door.leave(seat)

        waiting = []
        for client in (b"heavy", b"new", b"light"):
            waiting.append(asyncio.ensure_future(come(client)))
            await asyncio.sleep(0)
        door.leave(first)
        await asyncio.gather(*waiting)
        assert door.at_work == 0
        return order

    assert asyncio.run(run()) == [b"light", b"new", b"heavy"]


def test_a_full_queue_sends_its_most_expensive_client_away() -> None:
    async def run() -> None:
        door = admission(queue_length=1)
        door.ledger.end(b"heavy", 5.0)
        first = await door.enter(b"x")
        heavy = asyncio.ensure_future(door.enter(b"heavy"))
        await asyncio.sleep(0)
        light = asyncio.ensure_future(door.enter(b"light"))
        with pytest.raises(Busy):
            await heavy
        door.leave(first)
        door.leave(await light)
        assert (door.at_work, door.waiting) == (0, [])

    asyncio.run(run())


def test_a_wait_that_is_too_long_ends_with_busy_and_leaves_no_trace() -> None:
    async def run() -> None:
        door = admission(queue_seconds=0.02)
        first = await door.enter(b"x")
        with pytest.raises(Busy, match=r"0\.02 seconds"):
            await door.enter(b"y")
        assert door.waiting == []
        door.leave(first)
        assert door.at_work == 0

    asyncio.run(run())


def test_a_client_that_leaves_the_queue_takes_no_seat() -> None:
    async def run() -> None:
        door = admission()
        first = await door.enter(b"x")
        gone = asyncio.ensure_future(door.enter(b"y"))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        door.leave(first)
        assert (door.at_work, door.waiting) == (0, [])

    asyncio.run(run())


def test_long_queries_leave_the_quick_seats_and_pause_when_there_are_too_many() -> None:
    async def run() -> None:
        door = admission(quick=1, long=1)
        resumed: list[str] = []
        a = await door.enter(b"a")
        assert door.lengthen(a, lambda: resumed.append("a"))
        b = await door.enter(b"b")
        assert not door.lengthen(b, lambda: resumed.append("b"))
        assert (a.kind, b.kind, door.at_work) == ("long", "paused", 1)
        c = await asyncio.wait_for(door.enter(b"c"), 1)  # the quick seat is free all the time
        door.leave(a)
        assert (b.kind, resumed) == ("long", ["b"])
        for seat in (b, c):
            door.leave(seat)
        assert (door.at_work, door.paused) == (0, [])

    asyncio.run(run())


def test_a_paused_query_that_ends_gives_no_seat_away_twice() -> None:
    async def run() -> None:
        door = admission(quick=2)
        seats: list[Seat] = [await door.enter(b"a"), await door.enter(b"b")]
        for seat in seats:
            door.lengthen(seat, lambda: None)
        for seat in reversed(seats):
            door.leave(seat)
        assert (door.at_work, door.paused) == (0, [])

    asyncio.run(run())


def test_clients_with_long_queries_never_hold_all_quick_seats() -> None:
    async def run() -> None:
        door = Admission(3, 1, 8, 5.0, ClientLedger(0, 1), slow_from=0.2)
        for client in (b"a", b"b", b"c"):
            door.ledger.end(client, 5.0)
        seats = [await door.enter(b"a"), await door.enter(b"b")]
        third = asyncio.ensure_future(door.enter(b"c"))
        await asyncio.sleep(0)
        assert not third.done()
        seats.append(await asyncio.wait_for(door.enter(b"new"), 1))
        door.leave(seats.pop())  # the seat that is kept for others goes to none of them
        await asyncio.sleep(0)
        assert not third.done()
        door.leave(seats.pop())
        seats.append(await asyncio.wait_for(third, 1))
        for seat in seats:
            door.leave(seat)
        assert door.at_work == 0

    asyncio.run(run())


def test_a_client_is_slow_until_its_queries_were_short_for_a_while() -> None:
    ledger = ClientLedger(0, 1, Clock())
    ledger.end(b"a", 2.0)
    assert ledger.cost(b"a") == 2.0
    for _ in range(10):
        ledger.end(b"a", 0.01)
    assert ledger.cost(b"a") < 0.2


def test_a_wait_counts_as_time_of_the_query() -> None:
    async def run() -> None:
        door = admission()
        first = await door.enter(b"x")
        with pytest.raises(TimeoutError):
            await door.enter(b"y", seconds=0.02)
        door.leave(first)
        assert (door.at_work, door.waiting) == (0, [])

    asyncio.run(run())


def test_too_many_paused_queries_end_with_the_most_expensive() -> None:
    async def run() -> None:
        door = Admission(3, 0, 8, 5.0, ClientLedger(0, 1), most_paused=1)
        door.ledger.end(b"heavy", 5.0)
        ended: list[bytes] = []
        for client in (b"light", b"heavy"):
            seat = await door.enter(client)
            assert not door.lengthen(seat, lambda: None, lambda client=client: ended.append(client))  # type: ignore[misc]
        assert (ended, len(door.paused)) == ([b"heavy"], 1)

    asyncio.run(run())


def test_a_query_that_had_to_wait_for_the_processor_is_no_long_one() -> None:
    ledger = ClientLedger(0, 1, Clock())
    ledger.end(b"a", 3.0, 0.01)
    assert ledger.cost(b"a") < 0.05


def test_who_waits_without_a_task_gives_back_what_it_was_handed() -> None:
    async def run() -> None:
        door = admission()
        first = await door.enter(b"x")
        gone, stays = door.line_up(b"y"), door.line_up(b"z")
        door.leave(first)
        assert gone.ready.done()
        door.give_up(gone)
        assert stays.ready.done()
        door.leave(door.take(stays))
        assert (door.at_work, door.waiting) == (0, [])

    asyncio.run(run())


def test_a_full_queue_may_send_away_one_that_was_cancelled_just_now() -> None:
    async def run() -> None:
        door = Admission(1, 1, 1, 5.0, ClientLedger(0, 1))
        door.ledger.end(b"heavy", 5.0)
        first = await door.enter(b"x")
        cancelled = asyncio.ensure_future(door.enter(b"heavy"))
        await asyncio.sleep(0)
        cancelled.cancel()
        stays = door.line_up(b"y")
        await asyncio.gather(cancelled, return_exceptions=True)
        door.leave(first)
        assert stays.ready.done()
        door.leave(door.take(stays))
        assert (door.at_work, door.waiting) == (0, [])

    asyncio.run(run())


def test_whose_turn_it_is_is_told_at_once() -> None:
    async def run() -> None:
        door, told = admission(), []
        first = await door.enter(b"x")
        waiter = door.line_up(b"y", on_turn=told.append)
        door.leave(first)
        assert told == [waiter.ready]
        door.leave(door.take(waiter))
        assert (door.at_work, door.waiting) == (0, [])

    asyncio.run(run())
