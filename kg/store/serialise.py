"""Triples as text: the same bytes for the same triples in every process."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import pyoxigraph as ox

_XML_ROOT = re.compile(rb"<rdf:RDF((?: xmlns:[\w.-]+=\"[^\"]*\")*)>")


def serialise_triples(triples: Iterable[ox.Triple], format_: ox.RdfFormat, prefixes: dict[str, str]) -> bytes:
    """Triples, each once, in the order given.

    The engine writes prefixes in the order of a hash that differs from run to run, and a strong validator promises equal bytes: so
    prefixes are sorted here, and only those that are used are written.
    """
    unique = dict.fromkeys(triples)
    data = ox.serialize(unique, format=format_, prefixes=_used(unique, prefixes)) or b""
    if format_ == ox.RdfFormat.TURTLE:
        return _sorted_turtle(data)
    return _XML_ROOT.sub(_sorted_root, data, count=1) if format_ == ox.RdfFormat.RDF_XML else data


def _used(triples: Iterable[ox.Triple], prefixes: dict[str, str]) -> dict[str, str]:
    """Prefixes of predicates and of the objects of vocabularies; a prefix that few things need is not worth its line."""
    seen = set()
    for triple in triples:
        seen.add(_namespace(triple.predicate.value))
        term = triple.object
        if isinstance(term, ox.NamedNode):
            seen.add(_namespace(term.value))
        elif isinstance(term, ox.Literal):
            seen.add(_namespace(term.datatype.value))
    return {prefix: namespace for prefix, namespace in prefixes.items() if namespace in seen}


@lru_cache(maxsize=20_000)
def _namespace(name: str) -> str:
    """A name up to its last mark: what a prefix may stand for."""
    return name[: max(name.rfind("#"), name.rfind("/")) + 1]


def _sorted_turtle(data: bytes) -> bytes:
    lines = data.split(b"\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"\n".join([*sorted(lines[:count]), *lines[count:]])


def _sorted_root(match: re.Match[bytes]) -> bytes:
    return b"<rdf:RDF" + b"".join(b" " + part for part in sorted(match[1].split())) + b">"
