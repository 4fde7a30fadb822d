"""What a reasoner adds to the ontology, and how long it takes: OWL 2 RL (owlrl) over ontology, code lists, and examples or a release.

Run it as ``python -m benchmarks.reasoning``; ``--graph FILE.nq`` (again and again) adds graphs of a release, such as
``var/current/graphs/pbb/traktat.nq``. Exit code 1 if a contradiction is found.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import rdflib

from kg.namespaces import CANONICAL_BASE, PREFIXES
from kg.pipeline.gate import graph_from_nquads
from tests.ontology.files import graph_of
from tests.ontology.reasoner import Closure, close


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graph", type=Path, action="append", default=[], help="N-Quads of one named graph of a release")
    options = parser.parse_args()
    parts = {
        "ontology": graph_of(".", "modules"),
        "ontology, code lists and examples": graph_of(".", "modules", "codelists", "examples"),
    }
    if options.graph:
        whole = graph_of(".", "modules", "codelists")
        for path in options.graph:
            whole += graph_from_nquads(path)
        parts["ontology, code lists and " + ", ".join(path.stem for path in options.graph)] = whole
    closures = [tell(name, graph) for name, graph in parts.items()]
    return 1 if any(closure.errors for closure in closures) else 0


def tell(name: str, graph: rdflib.Graph) -> Closure:
    """Reason over one graph and print the outcome."""
    closure = close(graph)
    telling = sum(closure.added.values())
    print(f"{name}: {len(graph):,} statements, {closure.seconds:.1f} s, {telling:,} added ({closure.trivial:,} trivial ones left out)")
    for predicate, count in closure.added.most_common():
        print(f"    {count:>8,}  {readable(str(predicate))}")
    print(f"    contradictions: {len(closure.errors)}")
    for error in closure.errors:
        print(f"        {error}")
    return closure


def readable(address: str) -> str:
    prefixes = {**PREFIXES, "ham": f"{CANONICAL_BASE}ontology/"}
    return next((f"{prefix}:{address.removeprefix(start)}" for prefix, start in prefixes.items() if address.startswith(start)), address)


if __name__ == "__main__":
    sys.exit(main())
