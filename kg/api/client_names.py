"""The client of a request, as a number that says nothing: no address is stored or logged anywhere."""

from __future__ import annotations

import ipaddress
import os
from functools import lru_cache
from hashlib import blake2b

from starlette.types import Scope

from kg.settings import Settings

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class ClientNames:
    """Names for clients by their address prefix. The key is made anew in each process and never leaves it."""

    def __init__(self, settings: Settings) -> None:
        self._key = os.urandom(16)
        self._bits = {4: settings.client_prefix_v4, 6: settings.client_prefix_v6}
        self._proxies = [ipaddress.ip_network(name, strict=False) for name in settings.trusted_proxies]
        self._header = settings.client_header.lower().encode()
        self.of_address = lru_cache(maxsize=4096)(self._of_address)

    def of_scope(self, scope: Scope) -> bytes:
        """The name of the client of a request. A header names the client only if a trusted proxy sent it."""
        peer = scope["client"][0] if scope.get("client") else ""
        if self._proxies and self._is_trusted(peer):
            named = [value.decode("latin-1") for name, value in scope["headers"] if name == self._header]
            for address in reversed([part.strip() for line in named for part in line.split(",")]):
                peer = address
                if not self._is_trusted(address):
                    break
        return self.of_address(peer)

    def _of_address(self, address: str) -> bytes:
        parsed = _parsed(address)
        if parsed is None:
            return b"unknown"
        network = ipaddress.ip_network((parsed, self._bits[parsed.version]), strict=False)
        return blake2b(network.network_address.packed, key=self._key, digest_size=12).digest()

    def _is_trusted(self, address: str) -> bool:
        parsed = _parsed(address)
        return parsed is not None and any(parsed in network for network in self._proxies if network.version == parsed.version)


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed
