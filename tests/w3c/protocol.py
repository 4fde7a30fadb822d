"""The protocol tests of the suite as requests: method, path, headers, body, and what is expected of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import rdflib
from rdflib.collection import Collection

from tests.w3c.manifests import MF, RDF, UT, suite_root

HT, CNT = "http://www.w3.org/2011/http#", "http://www.w3.org/2011/content#"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request of a test and the expected answer."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statuses: frozenset[str]  # such as 2xx
    boolean: bool | None
    format: str | None


@dataclass(frozen=True, slots=True)
class ProtocolCase:
    name: str
    exchanges: tuple[Exchange, ...]

    @property
    def is_update(self) -> bool:
        """Whether it judges updates, which this read-only service refuses; a wrong update must be refused by it too."""
        return "update" in self.name and not self.name.startswith("bad_")


@cache
def _manifest() -> rdflib.Graph:
    root = suite_root()
    graph = rdflib.Graph()
    if root:
        path = root / "sparql11" / "protocol" / "manifest.ttl"
        graph.parse(path, format="turtle", publicID=path.as_uri())
    return graph


def graphs() -> dict[str, Path]:
    """Named graphs that the tests presume, with their files."""
    found = {}
    for data in set(_manifest().objects(None, rdflib.URIRef(UT + "graphData"))):
        address = str(_manifest().value(data, rdflib.RDFS.label))
        found[address] = Path(urlsplit(str(_manifest().value(data, rdflib.URIRef(UT + "graph")))).path)
    return found


@cache
def protocol_cases() -> tuple[ProtocolCase, ...]:
    manifest = _manifest()
    found = []
    for test in manifest.subjects(rdflib.URIRef(RDF + "type"), rdflib.URIRef(MF + "ProtocolTest")):
        requests = manifest.value(manifest.value(test, rdflib.URIRef(MF + "action")), rdflib.URIRef(HT + "requests"))
        exchanges = tuple(_exchange(node) for node in Collection(manifest, requests))
        found.append(ProtocolCase(str(test).rpartition("#")[2], exchanges))
    return tuple(sorted(found, key=lambda case: case.name))


def _exchange(node) -> Exchange:
    manifest = _manifest()

    def value(subject, name: str):
        return manifest.value(subject, rdflib.URIRef(name))

    fields = value(node, HT + "headers")
    headers = [
        (str(value(field, HT + "fieldName")), str(value(field, HT + "fieldValue")))
        for field in (Collection(manifest, fields) if fields else ())
    ]
    body = value(node, HT + "body")
    chars = str(value(body, CNT + "chars") or "") if body else ""
    encoding = str(value(body, CNT + "characterEncoding") or "UTF-8") if body else "UTF-8"
    answer = value(node, HT + "resp")
    statuses = frozenset(
        str(status).rpartition("StatusCode")[2] for status in manifest.objects(answer, rdflib.URIRef(MF + "expectedStatus"))
    )
    boolean = value(answer, MF + "expectedBoolean")
    format_ = value(answer, MF + "expectedFormat")
    target = str(value(node, HT + "absolutePath")).replace("/sparql/", "/sparql", 1)
    return Exchange(
        str(value(node, HT + "methodName")), target, tuple(headers), chars.encode(encoding), statuses,
        bool(boolean) if boolean is not None else None, str(format_) if format_ else None,
    )  # fmt: skip
