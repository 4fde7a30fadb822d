"""What keeps figures from being compared, as notes between series, areas, indicators and indices; all from facts of the graphs.

A note is no list of pairs: it names what the pairs have in common (a cube and the year of its break, an area and its successor), so that a
client can warn before it draws a line. Whether two single figures may be compared is asked by the query of `kg.comparable`, with the
same reasons.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.nquads import iri, typed
from kg.pipeline.derived.node import Pairs, labels, node, provenance
from kg.pipeline.derived.words import listed
from kg.pipeline.derived.world import LANGUAGES, Figure, World, in_order, lexical

GRAPH = "comparability"
BREAK, UNIT, AREA, INDEX, CLASSES = "definisi-berubah", "satuan-berbeda", "wilayah-berubah", "indeks-berbeda", "klasifikasi-berubah"
_AROUND = ("sdmx-dimension:refArea", "sdmx-dimension:refPeriod", "ham:sourceDocument")  # what may differ within a series


def comparability_lines(world: World) -> Iterator[str]:
    """Canonical lines of the graph, a note at a time."""
    for rule in (_series_breaks, _area_changes, _indices, _units, _classifications):
        for note in rule(world):
            yield _block(note, world)


def _series_breaks(world: World) -> Iterator[_Note]:
    """Figures with the status series break: from their year on a series is not comparable with what came before."""
    breaks: dict[tuple[str, tuple[str, ...], str, str], list[str]] = {}
    letters = world.letters()
    for figure, status in zip(world.figures(), world.column("sdmx-attribute:obsStatus"), strict=True):
        if letters[status] == "B":
            classes = tuple(value for name, value in world.key(figure) if name not in map(world.x, (*_AROUND, "ham:indicator")))
            key = (figure.dataset, classes, figure.term(world.x("ham:indicator")) or "", _year(figure, world))
            breaks.setdefault(key, []).append(figure.address)
    for (dataset, classes, indicator, year), figures in sorted(breaks.items()):
        told = {
            "id": f"Putus deret {year}: {{}}; angka sejak {year} tidak sebanding dengan sebelumnya",
            "en": f"Series break {year}: {{}}; figures from {year} on are not comparable with earlier ones",
        }
        words = {language: told[language].format(", ".join(_names([indicator, *classes], language, world))) for language in LANGUAGES}
        yield _Note(BREAK, (dataset, *classes, indicator, year), words, [world.ns.dataset(dataset)], figures, [indicator], year)


def _area_changes(world: World) -> Iterator[_Note]:
    """An area and what it became, with the indicators that have figures of both."""
    areas: dict[str, set[str]] = {}
    for indicator, area in dict.fromkeys(zip(world.column("ham:indicator"), world.column("sdmx-dimension:refArea"), strict=True)):
        areas.setdefault(indicator or "", set()).add(area or "")
    changes: dict[tuple[str, str], dict[str, list[str]]] = {}
    for address, terms in sorted(world.of_class("ham:AreaChange")):
        year = lexical(terms[world.x("dcterms:date")][0])[:4]
        for old in terms.get(world.x("prov:used"), []):
            for new in terms.get(world.x("prov:generated"), []):
                changes.setdefault((old, year), {}).setdefault(new, []).append(address)
    for (old, year), became in sorted(changes.items()):
        indicators = sorted(name for name, known in areas.items() if old in known and not known.isdisjoint(became))
        if indicators:
            told = {"id": "Wilayah berubah {}: {} menjadi {}", "en": "The area changed in {}: {} became {}"}
            words = {
                language: told[language].format(year, world.label(old, language), listed(_names(sorted(became), language, world), language))
                for language in LANGUAGES
            }
            causes = in_order(address for addresses in became.values() for address in addresses)
            things = [lexical(term) for term in (old, *sorted(became))]
            yield _Note(AREA, (old, year), words, things, causes, indicators, year)


def _indices(world: World) -> Iterator[_Note]:
    """All indices that have figures: each has a scale and a method of its own."""
    indices = sorted({value for value in world.column("ham:index") if value})
    if len(indices) > 1:
        told = {"id": "Indeks berbeda, skornya tidak dibandingkan: {}", "en": "Different indices, whose scores are not compared: {}"}
        words = {language: told[language].format(listed(_names(indices, language, world), language)) for language in LANGUAGES}
        things = [lexical(term) for term in indices]
        yield _Note(INDEX, indices, words, things, things)


def _units(world: World) -> Iterator[_Note]:
    """Indicators of one statistical concept that count in different units, such as files and complaints."""
    units: dict[str, set[str]] = {}
    for indicator, unit in dict.fromkeys(zip(world.column("ham:indicator"), world.column("ham:countingUnit"), strict=True)):
        units.setdefault(indicator or "", set()).add(unit or "")
    by_concept: dict[tuple[str, ...], list[str]] = {}
    for indicator in sorted(units):
        concept = world.things.get(indicator.strip("<>"), {}).get(world.x("ham:statisticalConcept"), [])
        if concept:
            by_concept.setdefault(tuple(sorted(concept)), []).append(indicator)
    for concept_terms, indicators in sorted(by_concept.items()):
        if len({frozenset(units[indicator]) for indicator in indicators}) > 1:
            told = {"id": "Satuan berbeda dalam {}: {}", "en": "Different units within {}: {}"}
            words = {
                language: told[language].format(_in(concept_terms, language), "; ".join(_by_unit(indicators, units, language, world)))
                for language in LANGUAGES
            }
            things = [lexical(term) for term in indicators]
            yield _Note(UNIT, concept_terms, words, things, things, indicators)


def _classifications(world: World) -> Iterator[_Note]:
    """Figures of one cube and indicator that were classed by different versions of a classification."""
    versions: dict[tuple[str, str], dict[str, list[str]]] = {}
    for figure, version in zip(world.figures(), world.column("ham:classificationVersion"), strict=True):
        if version:
            of_series = versions.setdefault((figure.dataset, figure.term(world.x("ham:indicator")) or ""), {})
            of_series.setdefault(version, []).append(figure.address)
    for (dataset, indicator), known in sorted(versions.items()):
        for one, other in combinations(sorted(known), 2):
            told = {"id": "Klasifikasi berubah: {}: {} dan {}", "en": "The classification changed: {}: {} and {}"}
            words = {language: told[language].format(*_names([indicator, one, other], language, world)) for language in LANGUAGES}
            things = [world.ns.dataset(dataset), lexical(one), lexical(other)]
            yield _Note(CLASSES, (dataset, indicator, one, other), words, things, [*known[one], *known[other]], [indicator])


@dataclass(frozen=True, slots=True)
class _Note:
    """A note before it is written: `key` is what makes it this one, `between` and `derived_from` are IRIs, `indicators` terms."""

    reason: str
    key: Sequence[str]
    words: dict[str, str]
    between: Sequence[str]
    derived_from: Sequence[str]
    indicators: Sequence[str] = ()
    year: str | None = None


def _block(note: _Note, world: World) -> str:
    ns = world.ns
    digest = hashlib.sha256(ns.canonical(repr(tuple(note.key))).encode()).hexdigest()[:8]
    statements: Pairs = [
        ("rdf:type", iri(ns.expand("ham:ComparabilityNote"))),
        *labels(note.words),
        ("ham:comparabilityReason", iri(ns.concept(f"alasan-tak-sebanding/{note.reason}"))),
        *(("ham:between", iri(thing)) for thing in note.between),
        *(("dcterms:subject", indicator) for indicator in note.indicators),
        *([("ham:breakYear", typed(note.year, "xsd:gYear"))] if note.year else []),
        *provenance(GRAPH, f"tak-sebanding-{note.reason}", note.derived_from, ns),
    ]
    return node(ns.thing("keterbandingan", note.reason, digest), statements, GRAPH, ns)


def _year(figure: Figure, world: World) -> str:
    return lexical(figure.term(world.x("ham:refYear")) or '""')


def _names(terms: Iterable[str], language: str, world: World) -> list[str]:
    return [world.label(term, language) for term in terms]


def _in(concept: Iterable[str], language: str) -> str:
    return next((lexical(term) for term in concept if term.endswith(f"@{language}")), "")


def _by_unit(indicators: Iterable[str], units: dict[str, set[str]], language: str, world: World) -> list[str]:
    """``complaints: A, B`` for each unit."""
    names: dict[str, list[str]] = {}
    for indicator in indicators:
        for unit in sorted(units[indicator]):
            names.setdefault(unit, []).append(world.label(indicator, language))
    return [f"{world.label(unit, language)}: {', '.join(known)}" for unit, known in sorted(names.items())]
