"""Which code list of the ontology the cells of a column come from, and which dimension is made for that list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.namespaces import CANONICAL_BASE, PREFIXES, slug

_CONCEPT = f"{CANONICAL_BASE}id/konsep/"
_ENOUGH = 0.6


@dataclass
class Schemes:
    """Notations by scheme and by the slug of names in both languages and of notations; the dimension of a scheme, if there is one."""

    by_name: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    dimension: dict[str, str] = field(default_factory=dict)
    indicators: dict[str, str] = field(default_factory=dict)

    def match(self, cells: Iterable[str]) -> tuple[str, dict[str, str]] | None:
        """(scheme, notation by cell) of the scheme with a dimension that knows most of the cells, if it knows enough of them."""
        names = {cell: slug(cell) for cell in cells}
        found = {
            scheme: {cell: known[name] for cell, name in names.items() if name in known}
            for scheme, known in self.by_name.items()
            if scheme in self.dimension
        }
        if not found or not names:
            return None
        scheme = max(sorted(found), key=lambda scheme: (len(found[scheme]), -len(self.by_name[scheme])))
        return (scheme, found[scheme]) if len(found[scheme]) >= max(2, _ENOUGH * len(names)) else None

    def similar_indicators(self, words: str) -> list[str]:
        """Up to three indicators that are there already and have words in common with a name."""
        from rapidfuzz import fuzz, process

        found = process.extract(words.lower(), self.indicators, scorer=fuzz.token_set_ratio, limit=3, score_cutoff=75)
        return [notation for _, _, notation in found]


@cache
def load_schemes(ontology: Path) -> Schemes:
    """The code lists of the ontology."""
    schemes = Schemes()
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted((ontology / "codelists").glob("*.ttl")):
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            address, predicate = str(quad.subject).strip("<>"), str(quad.predicate).strip("<>")
            if address.startswith(_CONCEPT) and predicate in (f"{PREFIXES['skos']}prefLabel", f"{PREFIXES['skos']}notation"):
                scheme, _, notation = address.removeprefix(_CONCEPT).partition("/")
                literal = quad.object
                assert isinstance(literal, ox.Literal)
                if notation:
                    schemes.by_name[scheme][slug(literal.value)] = notation
                    names[scheme][notation] += 1
                if scheme == "indikator" and literal.language == "id":
                    schemes.indicators[notation] = literal.value.lower()
    for path in sorted((ontology / "modules").glob("*.ttl")):
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            if str(quad.predicate) == f"<{PREFIXES['qb']}codeList>":
                term = str(quad.subject).strip("<>").removeprefix(f"{CANONICAL_BASE}ontology/")
                schemes.dimension.setdefault(str(quad.object).strip("<>").removeprefix(_CONCEPT), f"ham:{term}")
    for scheme in ("indikator", "satuan-hitung", "status-dugaan", "peran-wilayah", "versi-klasifikasi", "indeks", "keyakinan"):
        schemes.dimension.pop(scheme, None)  # told in other ways than by a column of classes
    return schemes
