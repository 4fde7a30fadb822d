"""Does everything that one dataset names have a description somewhere? For a check of that dataset alone, without a build of all."""

from __future__ import annotations

import re
from pathlib import Path

from kg.mapping.agency import known_agencies
from kg.mapping.own_terms import CONCEPTS, INDICATORS, ontology_references, own_references
from kg.namespaces import CANONICAL_BASE, Namespaces
from kg.pipeline.references import links_of

_TERM = re.compile(r"^ham:(\w+)\s+a\s", re.MULTILINE)


def undescribed_references(path: Path, name: str, base: str, mappings: Path, ontology: Path) -> list[tuple[str, str]]:
    """(concept, organisation or term that nothing describes, who names it) in the canonical N-Quads of one dataset.

    What other datasets describe beside concepts and organisations (regions, laws, documents) is judged when all are put together.
    """
    with path.open(encoding="utf-8") as file:
        links = links_of(file, base)
    ns = Namespaces(base)
    judged = tuple(f"<{start}" for start in (f"{base}id/konsep/", f"{base}id/instansi/", ns.ontology))
    known = {f"<{address}>" for address in described(ns, mappings, ontology)}
    missing = ((thing, who) for thing, who in links.references.items() if thing.startswith(judged) and thing not in known)
    return sorted((thing.strip("<>"), who.strip("<>")) for thing, who in missing)


def described(ns: Namespaces, mappings: Path, ontology: Path) -> set[str]:
    """Addresses of all concepts, organisations and terms that the ontology and the folders of datasets describe."""
    references = set(ontology_references(ontology))
    for path in {*mappings.glob(f"*/*/{INDICATORS}"), *mappings.glob(f"*/*/{CONCEPTS}")}:
        references |= own_references(path.parent)
    terms = (term for path in (ontology / "modules").glob("*.ttl") for term in _TERM.findall(path.read_text(encoding="utf-8")))
    return {
        *map(ns.concept, references), *map(ns.organization, known_agencies(mappings)), *(ns.ontology + term for term in terms),
        ns.rebase(CANONICAL_BASE),
    }  # fmt: skip
