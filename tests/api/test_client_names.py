"""Who a client is, behind proxies and without them: a header is believed only as far as trusted proxies wrote it."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kg.api.client_names import ClientNames
from kg.settings import Settings
from tests.api.server import Server

CLIENT, PROXY = "203.0.113.5", "10.0.0.1"
TRUSTED = ("10.0.0.0/8", "2001:db8:ffff::/48", "192.0.2.7")


def scope(peer: str | None, *lines: str, header: str = "x-forwarded-for") -> dict[str, object]:
    return {"client": (peer, 1) if peer is not None else None, "headers": [(header.encode(), line.encode("latin-1")) for line in lines]}


@pytest.fixture(scope="module")
def names() -> ClientNames:
    return ClientNames(Settings(trusted_proxies=TRUSTED))  # type: ignore[call-arg]


def test_without_trusted_proxies_no_header_is_believed() -> None:
    names = ClientNames(Settings())
    for peer in (CLIENT, PROXY, "127.0.0.1", "::1"):
        for line in ("198.51.100.1", "127.0.0.1", "", "garbage", "198.51.100.1, " + peer):
            assert names.of_scope(scope(peer, line)) == names.of_scope(scope(peer))


@pytest.mark.parametrize("peer", [CLIENT, "11.0.0.1", "2001:db8:fffe::1", "192.0.2.8", "::ffff:11.0.0.1"])
def test_who_is_no_trusted_proxy_cannot_name_another(names: ClientNames, peer: str) -> None:
    for header in ("x-forwarded-for", "x-real-ip", "forwarded", "client-ip", "true-client-ip"):
        assert names.of_scope(scope(peer, "198.51.100.1", header=header)) == names.of_scope(scope(peer))


@pytest.mark.parametrize("peer", [PROXY, "10.255.255.255", "192.0.2.7", "2001:db8:ffff::9", "::ffff:10.0.0.1", "::FFFF:192.0.2.7"])
def test_a_trusted_proxy_names_the_client(names: ClientNames, peer: str) -> None:
    assert names.of_scope(scope(peer, CLIENT)) == names.of_scope(scope(CLIENT))
    assert names.of_scope(scope(peer)) == names.of_scope(scope(peer, ""))


@pytest.mark.parametrize(
    "lines",
    [
        (f"198.51.100.1, {CLIENT}",),  # what the client wrote itself stands before what the proxy saw
        (f"198.51.100.1,{CLIENT},10.0.0.2",),
        (f"{CLIENT} ,  10.0.0.2 , 2001:db8:ffff::2",),
        ("198.51.100.1", f"{CLIENT}", "10.0.0.2, 10.0.0.3"),  # lines of one name are one list
        (f"10.0.0.9, {CLIENT}, 10.0.0.2",),  # a client that says it is a proxy
        (f"garbage, <script>, {CLIENT}",),
        (f"{CLIENT}, ",),  # empty elements of a list count for nothing
        (f"{CLIENT},,10.0.0.2, ,",),
        (f"{CLIENT}:51234",),  # some proxies tell the port too
        (f"::ffff:{CLIENT}",),
        (f"[::ffff:{CLIENT}]:443, [2001:db8:ffff::2]:80",),
        (f'"{CLIENT}"',),
        (f"{'10.0.0.4, ' * 500}{CLIENT}{', 10.0.0.5' * 500}",),
    ],
)
def test_the_last_address_that_is_no_proxy_of_ours_is_the_client(names: ClientNames, lines: tuple[str, ...]) -> None:
    assert names.of_scope(scope(PROXY, *lines)) == names.of_scope(scope(CLIENT))


GARBAGE = [
    *("unknown", "_hidden", "localhost", "203.0.113", "203.0.113.5.6", "0313.0.113.5", "1" * 20_000, "::g", "\xff\xfe", "٣.0.0.1"),
    *("[", "[]", "[::1", ":80", "203.0.113.5:x:y", "2001:db8::1::2", "203.0.113.5/24"),
]


@pytest.mark.parametrize("garbage", GARBAGE)
def test_what_is_no_address_leaves_the_client_to_the_proxy_that_wrote_it(names: ClientNames, garbage: str) -> None:
    """They all were one client of the name "unknown", and used up one quota, through whichever proxy they came."""
    garbage = garbage.encode("utf-8").decode("latin-1")
    assert names.of_scope(scope(PROXY, garbage)) == names.of_scope(scope(PROXY))
    assert names.of_scope(scope("10.0.0.9", f"{CLIENT}, {garbage}, {PROXY}")) == names.of_scope(scope(PROXY))


def test_where_all_are_proxies_the_first_one_is_the_client(names: ClientNames) -> None:
    assert names.of_scope(scope(PROXY, "10.0.0.7, 10.0.0.8")) == names.of_scope(scope("10.0.0.7"))


def test_clients_with_ipv6_are_their_network_however_it_is_written(names: ClientNames) -> None:
    plain = names.of_scope(scope("2001:db8:1:2::1"))
    for other in (
        "2001:db8:1:2:ffff::9",
        "2001:0DB8:0001:0002:0:0:0:0005",
        "[2001:db8:1:2::7]",
        "[2001:db8:1:2::7]:8080",
        "2001:db8:1:2::1%eth0",
    ):
        assert names.of_scope(scope(PROXY, other)) == plain
    assert names.of_scope(scope(PROXY, "2001:db8:1:3::1")) != plain


def test_the_header_can_be_another_one_or_that_of_rfc_7239() -> None:
    real = ClientNames(Settings(trusted_proxies=TRUSTED, client_header="X-Real-IP"))  # type: ignore[call-arg]
    assert real.of_scope(scope(PROXY, CLIENT, header="x-real-ip")) == real.of_scope(scope(CLIENT))
    assert real.of_scope(scope(PROXY, CLIENT)) == real.of_scope(scope(PROXY))
    standard = ClientNames(Settings(trusted_proxies=TRUSTED, client_header="Forwarded"))  # type: ignore[call-arg]
    for line, client in (
        (f"for={CLIENT}", CLIENT),
        (f'for=198.51.100.1, For="{CLIENT}:47011";proto=https;by=10.0.0.3, for=10.0.0.2', CLIENT),
        ('proto=https; for="[2001:db8:cafe::17]:4711"', "2001:db8:cafe::17"),
        ("for=unknown", PROXY),
        ("proto=https", PROXY),
        (CLIENT, PROXY),
        ("", PROXY),
    ):
        assert standard.of_scope(scope(PROXY, line, header="forwarded")) == standard.of_scope(scope(client)), line


def test_who_comes_without_an_address_has_a_name_too(names: ClientNames) -> None:
    assert names.of_scope(scope(None)) == names.of_scope(scope("")) == names.of_scope(scope(None, CLIENT))


def test_networks_of_proxies_may_be_written_as_mapped_ones() -> None:
    mapped = ClientNames(Settings(trusted_proxies=("::ffff:10.0.0.0/104",)))  # type: ignore[call-arg]
    assert mapped.of_scope(scope(PROXY, CLIENT)) == mapped.of_scope(scope(CLIENT))
    assert mapped.of_scope(scope("11.0.0.1", CLIENT)) == mapped.of_scope(scope("11.0.0.1"))


@pytest.mark.parametrize("wrong", ["nonsense", "10.0.0.0/33", "10.0.0.1:80", "", "proxy.example"])
def test_a_proxy_that_is_no_address_is_refused_at_the_start_with_a_sentence(wrong: str) -> None:
    with pytest.raises(ValidationError, match="trusted_proxies") as refused:
        Settings(trusted_proxies=(wrong,))  # type: ignore[call-arg]
    assert "is no address or network" in str(refused.value)


@given(st.lists(st.text(max_size=40), max_size=4), st.sampled_from([PROXY, CLIENT, "::1", ""]))
def test_no_header_is_an_error_and_no_name_tells_an_address(lines: list[str], peer: str) -> None:
    names = ClientNames(Settings(trusted_proxies=TRUSTED))  # type: ignore[call-arg]
    found = names.of_scope({"client": (peer, 1), "headers": [(b"x-forwarded-for", line.encode()) for line in lines]})  # type: ignore[arg-type]
    assert found == b"unknown" or len(found) == 12
    assert peer == "" or peer.encode() not in found


def test_all_connections_of_a_proxy_are_not_those_of_one_client(server_of: Callable[..., Server]) -> None:
    """The limit of one client's connections closed those of a balancer, whose clients are many."""
    for proxies, allowed in (((), 3), (("127.0.0.1",), 8)):
        server = server_of(max_connections_per_client=3, trusted_proxies=proxies)
        connections = [socket.create_connection(("127.0.0.1", server.port), timeout=5) for _ in range(8)]
        time.sleep(0.2)
        answered = 0
        for connection in connections:
            try:
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                answered += connection.recv(1000).startswith(b"HTTP/1.1 200")
            except OSError:
                pass
        for connection in connections:
            connection.close()
        assert answered == allowed
