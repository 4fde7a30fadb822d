"""Conformance by rule: how many nodes of a dataset's graph each rule of the gate was checked on, and how many it found at fault."""

from __future__ import annotations

from dataclasses import dataclass

from kg.pipeline.derived.world import World, lexical

SCHEME = "aturan-data"


@dataclass(frozen=True, slots=True)
class DataRule:
    """A rule by its notation: the shapes that enforce it (names), and the classes and properties (IRIs) whose nodes these target."""

    notation: str
    address: str
    shapes: frozenset[str]
    applies_to: frozenset[str]


@dataclass(frozen=True, slots=True)
class RuleMeasure:
    """A rule on one graph: nodes checked, and nodes at fault."""

    rule: DataRule
    checked: int
    failed: int


def data_rules(world: World) -> list[DataRule]:
    """All rules of the vocabulary, in order."""
    prefix = world.ns.concept(f"{SCHEME}/")
    return [
        DataRule(
            address.removeprefix(prefix),
            address,
            frozenset(map(lexical, terms.get(world.x("ham:enforcedByShape"), []))),
            frozenset(map(lexical, terms.get(world.x("ham:appliesTo"), []))),
        )
        for address, terms in sorted(world.things.items())
        if address.startswith(prefix)
    ]


def rule_measures(name: str, world: World) -> list[RuleMeasure]:
    """What each rule that applies to a dataset's graph found there; rules without a node to check are left out."""
    facts, found = world.graphs.get(name), world.judgement.by_shape.get(name)
    if facts is None or found is None:
        return []
    measures = []
    for rule in world.once(data_rules):
        checked = sum(count for kind, count in facts.kinds if not rule.applies_to.isdisjoint(kind))
        failed = frozenset[str]().union(*(found.get(shape, ()) for shape in rule.shapes))
        if checked:
            measures.append(RuleMeasure(rule, checked, len(failed)))
    return measures
