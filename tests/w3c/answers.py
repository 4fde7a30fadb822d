"""Answers and expected results as graphs, so that they are compared up to the names of blank nodes.

Numbers and truth values are compared by value: the engine keeps 1.0 as 1, which is the same value of the same datatype.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_X = "x:result#"
_FORMATS = {"srx": ox.QueryResultsFormat.XML, "srj": ox.QueryResultsFormat.JSON, "tsv": ox.QueryResultsFormat.TSV}
_GRAPHS = {"ttl": ox.RdfFormat.TURTLE, "rdf": ox.RdfFormat.RDF_XML, "nt": ox.RdfFormat.N_TRIPLES, "trig": ox.RdfFormat.TRIG}
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {_XSD + name for name in ("decimal", "integer", "double", "float", "int", "short", "byte", "long", "nonPositiveInteger")}
Row = dict[str, object]


def by_value(term):
    """The term with one spelling of its value."""
    if not isinstance(term, ox.Literal) or term.language:
        return term
    datatype, text = term.datatype.value, term.value
    if datatype == _XSD + "boolean":
        return ox.Literal({"1": "true", "0": "false"}.get(text, text), datatype=term.datatype)
    if datatype in _NUMBERS:
        try:
            number = Decimal(text.replace("INF", "Infinity"))
        except InvalidOperation:
            return term
        shown = format(number.normalize() + 0, "f") if number.is_finite() else str(number)
        return ox.Literal(shown, datatype=term.datatype)
    return term


def canonical(quads: list[ox.Quad]) -> set[str]:
    dataset = ox.Dataset(ox.Quad(quad.subject, quad.predicate, by_value(quad.object), quad.graph_name) for quad in quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


def expected(data: bytes, suffix: str, base: str) -> set[str] | bool:
    """The result that a file states: a truth value, or a graph in canonical form (solutions are written as one)."""
    if suffix in _FORMATS:
        return of_results(data, _FORMATS[suffix])
    quads = list(ox.parse(data, format=_GRAPHS[suffix], base_iri=base))
    sets = {quad.subject for quad in quads if quad.object == ox.NamedNode(RS + "ResultSet")}
    if not sets:
        return canonical(quads)
    store = ox.Store()
    store.extend(quads)
    truth = next((quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(RS + "boolean"), None)), None)
    return truth.value == "true" if isinstance(truth, ox.Literal) else _solutions(_rows(store))


def of_results(data: bytes, format_: ox.QueryResultsFormat) -> set[str] | bool:
    parsed = ox.parse_query_results(data, format=format_)
    if isinstance(parsed, ox.QueryBoolean):
        return bool(parsed)
    names = [variable.value for variable in parsed.variables]
    return _solutions([{name: row[name] for name in names if row[name] is not None} for row in parsed])


def of_graph(data: bytes) -> set[str]:
    return canonical(list(ox.parse(data, format=ox.RdfFormat.N_TRIPLES)))


def csv_rows(data: bytes) -> Counter[tuple[tuple[str, str], ...]]:
    """Rows of a CSV answer by column (the order of ``SELECT *`` is free); blank nodes are only told from other things."""
    return Counter(tuple(sorted((name, _cell(cell)) for name, cell in row.items())) for row in csv.DictReader(io.StringIO(data.decode())))


def _cell(text: str) -> str:
    if text.startswith("_:"):
        return "_:"
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return text


def _rows(store: ox.Store) -> list[Row]:
    rows: list[Row] = []
    for solution in store.quads_for_pattern(None, ox.NamedNode(RS + "solution"), None):
        row: Row = {}
        for binding in store.quads_for_pattern(solution.object, ox.NamedNode(RS + "binding"), None):  # type: ignore[arg-type]
            parts = {quad.predicate.value: quad.object for quad in store.quads_for_pattern(binding.object, None, None)}  # type: ignore[arg-type]
            row[parts[RS + "variable"].value] = parts[RS + "value"]  # type: ignore[union-attr]
        rows.append(row)
    return rows


def _solutions(rows: list[Row]) -> set[str]:
    """Each row a node; equal rows without blank nodes are counted, so that canonical forms stay cheap."""
    quads, plain = [], Counter[tuple[tuple[str, str], ...]]()
    for number, row in enumerate(rows):
        if any(isinstance(term, (ox.BlankNode, ox.Triple)) for term in row.values()):
            node = ox.BlankNode(f"row{number}")
            quads += [ox.Quad(node, ox.NamedNode(_X + name), term) for name, term in row.items()]  # type: ignore[arg-type]
        else:
            plain[tuple(sorted((name, str(by_value(term))) for name, term in row.items()))] += 1
    return canonical(quads) | {f"{count} x {row}" for row, count in plain.items()}
