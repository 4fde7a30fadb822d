"""One side in a process of its own: ``run_side.py pyshacl|native|gate GRAPH RESULT``; the result is a count and a digest of all results."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from kg.namespaces import CANONICAL_BASE
from kg.resources import shapes_root


def pyshacl(graph: Path) -> list[object]:
    """The reference over the whole graph."""
    from kg.shacl.reference import graph_from_text, reference_results
    from kg.shacl.rules import load_shapes

    return list(reference_results(graph_from_text(graph.read_text(encoding="utf-8")), load_shapes(shapes_root(), CANONICAL_BASE)))


def native(graph: Path) -> list[object]:
    """The split shapes over the whole graph, without the sample that the gate gives to pyshacl."""
    from kg.shacl.cut import cut
    from kg.shacl.pieces import examine
    from kg.shacl.rules import load_rules

    rules = load_rules(shapes_root(), CANONICAL_BASE)
    parts = [examine(piece, rules) for piece in cut(graph)]
    return [result for part in parts for result in part.results] + list(rules.rest_results("".join(part.rest for part in parts)))


def gate(graph: Path) -> list[object]:
    """As a build does it: pieces in two processes, pyshacl over a sample, results joined."""
    from kg.pipeline.checked import verdict_of
    from kg.pipeline.workers import workers

    with workers(2) as executor:
        return list(verdict_of(graph, shapes_root(), CANONICAL_BASE, executor).results)


def main() -> None:
    side, graph, told = sys.argv[1:]
    results = {"pyshacl": pyshacl, "native": native, "gate": gate}[side](Path(graph))
    digest = hashlib.sha256("\n".join(sorted(map(repr, results))).encode()).hexdigest()
    Path(told).write_text(json.dumps({"results": len(results), "digest": digest}))


if __name__ == "__main__":
    main()
