"""Pages of norms: a law or treaty with its parts, and a provision or article with what it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.api.graph import ServedGraph
from kg.site.indicator import indicators_of
from kg.site.latest import Latest, as_latest, best
from kg.site.reading import Named, matches, named, objects, subjects, text_of, texts_of
from kg.site.right import Norm, datasets_of, norm, rights_near
from kg.site.words import say

_PARTS = 400
_FIGURES = 12


def law_page(graph: ServedGraph, address: str, language: str) -> dict[str, object]:
    """What the template shows of a law: validity, what it changed, and its provisions in order."""
    provisions = subjects(graph, "ham:law", address)
    return {
        "kind": [named(graph, k, language) for k in objects(graph, address, "eli:type_document")],
        "status": [named(graph, s, language) for s in objects(graph, address, "ham:legalStatus")],
        "dates": _dates(graph, address, language, "eli:date_document", "eli:date_publication", "eli:first_date_entry_in_force"),
        "comments": texts_of(graph, address, "rdfs:comment", language),
        "relations": _relations(graph, address, language),
        "provisions": [norm(graph, p, language) for p in sorted(provisions, key=natural)][:_PARTS],
        "text_read": text_of(graph, address, "ham:textRead", language),
        "datasets": [],
    }


_INVERSE = {
    "eli:amends": "amended_by", "eli:repeals": "repealed_by", "ham:partlyRepeals": "partly_repealed_by", "dcterms:replaces": "replaced_by",
    "ham:legalBasis": "legal_basis_of",
}  # fmt: skip


def _relations(graph: ServedGraph, address: str, language: str) -> list[tuple[str, list[Named]]]:
    forward = ("eli:amends", "eli:repeals", "ham:partlyRepeals", "dcterms:replaces", "ham:ratifies")
    found = [(graph.label(graph.term(name).value, language), objects(graph, address, name)) for name in forward]
    found += [(say(word, language), subjects(graph, name, address)) for name, word in _INVERSE.items()]
    return [(label, [named(graph, iri, language) for iri in iris]) for label, iris in found if iris]


def _dates(graph: ServedGraph, address: str, language: str, *names: str) -> list[tuple[str, str]]:
    found = [(graph.label(graph.term(name).value, language), text_of(graph, address, name, language)) for name in names]
    return [(label, value) for label, value in found if value]


def natural(iri: str) -> list[tuple[int, str]]:
    """Order in which people count: article 9 before article 10.

    >>> sorted(["x/10", "x/9"], key=natural)
    ['x/9', 'x/10']
    """
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", iri)]


def _list_of(graph: ServedGraph, right: str, language: str) -> str:
    """The name of the list that a right stands in: lists have rights of the same name."""
    return next((graph.label(scheme, language) for scheme in objects(graph, right, "skos:inScheme")), "")


def provision_page(graph: ServedGraph, address: str, language: str) -> dict[str, object]:
    """What the template shows of a provision of a law or an article of a treaty: from the norm down to figures."""
    rights = [*objects(graph, address, "ham:statesRight"), *subjects(graph, "ham:guaranteedBy", address)]
    points = subjects(graph, "ham:concernsArticle", address)
    return {
        "gist": text_of(graph, address, "ham:gist", language) or text_of(graph, address, "dcterms:title", language),
        "law": [named(graph, law, language) for law in (objects(graph, address, "ham:law") or objects(graph, address, "eli:is_part_of"))],
        "part_of": [named(graph, p, language) for p in objects(graph, address, "eli:is_part_of")],
        "parts": [norm(graph, p, language) for p in sorted(subjects(graph, "eli:is_part_of", address), key=natural)],
        "dates": _dates(graph, address, language, "schema:validFrom", "schema:validThrough"),
        "comments": texts_of(graph, address, "rdfs:comment", language),
        "revoked_by": [named(graph, p, language) for p in objects(graph, address, "ham:revokedBy")],
        "replaced_by": [named(graph, p, language) for p in objects(graph, address, "dcterms:isReplacedBy")],
        "defines": [named(graph, c, language) for c in objects(graph, address, "ham:defines")],
        "rights": [named(graph, r, language, _list_of(graph, r, language)) for r in rights],
        "points": [named(graph, p, language, text_of(graph, p, "ham:gist", language)) for p in points],
        "figures": figures_under(graph, rights, language),
    }


def figures_under(graph: ServedGraph, rights: Iterable[str], language: str) -> list[Latest]:
    """Latest national figures of the datasets on these rights."""
    near = sorted({r for right in rights for r in rights_near(graph, right, matches(graph, right, language))})
    country = graph.ns.country("IDN")
    found = []
    for _, figures in indicators_of(graph, datasets_of(graph, near)):
        national = [f for f in figures if f.area == country] or list(figures)
        found.append(as_latest(graph, best(national), language, len(figures) - 1))
    return found[:_FIGURES]


def treaty_page(graph: ServedGraph, address: str, language: str) -> dict[str, object]:
    """What the template shows of a treaty: who watches over it, where Indonesia and its neighbours stand, and its articles."""
    positions = subjects(graph, "ham:treaty", address)
    articles: list[Norm] = [norm(graph, a, language) for a in sorted(subjects(graph, "eli:is_part_of", address), key=natural)]
    return {
        "kind": [named(graph, k, language) for k in objects(graph, address, "ham:treatyKind")],
        "bodies": [named(graph, b, language) for b in objects(graph, address, "ham:monitoringBody")],
        "protocol_to": [named(graph, t, language) for t in objects(graph, address, "ham:protocolTo")],
        "protocols": [named(graph, t, language) for t in subjects(graph, "ham:protocolTo", address)],
        "dates": _dates(graph, address, language, "ham:adoptionDate", "ham:entryIntoForce"),
        "status_page": objects(graph, address, "foaf:page"),
        "positions": [_position(graph, p, language) for p in sorted(positions, key=lambda p: ("/IDN/" not in p, p))],
        "articles": articles,
        "titles": {a.provision.iri: text_of(graph, a.provision.iri, "dcterms:title", language) for a in articles},
    }


def _position(graph: ServedGraph, position: str, language: str) -> dict[str, object]:
    def one(name: str) -> Named | None:
        found = objects(graph, position, name)
        return named(graph, found[0], language) if found else None

    return {
        "state": one("ham:state"),
        "position": named(graph, position, language),
        "action": one("ham:action"),
        "date": text_of(graph, position, "dcterms:date", language) or text_of(graph, position, "ham:partySince", language),
        "law": one("ham:nationalLaw"),
        "reservation": text_of(graph, position, "ham:reservationScope", language),
    }
