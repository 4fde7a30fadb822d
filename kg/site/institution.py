"""The page of an institution: what it produces, what is alleged against it, what was recommended, where it comes from."""

from __future__ import annotations

from kg.api.graph import ServedGraph
from kg.site.figures import Figure, figures_of
from kg.site.latest import Latest, latest_of
from kg.site.passport import passports
from kg.site.reading import Named, in_order, named, objects, subjects, text_of, texts_of

_ALLEGED = ("ham:respondent", "ham:reportedInstitution")


def institution_page(graph: ServedGraph, address: str, language: str) -> dict[str, object]:
    """What the template shows of an institution."""
    entries = [e for e in subjects(graph, "dcterms:publisher", address) if "/id/katalog/" in e]
    return {
        "kind": [named(graph, k, language) for k in objects(graph, address, "org:classification")],
        "short": texts_of(graph, address, "skos:altLabel", language),
        "unit_of": [named(graph, o, language) for o in objects(graph, address, "org:unitOf")],
        "units": [named(graph, o, language) for o in subjects(graph, "org:unitOf", address)],
        "legal_basis": [named(graph, law, language) for law in objects(graph, address, "ham:legalBasis")],
        "legal_basis_text": texts_of(graph, address, "ham:legalBasisText", language),
        "established": text_of(graph, address, "ham:established", language),
        "homepage": objects(graph, address, "foaf:homepage"),
        "before": _changed(graph, address, "org:resultedFrom", "org:originalOrganization", language),
        "after": _changed(graph, address, "org:changedBy", "org:resultingOrganization", language),
        "quality_key": key if (key := address.rpartition("/")[2]) in passports(graph, "instansi") else "",
        "datasets": in_order(named(graph, e, language) for e in entries),
        "alleged": alleged_against(graph, address, language),
        "areas": in_order(named(graph, a, language) for a in subjects(graph, "ham:servedBy", address)),
        "answers_for": [named(graph, c, language) for c in subjects(graph, "ham:responsibleInstitution", address)],
        "roles": [named(graph, r, language) for m in subjects(graph, "org:member", address) for r in objects(graph, m, "org:role")],
    }


def alleged_against(graph: ServedGraph, address: str, language: str) -> list[Latest]:
    """The latest figures in which a code list's class that means this institution is the one complained of."""
    figures: list[Figure] = []
    for concept in subjects(graph, "foaf:focus", address):
        for dimension in _ALLEGED:
            figures += figures_of(graph, dimension, concept)
    return latest_of(graph, figures, language)


def _changed(graph: ServedGraph, address: str, event: str, other: str, language: str) -> list[Named]:
    found = {o for e in objects(graph, address, event) for o in objects(graph, e, other)}
    return [named(graph, o, language) for o in sorted(found - {address})]
