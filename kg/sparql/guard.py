"""What a query must be before a native parser sees it: one read query, of bounded size, that calls no other service.

Why: the engine's parser and planner recurse once per nesting and per link of a chain, and a stack overflow cannot be caught; and the
engine would call out on SERVICE. The limits lie far below the depths at which it was seen to fail (hundreds of links, not thousands).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kg.errors import HamError
from kg.settings import Settings
from kg.sparql.comparisons import ambiguous_comparison
from kg.sparql.grammar_notes import nested_aggregate
from kg.sparql.tokens import Token, position, resolve_escapes, tokens

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
CHANGING = {"NOW", "RAND", "UUID", "STRUUID"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
_BOOLEANS = {"TRUE", "FALSE"}
_OPEN = {"(": ")", "[": "]", "{": "}", "<<": ">>", "<<(": ")>>"}
_CLOSE = set(_OPEN.values())
_CHAIN_MARKS = {"||", "&&", "!", "+", "-", "*", "/", "|", "^", "=", "!=", "<", ">", "<=", ">=", "^^"}
_CHAIN_WORDS = {"UNION", "OPTIONAL", "MINUS", "BIND", "FILTER", "EXISTS", "GRAPH", "VALUES", "IN", "SELECT"}


class QueryRefused(HamError):
    """The query is not evaluated: it is malformed, too large in a stated way, or asks for what this service does not do."""

    status = 400
    title = "Query refused"
    exit_code = 2

    def __init__(self, detail: str, *, line: int | None = None, column: int | None = None, status: int = 400) -> None:
        super().__init__(detail)
        self.line, self.column, self.status = line, column, status


@dataclass(frozen=True, slots=True)
class GuardedQuery:
    """A query that may be given to the engine, and its form (``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``).

    `normal` is the same for queries that differ in white space and comments alone; `repeatable` says that its answer is the same whenever
    it is asked of the same data.
    """

    text: str
    form: str
    names_dataset: bool
    normal: str = ""
    repeatable: bool = False


def guard(query: str, settings: Settings) -> GuardedQuery:
    """Look at a query's tokens. Raises QueryRefused, which names the limit or the position."""
    if len(query) > settings.query_max_length:
        raise QueryRefused(
            f"The query has {len(query):,} characters; this service takes at most {settings.query_max_length:,} (query_max_length).",
            status=413,
        )
    if "\x00" in query:
        raise QueryRefused("The query holds a NUL character.")
    text = resolve_escapes(query)
    found = list(tokens(text))
    text, found = _small_booleans(text, found)
    _check_depth(text, found, settings.query_max_depth)
    _check_chains(found, settings.query_max_chain)
    words = [(token.text.upper(), token) for token in found if token.kind == "word"]
    form = _form(text, words)
    _check_readings(text, found)
    for word, token in words:
        if word == "SERVICE":
            raise _at(text, token, "SERVICE is not supported: this endpoint answers from its own data only and calls no other.")
    seen = {word for word, _ in words}
    return GuardedQuery(text, form, "FROM" in seen, " ".join(token.text for token in found), seen.isdisjoint(CHANGING))


def _form(text: str, words: list[tuple[str, Token]]) -> str:
    for word, token in words:
        if word in _FORMS:
            return word
        if word in _UPDATES:
            raise _at(text, token, f"{word} is an update; this endpoint is read-only.")
        if word not in ("PREFIX", "BASE", "VERSION"):
            raise _at(text, token, f"{token.text!r} cannot start a query: it must be SELECT, ASK, CONSTRUCT or DESCRIBE.")
    raise QueryRefused("This is no query: it has none of SELECT, ASK, CONSTRUCT, DESCRIBE.")


def _check_depth(text: str, found: list[Token], limit: int) -> None:
    depth = 0
    for token in found:
        if token.kind != "mark":
            continue
        if token.text in _OPEN:
            depth += 1
            if depth > limit:
                raise _at(text, token, f"Brackets are nested more than {limit} deep (query_max_depth).")
        elif token.text in _CLOSE:
            depth -= 1


def _check_chains(found: list[Token], limit: int) -> None:
    counts = Counter(token.text for token in found if token.kind == "mark" and token.text in _CHAIN_MARKS)
    counts.update(word for token in found if token.kind == "word" and (word := token.text.upper()) in _CHAIN_WORDS)
    for what, count in counts.items():
        if count > limit:
            raise QueryRefused(f"{what} stands {count:,} times in the query; at most {limit} are taken (query_max_chain).")


def _small_booleans(text: str, found: list[Token]) -> tuple[str, list[Token]]:
    """TRUE as true: keywords have no case (SPARQL 1.1, section 19.8), but the engine knows small ones only."""
    large = [at for at, token in enumerate(found) if token.kind == "word" and token.text.upper() in _BOOLEANS and not token.text.islower()]
    for at in large:
        token = found[at] = found[at]._replace(text=found[at].text.lower())
        text = text[: token.offset] + token.text + text[token.offset + len(token.text) :]
    return text, found


def _check_readings(text: str, found: list[Token]) -> None:
    """What the engine would take although the grammar does not, or would read otherwise."""
    if token := ambiguous_comparison(found):
        raise _at(text, token, "Here < begins an IRI or a triple by the rule of the longest token; if it compares, write a space after it.")
    if (at := nested_aggregate([token.text if token.kind in ("word", "mark") else "" for token in found])) is not None:
        raise _at(text, found[at], f"{found[at].text} stands within another aggregate.")


def _at(text: str, token: Token, detail: str) -> QueryRefused:
    line, column = position(text, token.offset)
    return QueryRefused(detail, line=line, column=column)
