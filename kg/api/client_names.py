"""The client of a request, as a number that says nothing: no address is stored or logged anywhere."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from starlette.types import Scope

from kg.settings import Settings, proxy_network

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_FORWARDED = b"forwarded"  # RFC 7239
_FOR = re.compile(r'(?:^|;)\s*for="?([^";]*)', re.ASCII | re.IGNORECASE)
_WITH_PORT = re.compile(r'"?(?:\[([0-9A-Fa-f:.]+)(?:%[\w.-]+)?\]|(\d+\.\d+\.\d+\.\d+))(?::\d{1,5})?"?', re.ASCII)
_LONGEST = 100  # characters; no address is longer


class ClientNames:
    """Names for clients by their address prefix. The key is made anew in each process and never leaves it."""

    def __init__(self, settings: Settings) -> None:
        self._key = os.urandom(16)
        self._bits = {4: settings.client_prefix_v4, 6: settings.client_prefix_v6}
        self._proxies = [proxy_network(name) for name in settings.trusted_proxies]
        self._header = settings.client_header.lower().encode()
        self.of_address = lru_cache(maxsize=4096)(self._of_address)

    def of_scope(self, scope: Scope) -> bytes:
        """The name of the client of a request.

        A header names the client only as far as trusted proxies wrote it: each adds whom it saw at the end, so it is read from there up to
        the first address that is no proxy of ours. What a client wrote itself stands before.
        A proxy that tells no address is itself the client.
        """
        client = scope["client"][0] if scope.get("client") else ""
        if not self._proxies or not self.is_trusted(client):
            return self.of_address(client)
        for told in self._told(scope):
            if _parsed(told) is None:
                break
            client = told
            if not self.is_trusted(told):
                break
        return self.of_address(client)

    def is_trusted(self, address: str) -> bool:
        """Whether this is the address of a proxy whose word counts."""
        parsed = _parsed(address)
        return parsed is not None and any(parsed in network for network in self._proxies if network.version == parsed.version)

    def _told(self, scope: Scope) -> Iterator[str]:
        """What stands in the header, from the end. Empty elements of a list count for nothing (RFC 9110, section 5.6.1)."""
        lines = [value.decode("latin-1") for name, value in scope["headers"] if name == self._header]
        for element in reversed([part.strip() for line in lines for part in line.split(",")]):
            if element and self._header == _FORWARDED:
                found = _FOR.search(element)
                yield found[1] if found else ""
            elif element:
                yield element

    def _of_address(self, address: str) -> bytes:
        parsed = _parsed(address)
        if parsed is None:
            return b"unknown"
        network = ipaddress.ip_network((parsed, self._bits[parsed.version]), strict=False)
        return blake2b(network.network_address.packed, key=self._key, digest_size=12).digest()


def _parsed(text: str) -> _Address | None:
    """An address, whether or not its port, brackets, quotes or zone stand with it; None for anything else."""
    if len(text) > _LONGEST:
        return None
    if match := _WITH_PORT.fullmatch(text):
        text = match[1] or match[2]
    try:
        parsed = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed
