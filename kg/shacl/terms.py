"""Terms and paths as text that does not depend on the library they came from."""

from __future__ import annotations

import re
from typing import Any

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH, XSD

from kg.nquads import escape

_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SHORT = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
_REPEATED: dict[Any, str] = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def term_text(term: Any) -> str:
    """A term of rdflib in canonical N-Triples.

    >>> term_text(rdflib.Literal("a", lang="id")), term_text(rdflib.Literal("x", datatype=XSD.string))
    ('"a"@id', '"x"')
    """
    if isinstance(term, rdflib.Literal):
        kind = f"@{term.language}" if term.language else "" if term.datatype in (None, XSD.string) else f"^^<{term.datatype}>"
        return literal_text(str(term), kind)
    return f"<{term}>" if isinstance(term, rdflib.URIRef) else f"_:{term}"


def literal_text(lexical: str, kind: str) -> str:
    """A literal from its lexical form and what follows the quotes (a language tag, a datatype, or nothing)."""
    return f'"{escape(lexical)}"{kind}'


def plain_text(term: str) -> str:
    """A canonical term without its syntax: the IRI, the lexical form.

    >>> plain_text("<https://example.org/a>"), plain_text('"a\\\\"b"@id')
    ('https://example.org/a', 'a"b')
    """
    if term.startswith('"'):
        return _ESCAPED.sub(_unescaped, term[1 : term.rindex('"')])
    return term[1:-1] if term.startswith("<") else term


def _unescaped(match: re.Match[str]) -> str:
    short, long, character = match.groups()
    return chr(int(short or long, 16)) if short or long else _SHORT.get(character, character)


def path_text(path: Any, graph: rdflib.Graph) -> str:
    """A property path in SPARQL's syntax, as the native engine writes it."""
    if isinstance(path, rdflib.URIRef):
        return f"<{path}>"
    if graph.value(path, RDF.first) is not None:
        return f"({'/'.join(path_text(step, graph) for step in Collection(graph, path))})"
    for predicate, inner in graph.predicate_objects(path):
        if predicate == SH.alternativePath:
            return f"({'|'.join(path_text(step, graph) for step in Collection(graph, inner))})"
        if predicate == SH.inversePath:
            return f"^{path_text(inner, graph)}"
        if predicate in _REPEATED:
            return f"({path_text(inner, graph)}){_REPEATED[predicate]}"
    return ""
