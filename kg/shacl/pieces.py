"""Pieces of a graph, each examined alone; what they say is joined to the results of the whole, and compared with pyshacl on a sample."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.namespaces import PREFIXES
from kg.shacl.cut import Piece, cut
from kg.shacl.mentions import SUBCLASS_LINE
from kg.shacl.reference import graph_from_text, reference_results
from kg.shacl.results import Result, must_agree
from kg.shacl.rules import Rules
from kg.shacl.scan import Sample, scan
from kg.shacl.terms import plain_text

_CONFIRMED = 10  # nodes that pyshacl looks at again, for each constraint that found something
_DERIVED = f" <{PREFIXES['prov']}wasDerivedFrom> <"


@dataclass(slots=True)
class Examined:
    """What one piece says. `needs_reference`: it holds what the engines read differently, so that pyshacl takes the whole graph.

    `has_subclasses`: types of its nodes may be declared in other pieces.
    """

    results: list[Result]
    rest: str
    sample: Sample
    found: dict[str, str]  # blocks of some nodes with results
    rows: dict[str, str]  # source rows of the nodes with results
    statements: int = 0
    needs_reference: bool = False
    has_subclasses: bool = False


@dataclass(slots=True)
class Verdict:
    """Results of a whole graph, and the source row of each node that has one."""

    results: list[Result]
    rows: dict[str, str] = field(default_factory=dict)


def examine(piece: Piece, rules: Rules) -> Examined:
    """Judge a piece by the constraints that look at one node, and gather what the others need."""
    text = piece.read()
    if '\\n"' in text:  # an end of line at a literal's end: "$" of one engine matches before it, of the other after it
        return Examined([], "", Sample(), {}, {}, needs_reference=True)
    results = rules.own.results(text)
    scanned = scan(text, rules.mentioned, set(_some_of_each(results)))
    rows = rows_of(text, {result.focus for result in results})
    return Examined(results, scanned.rest, scanned.sample, scanned.wanted, rows, text.count("\n"), has_subclasses=SUBCLASS_LINE in text)


def conclude(name: str, parts: list[Examined], path: Path, rules: Rules) -> Verdict:
    """The results of the whole graph. Raises EnginesDisagree if pyshacl says otherwise of the sample."""
    if any(part.needs_reference for part in parts):
        return by_reference(path, rules)
    if len(parts) > 1 and any(part.has_subclasses for part in parts):
        return conclude(name, [examine(Piece(path, 0, path.stat().st_size), rules)], path, rules)
    own = [result for part in parts for result in part.results]
    joined = rules.rest_results("".join(part.rest for part in parts))
    _check_sample(name, own, joined, parts, rules)
    rows = {focus: row for part in parts for focus, row in part.rows.items()}
    if missing := {result.focus for result in joined} - rows.keys():
        rows |= {focus: row for piece in cut(path) for focus, row in rows_of(piece.read(), missing).items()}
    return Verdict(own + joined, rows)


def by_reference(path: Path, rules: Rules) -> Verdict:
    """The results of pyshacl alone."""
    text = path.read_text(encoding="utf-8")
    results = reference_results(graph_from_text(text), rules.whole)
    return Verdict(results, rows_of(text, {result.focus for result in results}))


def rows_of(nquads: str, nodes: set[str]) -> dict[str, str]:
    """For each of some nodes the first source row (in order of IRIs) that it was derived from."""
    rows: dict[str, str] = {}
    for line in nquads.split("\n") if nodes else ():
        if _DERIVED in line and "#row=" in line:
            subject, _, rest = line.split(" ", 2)
            if subject in nodes:
                row = plain_text(rest[: rest.index(">") + 1])
                rows[subject] = min(row, rows.get(subject, row))
    return rows


def _check_sample(name: str, own: list[Result], joined: list[Result], parts: list[Examined], rules: Rules) -> None:
    """pyshacl over a sample of nodes of every kind and of nodes with results, against what the engines say of it and said of the whole."""
    sample = Sample()
    blocks = {focus: block for part in parts for focus, block in part.found.items()}
    chosen = {blocks[focus] for focus in _some_of_each(own)}
    for part in parts:
        sample.add(part.sample)
    text = "".join(sorted(chosen | sample.blocks()))
    expected = reference_results(graph_from_text(text), rules.whole)
    if text.count("\n") == sum(part.statements for part in parts):  # every node of a small graph
        must_agree(name, expected, own + joined)
        return
    must_agree(name, expected, rules.results(text))
    sampled = {line[: line.index(" ")] for line in text.split("\n") if line}
    must_agree(name, rules.own.results(text), [result for result in own if result.focus in sampled])


def _some_of_each(results: Iterable[Result]) -> Iterator[str]:
    """The first nodes, in order, of each constraint that found something."""
    nodes: dict[tuple[str, str], set[str]] = {}
    for result in results:
        nodes.setdefault((result.shape, result.component), set()).add(result.focus)
    for found in nodes.values():
        yield from sorted(found)[:_CONFIRMED]
