"""The OWL 2 RL reasoner over a graph: what it adds, what it finds wrong, how long it takes."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import owlrl
import rdflib
from rdflib.namespace import OWL, RDF

_ERRORS = rdflib.Namespace("http://www.daml.org/2002/03/agents/agent-ont#")


@dataclass(frozen=True, slots=True)
class Closure:
    """The outcome of reasoning. `added` counts new statements by predicate, without what holds of everything (x sameAs x)."""

    graph: rdflib.Graph
    errors: list[str]
    added: Counter[rdflib.term.Node]
    trivial: int
    seconds: float


def close(graph: rdflib.Graph) -> Closure:
    """Apply the rules of OWL 2 RL/RDF until nothing new follows. The graph given is left as it is."""
    closed = rdflib.Graph()
    closed += graph
    begun = time.perf_counter()
    with _unchanged_datatypes():
        owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False).expand(closed)
    seconds = time.perf_counter() - begun
    messages = set(closed.subjects(RDF.type, _ERRORS.ErrorMessage))
    errors = sorted(str(text) for message in messages for text in closed.objects(message, _ERRORS.error))
    new = [triple for triple in closed if triple not in graph and triple[0] not in messages]
    telling = [triple for triple in new if not _is_trivial(triple)]
    return Closure(closed, errors, Counter(predicate for _, predicate, _ in telling), len(new) - len(telling), seconds)


@contextmanager
def _unchanged_datatypes() -> Iterator[None]:
    """Give rdflib its own datatypes back: owlrl teaches it more (xsd:gYear among them) for the rest of the process."""
    known = dict(rdflib.term._toPythonMapping)
    try:
        yield
    finally:
        rdflib.term._toPythonMapping.clear()
        rdflib.term._toPythonMapping.update(known)


def _is_trivial(triple: tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]) -> bool:
    """Whether a statement is true of anything: everything is itself, a thing, and a part of itself."""
    subject, _, value = triple
    return subject == value or value in (OWL.Thing, rdflib.RDFS.Resource) or isinstance(subject, rdflib.Literal)
