"""Datasets mapped into one store, and SPARQL over it: the project's prefixes, and ``<traktat/CRC>`` for a thing below the base."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.mapping.dataset import discover, select
from kg.mapping.engine import map_dataset
from kg.namespaces import PREFIXES, Namespaces
from kg.resources import mappings_root

NS = Namespaces()
_PROLOGUE = f"BASE <{NS.base}id/>\n" + "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in {**PREFIXES, "ham": NS.ontology}.items())


class MappedStore:
    """The graphs of some datasets, read end to end: source table, mapping, N-Quads, store."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.store = ox.Store()
        for name, dataset in select(discover(mappings_root()), names).items():
            mapped = map_dataset(dataset, folder / f"{name}.nq", NS, mappings_root())
            self.store.bulk_load(path=str(mapped.path), format=ox.RdfFormat.N_QUADS)

    def rows(self, query: str) -> set[tuple[str, ...]]:
        """Answers of a SELECT as text: IRIs below the base without it, literals as their lexical form, ``""`` for unbound."""
        solutions = self.store.query(_PROLOGUE + query, use_default_graph_as_union=True)
        return {tuple(_text(value) for value in solution) for solution in solutions}

    def values(self, query: str) -> set[str]:
        """Answers of a SELECT with one variable."""
        return {value for (value,) in self.rows(query)}


def store_of(*paths: Path) -> MappedStore:
    """A store of graphs that are already mapped."""
    made = MappedStore.__new__(MappedStore)
    made.store = ox.Store()
    for path in paths:
        made.store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    return made


def _text(term: ox.NamedNode | ox.Literal | None) -> str:
    return "" if term is None else term.value.removeprefix(f"{NS.base}id/")
