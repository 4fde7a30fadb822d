"""May two observations be compared? One query, the same for a release on this machine and for any endpoint that serves one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.namespaces import CANONICAL_BASE, Namespaces
from kg.nquads import iri
from kg.resources import ontology_root

if TYPE_CHECKING:
    import pyoxigraph as ox

_PAIR = re.compile(r"VALUES \(\?a \?b\) \{.*?\n  \}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two figures must not be compared: the IRI of the concept (scheme ``alasan-tak-sebanding``), and its name in both languages."""

    concept: str
    id: str
    en: str

    @property
    def notation(self) -> str:
        """The concept's key, such as ``satuan-berbeda``."""
        return self.concept.rpartition("/")[2]


def comparison_query(a: str, b: str, base: str = CANONICAL_BASE) -> str:
    """The query that gives the reasons for two observations by their IRIs. Raises InputError for what is no IRI."""
    text = (ontology_root() / "competency" / "cq25_may_two_figures_be_compared.rq").read_text(encoding="utf-8")
    pair = f"VALUES (?a ?b) {{ ({iri(a)} {iri(b)}) }}"
    return _PAIR.sub(lambda _: pair, Namespaces(base).rebase(text), count=1)


def reasons_in(store: ox.Store, a: str, b: str, base: str = CANONICAL_BASE) -> list[Reason]:
    """The reasons against comparing two observations of a store (its default graph the union); empty if there is none.

    Raises InputError if the store does not hold one of them: about what is not there nothing can be said.
    """
    import pyoxigraph as ox

    observation = ox.NamedNode(Namespaces(base).expand("qb:Observation"))
    kind = ox.NamedNode(Namespaces(base).expand("rdf:type"))
    for address in (a, b):
        iri(address)
        if ox.Quad(ox.NamedNode(address), kind, observation) not in store:
            raise InputError("is no observation of this release", value=address)
    rows = store.query(comparison_query(a, b, base))
    return [Reason(row["reason"].value, row["id"].value, row["en"].value) for row in rows]  # type: ignore[union-attr]
