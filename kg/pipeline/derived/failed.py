"""Datasets that failed in this build: what their folder says of them, and what the graph that the gate refused would have held.

Of a refused graph only the indicators, provinces, years and groups of its figures are used, and only those that the release
knows; no value is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.mapping.dataset import Dataset
from kg.mapping.engine import MappedDataset
from kg.namespaces import Namespaces


@dataclass(frozen=True, slots=True)
class FailedDataset:
    """A dataset that could not be mapped or was refused: the rights and pillars (IRIs) and years that its folder names, its graph if it
    has one, and whether the release has no last good graph of it either."""

    name: str
    is_left_out: bool
    titles: Mapping[str, str]
    themes: tuple[str, ...] = ()
    years: range = range(0)
    path: Path | None = None
    sha256: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What derived graphs depend on."""
        return self.name, self.is_left_out, sorted(self.titles.items()), self.themes, self.years, self.sha256


def failed_datasets(
    outcomes: Mapping[str, bool], folders: Mapping[str, Dataset], mapped: Mapping[str, MappedDataset], ns: Namespaces
) -> list[FailedDataset]:
    """Those of the names (with whether they are left out) that have a folder, in order of name."""
    names = sorted(set(outcomes) & set(folders))
    return [_failed(folders[name], mapped.get(name), ns, is_left_out=outcomes[name]) for name in names]


def _failed(dataset: Dataset, mapped: MappedDataset | None, ns: Namespaces, *, is_left_out: bool) -> FailedDataset:
    graph = (mapped.path, mapped.sha256) if mapped else (None, "")
    try:
        config = dataset.config
    except InputError:  # what the folder says of it cannot be read: that may be why it failed
        return FailedDataset(dataset.name, is_left_out, {}, (), range(0), *graph)
    years = range(config.period.start.year, config.period.end.year + 1) if config.period else range(0)
    themes = tuple(ns.concept(reference) for reference in (*config.themes, *config.pillars))
    return FailedDataset(dataset.name, is_left_out, {"id": config.title.id, "en": config.title.en}, themes, years, *graph)
