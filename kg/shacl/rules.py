"""The shapes of a folder in every form that a check needs, made once a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rdflib

from kg.errors import InputError
from kg.namespaces import Namespaces
from kg.shacl.mentions import Mentions, mentions
from kg.shacl.native import NativeShapes, compile_native
from kg.shacl.reference import graph_from_text, reference_results
from kg.shacl.results import Result
from kg.shacl.scan import scan
from kg.shacl.split import split_shapes


@cache
def load_shapes(root: Path, base: str) -> rdflib.Graph:
    """All shapes below a folder (profiles apart), moved to the base. Raises InputError for Turtle that cannot be read."""
    graph = rdflib.Graph()
    for path in sorted(root.glob("*.ttl")):
        parse_shapes(path, graph, base)
    return graph


def parse_shapes(path: Path, graph: rdflib.Graph, base: str) -> None:
    try:
        graph.parse(data=Namespaces(base).rebase(path.read_text(encoding="utf-8")), format="turtle")
    except Exception as error:  # rdflib's parsers raise many kinds
        raise InputError(f"is not well-formed Turtle: {error}", file=f"shapes/{path.name}") from None


@dataclass(frozen=True, slots=True)
class Rules:
    """`own`, `joined` and `deferred` together are `whole`; `mentioned` is what the last two look at."""

    whole: rdflib.Graph
    own: NativeShapes
    joined: NativeShapes
    deferred: rdflib.Graph
    mentioned: Mentions

    def rest_results(self, rest: str) -> list[Result]:
        """Results of the constraints that need the graph, over the statements of it that they look at."""
        return self.joined.results(rest) + self._deferred_results(rest)

    def results(self, nquads: str) -> list[Result]:
        """All results, by the engines that the constraints are given to."""
        return self.own.results(nquads) + self.rest_results(scan(nquads, self.mentioned, ()).rest)

    def _deferred_results(self, rest: str) -> list[Result]:
        return reference_results(graph_from_text(rest), self.deferred) if rest and len(self.deferred) else []


@cache
def load_rules(root: Path, base: str) -> Rules:
    """The shapes of a folder, taken apart and compiled. Needs the native engine."""
    return make_rules(load_shapes(root, base))


def make_rules(shapes: rdflib.Graph) -> Rules:
    split = split_shapes(shapes)
    return Rules(shapes, compile_native(split.own), compile_native(split.joined), split.deferred, mentions(split.joined + split.deferred))
