"""A world that is begun while the gate still judges, in the hope that every graph passes: rules that do not ask for its judgement are run.

If another choice of graphs makes the release, what was begun is not used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from kg.namespaces import Namespaces
from kg.pipeline.derived import comparability, conflicts
from kg.pipeline.derived.coverage import dataset_years
from kg.pipeline.derived.facts import FactsAhead, FactsJob
from kg.pipeline.derived.groups import tallies
from kg.pipeline.derived.lists import all_lists
from kg.pipeline.derived.measures import counts
from kg.pipeline.derived.world import World

UNJUDGED = {conflicts.GRAPH: conflicts.conflict_lines, comparability.GRAPH: comparability.comparability_lines}
# what other rules ask a world for, whatever the gate says
_MADE: tuple[Callable[[World], object], ...] = (all_lists, counts, dataset_years, tallies)


class EarlyWorld:
    """Facts are read from the moment that something is mapped, rules run once all graphs are there."""

    def __init__(self) -> None:
        self._facts = FactsAhead()
        self._begun = False
        self._of: list[FactsJob] = []
        self._world: World | None = None
        self._blocks: dict[str, list[str]] = {}

    def begin(self, wanted: Iterable[tuple[str, Path]], beside: Callable[[str], None] = lambda name: None) -> None:
        """Read what graphs of the last release told: names, and where their facts are kept; `beside` is called with each name."""
        self._begun = True
        self._facts.begin(wanted, beside)

    def make(self, graphs: Sequence[FactsJob], ns: Namespaces) -> None:
        """Run what can be run over these graphs, whose facts are kept; nothing if nothing was mapped, since all is likely to be there."""
        if self._begun:
            self._of = _in_order(graphs)
            self._world = self._read(self._of, ns)
            self._blocks = {name: list(rule(self._world)) for name, rule in UNJUDGED.items()}
            for made in _MADE:
                self._world.once(made)

    def take(self, graphs: Sequence[FactsJob], ns: Namespaces) -> tuple[World, Mapping[str, list[str]]]:
        """The world of these graphs, and what rules already told of it, by the graph it belongs to."""
        if self._world and self._of == _in_order(graphs):
            return self._world, self._blocks
        return self._read(_in_order(graphs), ns), {}

    def close(self) -> None:
        self._facts.close()

    def _read(self, graphs: Sequence[FactsJob], ns: Namespaces) -> World:
        return World({one.name: self._facts.facts(one.name, one.target) for one in graphs}, ns)


def _in_order(graphs: Iterable[FactsJob]) -> list[FactsJob]:
    return sorted(graphs, key=lambda one: one.name)
