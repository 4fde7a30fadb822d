"""Where a `<` may begin an IRI or compare: the grammar takes the longest token, and so an IRI; the engine's parser may compare.

What one of the two reads as part of an IRI (`#`, quotation marks, brackets) begins a comment, a text or a group for the other, so that
a keyword could hide from the guard. Where the grammar allows no IRI, or the two readings could hide something, the query is refused.
"""

from __future__ import annotations

import re

from kg.sparql.tokens import Token

_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")  # as an expression it would be malformed at its second slash
_OPEN, _CLOSE = {"(", "[", "{", "<<", "<<("}, {")", "]", "}", ">>", ")>>"}
_OPERANDS = {"variable", "number", "text", "tag", "name", "iri"}
_ENDS = {")", "}", ">>", ")>>"}
_HIDING = re.compile(r"[#'()!]")
_LONG = 200  # characters, in which no long chain of operators stands


def ambiguous_comparison(found: list[Token]) -> Token | None:
    """The first token that the guard and the engine might read in two ways; None if there is none.

    Expressions stand in round brackets only. Those after a word (FILTER, BIND, SELECT, a function) hold one; those after a variable, name
    or IRI may hold one, or be a list of RDF or a row of VALUES, in which an IRI may follow anything.
    """
    groups: list[str] = []
    closed, previous = "", Token("mark", "", 0)
    for token in found:
        inside = groups[-1] if groups else ""
        if inside in ("expression", "unsure") and _ends_operand(previous) and _may_compare(token, inside):
            return token
        if token.kind == "mark" and token.text in _OPEN:
            groups.append(_kind(token, previous, inside, closed))
        elif token.kind == "mark" and token.text in _CLOSE and groups:
            closed = groups.pop()
        previous = token
    return None


def _is_relative(token: Token) -> bool:
    """Whether it is an IRI that could be read as an expression, since it does not begin with a scheme and slashes."""
    return token.kind == "iri" and not _ABSOLUTE.match(token.text)


def _ends_operand(token: Token) -> bool:
    if token.kind in _OPERANDS:
        return True
    return token.text in _ENDS if token.kind == "mark" else token.text.upper() in ("TRUE", "FALSE")


def _may_compare(token: Token, inside: str) -> bool:
    if token.kind == "mark":
        return token.text in ("<<", "<<(")
    if not _is_relative(token):
        return False
    return inside == "expression" or len(token.text) > _LONG or bool(_HIDING.search(token.text))


def _kind(token: Token, previous: Token, inside: str, closed: str) -> str:
    """What a bracket opens: an expression, data, what may be either, or something else."""
    if token.text != "(":
        return "other"
    if inside in ("expression", "unsure", "data"):
        return inside
    if previous.kind == "word":
        return "data" if previous.text == "a" else "expression"
    if previous.kind == "mark":
        return closed if previous.text == ")" else "data"
    return "unsure"
