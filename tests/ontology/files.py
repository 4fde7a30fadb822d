"""The Turtle files of the ontology."""

from __future__ import annotations

from pathlib import Path

import rdflib

from kg.resources import ontology_root


def turtle_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ontology_root() / folder).glob("*.ttl"))


def graph_of(*folders: str) -> rdflib.Graph:
    """All Turtle files of these folders of ``ontology/`` in one graph; ``.`` is the header."""
    graph = rdflib.Graph()
    for path in turtle_files(*folders):
        graph.parse(path)
    return graph
