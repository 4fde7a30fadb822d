"""Pages of the United Nations' side: treaty bodies, their documents, recommendations, reviews and Indonesia's commitments."""

from __future__ import annotations

from dataclasses import dataclass

from kg.api.graph import ServedGraph
from kg.site.figures import figures_of
from kg.site.latest import as_latest
from kg.site.norms import figures_under
from kg.site.reading import MATCHES, Named, matches, named, objects, subjects, text_of, texts_of
from kg.site.right import datasets_of, rights_near
from kg.site.said import said

_POINTS = 60


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the United Nations: kind, symbol, its dates as (what, day)."""

    document: Named
    kind: str
    symbol: str
    dates: list[tuple[str, str]]
    latest: str


_DATES = ("ham:receivedDate", "ham:consideredFrom", "ham:consideredThrough", "ham:adoptionDate", "ham:distributionDate", "dcterms:date")


def document(graph: ServedGraph, address: str, language: str) -> Document:
    kind = objects(graph, address, "dcterms:type")
    dates = [(graph.label(graph.term(name).value, language), text_of(graph, address, name, language)) for name in _DATES]
    dates = [(label, day) for label, day in dates if day]
    return Document(
        document=named(graph, address, language),
        kind=graph.label(kind[0], language) if kind else "",
        symbol=text_of(graph, address, "dcterms:identifier", language),
        dates=dates,
        latest=max((day for _, day in dates), default=""),
    )


def body_page(graph: ServedGraph, address: str, language: str) -> dict[str, object]:
    """What the template shows of a treaty body or another body of the United Nations."""
    documents = subjects(graph, "ham:unitedNationsBody", address)
    about = [d for d in documents if graph.ns.country("IDN") in objects(graph, d, "ham:state") and "/dokumen-pbb/" in d]
    points = [p for p in subjects(graph, "ham:madeBy", address) if "/rekomendasi/" in p]
    rights = rights_of_points(graph, points)
    return {
        "monitors": [named(graph, t, language) for t in objects(graph, address, "ham:monitors")],
        "ratifications": [
            named(graph, p, language)
            for t in objects(graph, address, "ham:monitors")
            for p in subjects(graph, "ham:treaty", t)
            if "/IDN/" in p
        ],
        "about": sorted((document(graph, d, language) for d in about), key=lambda d: d.latest, reverse=True),
        "comments": sorted(
            (document(graph, d, language) for d in documents if d not in about and "/dokumen-pbb/" in d),
            key=lambda d: d.latest,
            reverse=True,
        ),
        "points": said(graph, points, language)[:_POINTS],
        "point_count": len(points),
        "rights": [named(graph, r, language) for r in rights if "/hak-indeks-ham/" in r or "/hak-uu39/" in r],
        "datasets": [named(graph, d, language) for d in datasets_of(graph, _near(graph, rights))],
    }


def rights_of_points(graph: ServedGraph, points: list[str]) -> list[str]:
    """Rights that points concern, said outright or by a theme that a mapping relates to the right."""
    found = {right for point in points for right in objects(graph, point, "ham:concernsRight")}
    for theme in {theme for point in points for theme in objects(graph, point, "ham:theme")}:
        for relation in MATCHES:
            found |= {s for s in subjects(graph, relation, theme) if "/konsep/hak-" in s}
    return sorted(found)


def _near(graph: ServedGraph, rights: list[str]) -> list[str]:
    return sorted({near for right in rights for near in rights_near(graph, right, matches(graph, right, "id"))})


def document_page(graph: ServedGraph, address: str, language: str) -> dict[str, object]:
    """What the template shows of a document: its dates, its points, and the data that bear on them."""
    points = subjects(graph, "dcterms:isPartOf", address)
    rights = rights_of_points(graph, points)
    return {
        "document": document(graph, address, language),
        "bodies": [named(graph, b, language) for b in objects(graph, address, "ham:unitedNationsBody")],
        "title_words": text_of(graph, address, "dcterms:title", language),
        "pages": objects(graph, address, "foaf:page"),
        "comments": texts_of(graph, address, "rdfs:comment", language),
        "articles": [named(graph, a, language) for a in objects(graph, address, "ham:concernsArticle")],
        "points": said(graph, points, language)[:_POINTS],
        "point_count": len(points),
        "rights": [named(graph, r, language) for r in rights if "/hak-indeks-ham/" in r or "/hak-uu39/" in r],
        "datasets": [named(graph, d, language) for d in datasets_of(graph, _near(graph, rights))],
    }


def point_page(graph: ServedGraph, address: str, language: str) -> dict[str, object]:
    """What the template shows of a recommendation: who asked, what Indonesia answered, which rights and SDG targets, which figures."""
    rights = rights_of_points(graph, [address])
    names = (
        "ham:theme", "ham:concernsRight", "ham:concernsArticle", "ham:affectedGroup", "ham:sdgGoal", "ham:sdgTarget", "ham:actionCategory",
        "ham:uprInfoIssue", "ham:addressedTo", "ham:positionBasis", "ham:confidence",
    )  # fmt: skip
    facts = [(graph.label(graph.term(name).value, language), objects(graph, address, name)) for name in names]
    return {
        "point": said(graph, [address], language)[0],
        "section": text_of(graph, address, "ham:sectionHeading", language),
        "count": text_of(graph, address, "ham:recommendationCount", language),
        "facts": [(label, [named(graph, iri, language) for iri in iris]) for label, iris in facts if iris],
        "rights": [named(graph, r, language) for r in rights],
        "figures": figures_under(graph, rights, language),
    }


def review_page(graph: ServedGraph, address: str, language: str) -> dict[str, object]:
    """What the template shows of a review cycle: dates, counts by position with their sources, recommendations and commitments."""
    figures = [f for f in figures_of(graph, "ham:reviewCycle", address) if f.area == graph.ns.country("IDN") or len(f.cut) > 1]
    points = [p for p in subjects(graph, "ham:reviewCycle", address) if "/rekomendasi/" in p]
    return {
        "dates": [
            (graph.label(graph.term(n).value, language), text_of(graph, address, n, language))
            for n in ("ham:reviewDate", "ham:outcomeAdopted")
        ],
        "state": [named(graph, s, language) for s in objects(graph, address, "ham:state")],
        "counts": [as_latest(graph, f, language) for f in figures],
        "points": said(graph, points, language)[:_POINTS],
        "point_count": len(points),
        "documents": [document(graph, d, language) for d in subjects(graph, "ham:reviewCycle", address) if "/dokumen-pbb/" in d],
        "commitments": commitments_between(graph, address, language),
    }


@dataclass(frozen=True, slots=True)
class Pledge:
    """A commitment of Indonesia: what it promises in our words, when, to whom, and how far it is said to be carried out."""

    commitment: Named
    gist: str
    kind: str
    date: str
    due: str
    statuses: list[Named]


def commitments_between(graph: ServedGraph, cycle: str, language: str) -> list[Pledge]:
    """Indonesia's commitments dated from this review to the day before the next one, and those that name the cycle."""
    state = objects(graph, cycle, "ham:state")
    if state != [graph.ns.country("IDN")]:
        return []
    start = text_of(graph, cycle, "ham:reviewDate", language)
    later = (text_of(graph, c, "ham:reviewDate", language) for c in subjects(graph, "ham:state", state[0]) if "/siklus-upr/" in c)
    end = min((day for day in later if day > start), default="9999")
    number = text_of(graph, cycle, "ham:cycleNumber", language)
    found = []
    for commitment in subjects(graph, "ham:state", state[0]):
        if "/komitmen/" in commitment:
            day = text_of(graph, commitment, "dcterms:date", language)
            if f"/upr-{number}-" in commitment or (start and start <= day < end):
                found.append(pledge(graph, commitment, language))
    return sorted(found, key=lambda p: (p.date, p.commitment.iri))


def pledge(graph: ServedGraph, address: str, language: str) -> Pledge:
    kind = objects(graph, address, "ham:commitmentKind")
    return Pledge(
        named(graph, address, language), text_of(graph, address, "ham:gist", language), graph.label(kind[0], language) if kind else "",
        text_of(graph, address, "dcterms:date", language), text_of(graph, address, "ham:dueDate", language),
        [named(graph, s, language) for s in subjects(graph, "ham:concerns", address)],
    )  # fmt: skip
