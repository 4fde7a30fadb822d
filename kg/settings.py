"""The only reader of the environment. Settings come from variables that start with ``HAM_`` (``PORT`` and ``HOST`` too)."""

from __future__ import annotations

import ipaddress
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from kg.namespaces import CANONICAL_BASE

_MAPPED_BITS = 96


class Settings(BaseSettings):
    """Frozen settings of one process; every limit is documented here and told when it refuses something."""

    model_config = SettingsConfigDict(env_prefix="HAM_", frozen=True, populate_by_name=True)

    base_iri: str = Field(CANONICAL_BASE, description="Start of every IRI; fixed when a release is built. http(s), ends in a slash.")
    data_dir: Path = Field(Path("var"), description="Folder of what runs leave behind: quads, reports, releases.")
    host: str = Field("127.0.0.1", validation_alias=AliasChoices("host", "HAM_HOST", "HOST"), description="Address to listen on.")
    port: int = Field(
        8000, ge=0, le=65535, validation_alias=AliasChoices("port", "HAM_PORT", "PORT"), description="Port to listen on; 0: any free one."
    )
    keep_releases: int = Field(3, ge=1, description="Releases kept on disk, the current one included.")
    max_source_bytes: int = Field(256 * 2**20, description="Largest source file that a build reads, in bytes (unpacked, for XLSX).")
    shacl_engine: Literal["auto", "pyshacl", "native"] = Field(
        "auto",
        description="auto: natively where the extra [fast] is installed, with pyshacl over a sample; pyshacl: everything by pyshacl alone.",
    )
    query_max_length: int = Field(100_000, description="Longest SPARQL query, in characters.")
    query_max_depth: int = Field(64, description="Deepest nesting of brackets in a SPARQL query.")
    query_max_chain: int = Field(500, description="Longest chain of one operator or clause in a SPARQL query.")
    query_workers: int = Field(0, ge=0, le=64, description="Quick queries that are answered at once; 0: one more than there are cores.")
    query_long_workers: int = Field(0, ge=0, le=64, description="Long queries that are answered at once, besides; 0: as many as cores.")
    query_quick_seconds: float = Field(
        0.2,
        gt=0,
        description="A query that takes the processor for so many seconds is a long one; while others wait, for a quarter.",
    )
    query_seconds: float = Field(30.0, gt=0, le=600, description="Longest time that a query may take from its arrival on, in seconds.")
    query_memory_bytes: int = Field(3 * 2**27, ge=2**26, description="Most memory that one query may take beyond the data, in bytes.")
    query_pool_memory_bytes: int = Field(
        5 * 2**27, ge=2**26, description="Most memory of all queries together beyond the data, in bytes; past it the largest is stopped."
    )
    query_max_answer_bytes: int = Field(2**30, ge=2**10, description="Longest answer, in bytes.")
    query_queue_length: int = Field(64, ge=0, description="Queries that may wait for a worker; further ones get 503.")
    query_queue_seconds: float = Field(5.0, gt=0, description="Longest wait for a worker, in seconds; then 503.")
    client_query_seconds: float = Field(
        120.0, ge=0, description="Query seconds that one client may have used up at any time; then 429. 0: no quota."
    )
    client_query_rate: float = Field(1.0, gt=0, description="Query seconds that are forgiven a client in each second.")
    client_prefix_v4: int = Field(32, ge=8, le=32, description="Bits of an IPv4 address that make a client.")
    client_prefix_v6: int = Field(64, ge=16, le=128, description="Bits of an IPv6 address that make a client.")
    trusted_proxies: tuple[str, ...] = Field((), description="Addresses or networks of proxies whose client_header is believed; JSON list.")
    client_header: str = Field(
        "x-forwarded-for",
        description="Header in which trusted proxies name the client (or forwarded, RFC 7239); the last address that is no proxy counts.",
    )
    document_cache_bytes: int = Field(64 * 2**20, ge=0, description="Memory for documents that were sent before, in bytes; 0: none.")
    written_documents_bytes: int = Field(
        2**32,
        ge=0,
        description="Disk for documents that are written out beside a release, in bytes; the rest is made from the store. 0: none.",
    )
    result_cache_bytes: int = Field(64 * 2**20, ge=0, description="Memory for answers of queries that were sent before, in bytes; 0: none.")
    watch_seconds: float = Field(2.0, ge=0, description="How often it is looked whether another release is current; 0: never.")
    drain_seconds: float = Field(60.0, ge=0, description="How long requests to a release that was replaced may go on, in seconds.")
    metrics_host: str = Field("127.0.0.1", description="Address of the private port.")
    metrics_port: int = Field(0, ge=0, le=65535, description="Private port for /metrics and /ready; 0: none.")
    header_seconds: float = Field(10.0, gt=0, description="Longest time in which a client sends the head of a request, in seconds.")
    body_seconds: float = Field(30.0, gt=0, description="Longest time in which a client sends the body of a request, in seconds.")
    max_header_bytes: int = Field(32 * 2**10, ge=2**10, description="Longest head of a request, in bytes; then 431.")
    max_connections: int = Field(2048, ge=1, description="Connections at once; further ones are closed.")
    max_connections_per_client: int = Field(
        256, ge=1, description="Connections of one client at once; further ones are closed. Trusted proxies have as many as they want."
    )
    log_requests: bool = Field(False, description="Write a line for each request: method, kind, status, duration; never an address.")
    sparql_endpoint: str = Field(
        "",
        validation_alias=AliasChoices("sparql_endpoint", "HAM_SPARQL_ENDPOINT", "KG_SPARQL_ENDPOINT"),
        description="Endpoint of another engine that holds the release and answers the queries in place of our own workers.",
    )
    sparql_union_graph: str = Field(
        "",
        validation_alias=AliasChoices("sparql_union_graph", "HAM_SPARQL_UNION_GRAPH", "KG_SPARQL_UNION_GRAPH"),
        description="Graph of that engine that holds what `ham union` writes, where its default graph is not that union (Virtuoso).",
    )
    memory_quads: int = Field(
        10_000_000, ge=0, description="Up to so many quads, queries are answered from memory; beyond, from the store on disk."
    )
    columns_bytes: int = Field(
        256 * 2**20,
        ge=0,
        description="Memory for the columns beside the data in memory that answer queries over many observations, in bytes; 0: none.",
    )
    query_max_merge: int = Field(2_000_000, description="Most triples of the graphs that one query merges into its default graph.")
    page_size: int = Field(100, ge=1, le=10_000, description="Entries a page in lists of inbound links, observations and rows.")

    @field_validator("trusted_proxies")
    @classmethod
    def _proxies_are_addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            try:
                proxy_network(name)
            except ValueError:
                raise ValueError(f"in trusted_proxies, {name!r} is no address or network like 10.0.0.1 or 2001:db8::/48") from None
        return value

    @field_validator("base_iri")
    @classmethod
    def _base_is_an_http_folder(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")) or not value.endswith("/") or any(c in value for c in ' <>"{}|\\^`#?'):
            raise ValueError("the base IRI must start with http:// or https://, end with a slash, and hold no space, '#' or '?'")
        return value


def proxy_network(name: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    """The network of a proxy, given as an address or a network; one of IPv4 addresses mapped into IPv6 as that of IPv4.

    Raises ValueError.

    >>> proxy_network("::ffff:10.0.0.0/104"), proxy_network("10.1.2.3/8")
    (IPv4Network('10.0.0.0/8'), IPv4Network('10.0.0.0/8'))
    """
    network = ipaddress.ip_network(name, strict=False)
    mapped = getattr(network.network_address, "ipv4_mapped", None)
    if mapped is not None and network.prefixlen >= _MAPPED_BITS:
        return ipaddress.ip_network((mapped, network.prefixlen - _MAPPED_BITS), strict=False)
    return network


@cache
def get_settings() -> Settings:
    """Settings of this process as the environment gave them at first use."""
    return Settings()


def limits_page() -> str:
    """The page that documents every setting, as Markdown; a test keeps docs/limits.md equal to it."""
    lines = [
        "# Settings and limits",
        "",
        "Written from `kg/settings.py`: change it there, then `pytest tests/unit/test_limits.py --rewrite-golden`.",
        "A refusal names the setting that it comes from.",
        "",
        "| variable | default | what it is |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        names = [choice for choice in alias.choices if choice != name] if isinstance(alias, AliasChoices) else [f"HAM_{name.upper()}"]
        shown = ", ".join(f"`{variable}`" for variable in names)
        lines.append(f"| {shown} | {_shown(field.default)} | {field.description or ''} |")
    return "\n".join(lines) + "\n"


def _shown(default: object) -> str:
    if isinstance(default, bool):
        return "`true`" if default else "`false`"
    if isinstance(default, int):
        return f"{default:,}"
    return f"`{default}`" if default not in ((), "") else "none"
