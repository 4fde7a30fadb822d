"""What readers of one dataset share: namespaces, graph, code tables, documents, places, and the nodes that many rows name."""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.mapping.lookups import CodeTables, DocumentRegistry
from kg.namespaces import Namespaces
from kg.nquads import iri

if TYPE_CHECKING:
    from kg.mapping.places import PlaceResolver


@dataclass
class MappingContext:
    """Context of one mapping run. `shared` holds the blocks of nodes that many rows name, by IRI."""

    name: str
    folder: Path
    mappings_root: Path
    ns: Namespaces
    shared: dict[str, str] = field(default_factory=dict)

    @cached_property
    def graph(self) -> str:
        """The named graph, encoded."""
        return iri(self.ns.graph(self.name))

    @cached_property
    def codes(self) -> CodeTables:
        return CodeTables(self.folder, self.name)

    @cached_property
    def documents(self) -> DocumentRegistry:
        return DocumentRegistry(self.folder, self.name)

    @cached_property
    def places(self) -> PlaceResolver:
        from kg.mapping.places import load_resolver  # loaded only for datasets that name places

        return load_resolver(self.mappings_root / "kemendagri" / "wilayah")

    @cached_property
    def own_places(self) -> dict[str, str]:
        """Cells that the dataset's folder resolves itself → key of the region."""
        from kg.mapping.own_places import own_places

        return own_places(self.folder, self.places, self.name)

    def fragment(self, predicate: str, encoded_object: str) -> str:
        """What follows the subject in a line: predicate (a prefixed name), object, graph."""
        return f" {iri(self.ns.expand(predicate))} {encoded_object} {self.graph} .\n"

    @staticmethod
    def template_columns(template: str) -> list[str]:
        """Columns that a template such as ``{tahun}-03`` names."""
        return [name for _, name, _, _ in string.Formatter().parse(template) if name]
