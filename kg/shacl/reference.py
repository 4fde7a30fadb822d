"""The reference: pyshacl over an rdflib graph."""

from __future__ import annotations

import logging
import re
from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import SH, XSD

from kg.errors import InputError
from kg.shacl.results import Result
from kg.shacl.terms import path_text, term_text

logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # a literal of the wrong form is a finding; rdflib would print a traceback too
_YEAR = re.compile(r"\d{4}(-\d\d)?")
SEVERITIES = {"Violation": "violation", "Warning": "warning", "Info": "info"}


def _is_number(term: Any) -> bool:
    return type(getattr(term, "value", None)) in (int, float, Decimal)  # a boolean is an int to Python


def _ordered_value(literal: rdflib.Literal) -> Any:
    """The value to order by; rdflib has none for years and months."""
    is_year = literal.datatype in (XSD.gYear, XSD.gYearMonth) and _YEAR.fullmatch(literal)
    return str(literal) if is_year else literal.value


class _OrderedLiteral(rdflib.Literal):
    """A literal ordered as SHACL has it (sections 4.4 and 4.5): one that has no value, or cannot be compared, is never less.

    rdflib orders literals without a value by their text, dates and numbers by their datatypes, and raises for years that differ.
    """

    def eq(self, other: Any) -> bool:
        if self.ill_typed or _is_number(self) != _is_number(other):
            raise TypeError(f"{self.n3()} and {other.n3()} cannot be compared")
        return super().eq(other)

    def __lt__(self, other: Any) -> bool:
        return self._order(other) == -1

    def __le__(self, other: Any) -> bool:
        return self._order(other) in (-1, 0)

    def _order(self, other: Any) -> int | None:
        """-1, 0 or 1; None for what has no order. Values of one datatype have one, and numbers."""
        if not isinstance(other, rdflib.Literal) or self.ill_typed or other.ill_typed:
            return None
        if self.datatype != other.datatype and not (_is_number(self) and _is_number(other)):
            return None
        own, others = _ordered_value(self), _ordered_value(other)
        try:
            return int(own > others) - int(own < others)
        except TypeError:  # no value, or times with and without a zone
            return None


def graph_from_text(text: str) -> rdflib.Graph:
    """The triples of N-Quads text; graph names are left out. Literals keep the form that they are written in."""
    graph, terms = rdflib.Graph(), dict[Any, Any]()

    def term(value: Any) -> Any:
        if value not in terms:
            terms[value] = _term(value)
        return terms[value]

    for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS):
        graph.add(
            (term(quad.subject), term(quad.predicate), _term(quad.object) if isinstance(quad.object, ox.Literal) else term(quad.object))
        )
    return graph


def _term(value: Any) -> Any:
    if isinstance(value, ox.Literal):
        datatype = None if value.language or value.datatype.value == str(XSD.string) else rdflib.URIRef(value.datatype.value)
        return _OrderedLiteral(value.value, lang=value.language, datatype=datatype, normalize=False)
    return rdflib.BNode(value.value) if isinstance(value, ox.BlankNode) else rdflib.URIRef(value.value)


def reference_results(data: rdflib.Graph, shapes: rdflib.Graph) -> list[Result]:
    """Run pyshacl. A validator that cannot run is a failed check, not a passed one: its error is raised."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False, meta_shacl=False, do_owl_imports=False)
    if not isinstance(report, rdflib.Graph):
        raise InputError(f"the shapes could not be run: {report}", file="shapes")
    return [_result(report, result, shapes) for result in report.objects(None, SH.result)]


def _result(report: rdflib.Graph, result: Any, shapes: rdflib.Graph) -> Result:
    shape, value, path = (report.value(result, predicate) for predicate in (SH.sourceShape, SH.value, SH.resultPath))
    component = str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2]
    severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2]
    messages = ((getattr(words, "language", None) or "", str(words)) for words in report.objects(result, SH.resultMessage))
    return Result(
        focus=term_text(report.value(result, SH.focusNode)),
        path="" if path is None else path_text(path, report) or path_text(shapes.value(shape, SH.path), shapes),
        value="" if value is None else term_text(value),
        component=component.removesuffix("ConstraintComponent"),
        shape=str(shape or ""),
        severity=SEVERITIES.get(severity, "violation"),
        messages=tuple(sorted(messages)),
    )
