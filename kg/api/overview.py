"""Lists for the pages about the whole: the datasets of a release."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.api.addresses import local_link
from kg.api.graph import ServedGraph
from kg.api.views import Shown


@dataclass(frozen=True, slots=True)
class DatasetShown:
    """A dataset of the release for a list."""

    name: str
    title: str
    href: str
    publisher: Shown
    rows: int
    observations: int
    quads: int
    warnings: int


def datasets(graph: ServedGraph, language: str) -> list[DatasetShown]:
    """All datasets of the release, by title; none for files of others."""
    found = []
    for entry in graph.manifest.graphs if graph.manifest else ():
        if entry.kind != "dataset":
            continue
        address = graph.ns.catalog_entry(entry.name)
        publisher = graph.value(address, "dcterms:publisher")
        named = (
            Shown(graph.label(publisher.value, language), local_link(publisher.value, graph.ns))
            if isinstance(publisher, ox.NamedNode)
            else Shown("–")
        )
        title = graph.label(address, language)
        found.append(
            DatasetShown(
                entry.name, title, local_link(address, graph.ns), named, entry.rows, entry.observations, entry.quads, entry.warnings
            )
        )
    return sorted(found, key=lambda dataset: dataset.title.lower())
