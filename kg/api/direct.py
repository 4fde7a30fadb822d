"""Plain requests for documents and queries, answered from the connection itself: no task, no request object, no route.

What is not plain (pages, refusals, odd headers or encodings, a query with other parameters) is left to the routes. An answer is the same
either way.
"""

from __future__ import annotations

import binascii
import zlib
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache

from kg.api.documents import says_something_of
from kg.api.flights import Flight
from kg.api.graph import ServedGraph
from kg.api.heads import answer_heads, document_heads
from kg.api.negotiation import DOCUMENT, HTML, RDF, RESULTS, TURTLE, NotAcceptable, Representation, by_suffix, choose
from kg.api.recorder import WORTH, Sent, tagged
from kg.api.served import Served
from kg.api.sparql import query_headers
from kg.api.written import PLAIN
from kg.errors import HamError
from kg.sparql.pool import WorkerPool
from kg.sparql.quick_guard import quick_guard
from kg.sparql.task import Task
from kg.store.serialise import serialise_triples

_QUERY = b"query="
_IN_VALUES = bytes(code for code in range(0x21, 0x7F) if code != ord("&"))
_OFFERED = {"document": DOCUMENT, "solutions": (*RESULTS, HTML), "triples": (*RDF, HTML)}


@dataclass(frozen=True, slots=True)
class Query:
    """A query that may be asked at once, what its answer is known by, and the headers that the answer has."""

    task: Task
    key: Hashable
    form: Representation
    headers: dict[str, str]


def document(served: Served, path: bytes, accept: bytes | None) -> Sent | None:
    """The document about a thing in an RDF format; None if the routes must answer."""
    name = path[5:].decode("latin-1")
    if not PLAIN.fullmatch(name) or (form := _form(accept, "document")) is None:
        return None
    if "." in name and by_suffix(name.rpartition(".")[2], DOCUMENT):
        return None  # with a suffix of its own it may be a thing of that name, or a form of another
    body = served.written.get(name) if form is TURTLE and served.written else None
    if body is None and (body := _made(served.graph, name, form)) is None:
        return None
    if (heads := served.heads.get(form.suffix)) is None:
        heads = served.heads[form.suffix] = document_heads(served.graph, form)
    return heads.sent(path[5:], body)


def _made(graph: ServedGraph, name: str, form: Representation) -> bytes | None:
    address = f"{graph.base}id/{name}"
    triples = graph.describe(address)
    assert form.rdf is not None
    return serialise_triples(triples, form.rdf, graph.prefixes) if says_something_of(address, triples) else None


def query(served: Served, query_string: bytes, accept: bytes | None) -> Query | None:
    """What is asked, if it is one plain query and nothing else."""
    if not isinstance(served.pool, WorkerPool) or len(query_string) > 8192 or not query_string.startswith(_QUERY):
        return None
    text = unquoted(query_string[len(_QUERY) :])
    if not text:
        return None
    settings = served.settings
    guarded = quick_guard(text, settings)
    if guarded is None or (form := _form(accept, "solutions" if guarded.form in ("SELECT", "ASK") else "triples")) is None:
        return None
    task = Task(guarded.text, served.graph.base, False, form.suffix, (), (), settings.query_seconds, settings.query_max_answer_bytes)
    key = (guarded.normal, (), (), form.suffix)
    return Query(task, key, form, query_headers(served.graph, key, form))


def begin(served: Served, asked: Query, client: bytes) -> Flight | None:
    """Start the query, if it can start at once, or wait for its answer with those who ask the same at this moment."""
    assert isinstance(served.pool, WorkerPool)
    if flight := served.answers.join(asked.key, asked.task.seconds):
        return flight
    if served.answers.asked_now(asked.key, asked.task.seconds):
        return None
    try:
        exchange = served.pool.begin(asked.task, client)
    except HamError:
        return None  # the routes say why
    return served.answers.begin(asked.key, asked.task.seconds, exchange) if exchange else None


def answer(asked: Query, body: bytes) -> Sent:
    heads = answer_heads(asked.form, asked.headers["Vary"], asked.headers["Cache-Control"])
    return heads.sent(asked.headers["ETag"].encode("latin-1"), body)


def worth_packing(sent: Sent) -> bool:
    return len(sent.body) >= WORTH


def packed(sent: Sent) -> Sent:
    """The same, compressed."""
    body = zlib.compress(sent.body, 6, wbits=31)
    headers = tagged([pair for pair in sent.headers if pair[0] != b"content-length"])
    return Sent.of(sent.status, [*headers, (b"content-encoding", b"gzip"), (b"content-length", str(len(body)).encode())], body)


def unquoted(value: bytes) -> str | None:
    """The one value of a form, decoded; None if it is not well-formed, or not the only one.

    >>> unquoted(b"a%20b+c=%3D%C3%A9"), unquoted(b"a%2"), unquoted(b"a&b"), unquoted(b"%C3")
    ('a b c==é', None, None, None)
    """
    if value.translate(None, _IN_VALUES):
        return None
    escaped = value.replace(b"+", b" ").replace(b"=", b"=3D").replace(b"%", b"=")
    plain = binascii.a2b_qp(escaped)
    if len(escaped) - len(plain) != 2 * escaped.count(b"="):  # what is no escape is left as it is
        return None
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError:
        return None


@lru_cache(maxsize=1000)
def _form(accept: bytes | None, kind: str) -> Representation | None:
    """The form wanted; None for a page, or if none is to be had."""
    try:
        form = choose(None if accept is None else accept.decode("latin-1"), _OFFERED[kind])
    except NotAcceptable:
        return None
    return None if form is HTML else form
