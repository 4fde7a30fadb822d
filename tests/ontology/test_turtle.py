"""Every Turtle file of the ontology and the shapes reads alike in two parsers; what is published has no blank nodes."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.resources import ontology_root, resource_root, shapes_root

ONTOLOGY = sorted(ontology_root().rglob("*.ttl"))
SHAPES = sorted(shapes_root().rglob("*.ttl"))


def name(path: Path) -> str:
    return path.relative_to(resource_root()).as_posix()


@pytest.mark.parametrize("path", [*ONTOLOGY, *SHAPES], ids=name)
def test_two_parsers_read_the_same_triples(path: Path) -> None:
    triples = b"\n".join(str(triple).encode() + b" ." for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    assert isomorphic(rdflib.Graph().parse(path), rdflib.Graph().parse(data=triples, format="nt11"))


@pytest.mark.parametrize("path", ONTOLOGY, ids=name)
def test_published_files_hold_no_blank_node(path: Path) -> None:
    blank = {term for triple in rdflib.Graph().parse(path) for term in triple if isinstance(term, rdflib.BNode)}
    assert blank == set()


@pytest.mark.parametrize("path", [*ONTOLOGY, *SHAPES], ids=name)
def test_files_are_utf8_without_tabs_and_end_with_a_line_end(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert "\t" not in text
    assert "\r" not in text
    assert text.endswith("\n")
