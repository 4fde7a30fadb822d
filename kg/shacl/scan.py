"""One pass over sorted N-Quads: the statements that some shapes need together, and a sample of nodes of every kind."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from kg.namespaces import PREFIXES
from kg.shacl.mentions import SUBCLASS_LINE, TYPE, Mentions

BULK = frozenset({f"<{PREFIXES['qb']}Observation>", f"<{PREFIXES['csvw']}Row>"})
PER_BULK_KIND, PER_KIND = 5, 25
Kind = tuple[str, ...]


@dataclass(slots=True)
class Sample:
    """Nodes by kind (their types and predicates), each as (rank, block of statements); ranks depend on the subject alone.

    A kind keeps its nodes of the least ranks: those of a whole graph, however it was cut into pieces.
    """

    kinds: dict[Kind, list[tuple[int, str]]] = field(default_factory=dict)

    def offer(self, kind: Kind, rank: int, lines: list[str]) -> None:
        kept = self.kinds.setdefault(kind, [])
        limit = PER_BULK_KIND if BULK.intersection(kind) else PER_KIND
        if len(kept) < limit or rank < kept[-1][0]:
            kept.append((rank, "".join(lines)))
            kept.sort()
            del kept[limit:]

    def add(self, other: Sample) -> None:
        for kind, blocks in other.kinds.items():
            for rank, block in blocks:
                self.offer(kind, rank, [block])

    def blocks(self) -> set[str]:
        return {block for blocks in self.kinds.values() for _, block in blocks}


@dataclass(slots=True)
class Scanned:
    """`rest`: the statements that matter together; `sample`: nodes of every kind; `wanted`: the blocks of the nodes asked for."""

    rest: str
    sample: Sample
    wanted: dict[str, str]


def scan(nquads: str, mentioned: Mentions, wanted: Collection[str]) -> Scanned:
    """Read sorted N-Quads once."""
    if SUBCLASS_LINE in nquads:
        mentioned = mentioned.with_all_types()
    rest: list[str] = []
    sample, blocks = Sample(), dict[str, str]()
    for subject, lines, statements in _nodes(nquads):
        rest += [line for line, (predicate, value) in zip(lines, statements, strict=True) if mentioned.holds(predicate, value)]
        sample.offer(_kind(statements), zlib.crc32(subject.encode()), lines)
        if subject in wanted:
            blocks[subject] = "".join(lines)
    return Scanned("".join(rest), sample, blocks)


def _nodes(nquads: str) -> Iterator[tuple[str, list[str], list[tuple[str, str]]]]:
    """Subject, lines, and (predicate, rest of the line) of each node. Lines end at line feeds alone: other breaks may stand in literals."""
    subject, lines, statements = "", list[str](), list[tuple[str, str]]()
    for line in nquads.split("\n"):
        if not line:
            continue
        start, predicate, rest = line.split(" ", 2)
        if start != subject:
            if lines:
                yield subject, lines, statements
            subject, lines, statements = start, [], []
        lines.append(line + "\n")
        statements.append((predicate, rest))
    if lines:
        yield subject, lines, statements


def _kind(statements: Iterable[tuple[str, str]]) -> Kind:
    """What a node is and what is said of it."""
    return tuple(dict.fromkeys(rest[: rest.index(">") + 1] if predicate == TYPE else predicate for predicate, rest in statements))
