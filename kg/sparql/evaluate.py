"""Evaluation of a guarded query on a pyoxigraph store."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

from kg.sparql.dataset import Merger, NamedDataset, dataset_of
from kg.sparql.guard import GuardedQuery, QueryRefused
from kg.sparql.protocol import ProtocolRequest

_AT = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Table:
    """Solutions for a page: names of variables, rows, and whether more follow."""

    variables: list[str]
    rows: list[list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]]
    more: bool


def run(store: ox.Store, merger: Merger, query: GuardedQuery, request: ProtocolRequest, base_iri: str) -> Answer:
    """The engine's answer; work goes on while it is read. Raises QueryRefused for what the engine refuses.

    Graphs named by the request come before the query's own FROM (protocol, section 2.1.4). Where neither names any, the default graph
    is the store's own, which holds the union. Two or more default graphs are merged first: the engine would count their common triples
    once for each.
    """
    options: dict[str, object] = {}
    named = NamedDataset(request.default_graphs, request.named_graphs) if request.names_dataset else None
    if named is None and query.names_dataset:
        named = dataset_of(query.text, base_iri)
    if named and len(set(named.default_graphs)) > 1:
        store = merger.merged(tuple(dict.fromkeys(named.default_graphs)), tuple(dict.fromkeys(named.named_graphs)))
        options = {"default_graph": ox.DefaultGraph(), "named_graphs": [ox.NamedNode(address) for address in named.named_graphs]}
    elif request.names_dataset:
        options["default_graph"] = [ox.NamedNode(address) for address in request.default_graphs]
        options["named_graphs"] = [ox.NamedNode(address) for address in request.named_graphs]
    try:
        return store.query(query.text, base_iri=base_iri, **options)  # type: ignore[arg-type]
    except (SyntaxError, ValueError, OSError, RuntimeError) as error:
        raise refused(error) from None


def constructed(answer: ox.QueryTriples) -> list[ox.Triple]:
    """The triples of a CONSTRUCT or DESCRIBE."""
    try:
        return list(answer)
    except (ValueError, OSError, RuntimeError) as error:
        raise refused(error) from None


def table(answer: ox.QuerySolutions, limit: int) -> Table:
    """The first solutions, for people to look at."""
    rows: list[list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]] = []
    more = False
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        if len(rows) == limit:
            more = True
            break
        rows.append([solution[name] for name in names])
    return Table(names, rows, more)


def refused(error: Exception) -> QueryRefused:
    """What the engine says against a query, with the position of a syntax error."""
    if not isinstance(error, SyntaxError):
        return QueryRefused(f"The query cannot be evaluated: {error}.")
    if match := _AT.search(str(error)):
        line, column = int(match[1]), int(match[2])
        return QueryRefused(f"The query is not well-formed at line {line}, column {column}: {match[3]}.", line=line, column=column)
    return QueryRefused(f"The query is not well-formed: {error}.")
