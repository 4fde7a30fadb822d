"""Where documents disagree: figures that agree on everything but their source, with different values.

Nothing is averaged and nobody is put right: a note names the figures and how far they lie apart. Figures of different unit, period, status
"provisional" or status "series break" are about different things, so they never meet here. Figures that differ only because one was
rounded agree as exactly as they were printed; that is noted too, as agreement.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from kg.nquads import decimal, iri
from kg.pipeline.derived.node import Pairs, labels, node, provenance
from kg.pipeline.derived.precision import agree, step
from kg.pipeline.derived.words import listed, number
from kg.pipeline.derived.world import LANGUAGES, Figure, World, in_order, lexical, notation

GRAPH = "conflicts"
CONFLICT, AGREEMENT = "beda-antarsumber", "sama-setelah-pembulatan"
_OF_ANOTHER_SERIES = ("P", "B")  # provisional figures, and figures of another way of counting
_PHRASES = {
    ("id", False): ("Sumber berbeda", "satuan", "selisih"),
    ("en", False): ("Sources differ", "unit", "difference"),
    ("id", True): ("Sumber sama sejauh dibulatkan", "satuan", "selisih pembulatan"),
    ("en", True): ("Sources agree as far as they round", "unit", "difference by rounding"),
}
_NO_RATIO = ("skor", "nilai", "persen", "tahun")  # scales whose zero is not "none", or that are ratios already


def conflict_lines(world: World) -> Iterator[str]:
    """Canonical lines of the graph, a note at a time."""
    for key, figures in sorted(world.once(_groups).items()):
        yield from _note(key, figures, world)


def conflicting_figures(world: World) -> frozenset[str]:
    """IRIs of all figures that a conflict note involves."""
    found: set[str] = set()
    for figures in world.once(_groups).values():
        values, pairs = _compared(figures, world)
        found.update(values if pairs else ())
    return frozenset(found)


def _groups(world: World) -> dict[tuple[tuple[str, str], ...], list[Figure]]:
    """Figures with a value that are about the same thing, of the same kind of series."""
    groups: dict[tuple[tuple[str, str], ...], list[Figure]] = {}
    series = {term: letter if letter in _OF_ANOTHER_SERIES else "" for term, letter in world.letters().items()}
    columns = map(world.column, ("sdmx-measure:obsValue", "sdmx-attribute:obsStatus"))
    for figure, value, status in zip(world.figures(), *columns, strict=True):
        if value is not None:
            groups.setdefault((*world.key(figure), ("series", series[status])), []).append(figure)
    return {key: figures for key, figures in groups.items() if len(figures) > 1}


def _compared(figures: Sequence[Figure], world: World) -> tuple[dict[str, Decimal], list[tuple[str, str]]]:
    """The values by IRI, and the pairs that do not agree as exactly as they were printed."""
    values = {figure.address: Decimal(world.value(figure) or "0") for figure in figures}
    if len(set(values.values())) < 2:
        return values, []
    steps = {
        figure.address: step(values[figure.address], _printed(figure, world), rounded=world.status(figure) == "E") for figure in figures
    }
    pairs = [
        (one.address, other.address)
        for one, other in combinations(figures, 2)
        if not agree(values[one.address], steps[one.address], values[other.address], steps[other.address])
    ]
    return values, pairs


def _note(key: tuple[tuple[str, str], ...], figures: Sequence[Figure], world: World) -> Iterator[str]:
    values, pairs = _compared(figures, world)
    if len(set(values.values())) < 2:
        return
    rule, kind = (CONFLICT, "ham:ConflictNote") if pairs else (AGREEMENT, "ham:AgreementNote")
    address = world.ns.thing("perbedaan" if pairs else "kesamaan", *_name(key, figures[0], world))
    statements: Pairs = [
        ("rdf:type", iri(world.x(kind))),
        *labels({language: _words(figures, values, language, agrees=not pairs, world=world) for language in LANGUAGES}),
        *(("ham:involves", iri(figure.address)) for figure in figures),
        *_measures(figures[0], sorted(values.values()), world),
        *provenance(GRAPH, rule, [figure.address for figure in figures], world.ns),
    ]
    yield node(address, statements, GRAPH, world.ns)
    for one, other in pairs:
        yield node(one, [("ham:conflictsWith", iri(other))], GRAPH, world.ns)
        yield node(other, [("ham:conflictsWith", iri(one))], GRAPH, world.ns)


def _measures(figure: Figure, values: Sequence[Decimal], world: World) -> Pairs:
    least, most = values[0], values[-1]
    statements: Pairs = [
        ("ham:smallestValue", decimal(str(least))),
        ("ham:largestValue", decimal(str(most))),
        ("ham:difference", decimal(str(most - least))),
    ]
    if unit := figure.term(world.x("ham:countingUnit")):
        statements.append(("sdmx-attribute:unitMeasure", unit))
        if least > 0 and notation(unit) not in _NO_RATIO:
            statements.append(("ham:relativeDifference", decimal(f"{(most - least) / least:.4f}")))
    return statements


def _name(key: tuple[tuple[str, str], ...], figure: Figure, world: World) -> tuple[str, str]:
    """Indicator, and period with eight hex digits of what the figures are about: the same whatever the sources say."""
    digest = hashlib.sha256(world.ns.canonical(repr(key)).encode()).hexdigest()[:8]
    indicator = notation(figure.term(world.x("ham:indicator")) or "")
    period = notation(figure.term(world.x("sdmx-dimension:refPeriod")) or "")
    return indicator, f"{period}-{digest}"


def _printed(figure: Figure, world: World) -> str:
    raw = figure.term(world.x("ham:rawValue"))
    return lexical(raw) if raw else ""


def _words(figures: Sequence[Figure], values: dict[str, Decimal], language: str, *, agrees: bool, world: World) -> str:
    by_value: dict[Decimal, list[str]] = {}
    for figure in figures:
        by_value.setdefault(values[figure.address], []).append(world.publisher(figure))
    told = [f"{number(value, language)} ({'; '.join(in_order(who))})" for value, who in sorted(by_value.items())]
    apart = number(max(values.values()) - min(values.values()), language)
    subject = ", ".join(_about(figures[0], language, world))
    unit = world.label(figures[0].term(world.x("ham:countingUnit")), language)
    start, of_unit, end = _PHRASES[language, agrees]
    return f"{start}: {subject}: {listed(told, language)}; {of_unit} {unit}; {end} {apart}"


def _about(figure: Figure, language: str, world: World) -> list[str]:
    """Indicator, classes, area and period in words."""
    first, last = world.x("ham:indicator"), [world.x("sdmx-dimension:refArea"), world.x("sdmx-dimension:refPeriod")]
    elsewhere = {first, *last, world.x("ham:countingUnit"), world.x("ham:index")}  # the indicator of a score names its index already
    rest = [name for name, value in world.key(figure) if name not in elsewhere and value.startswith("<")]
    told = [world.label(figure.term(name), language) for name in (first, *rest, *last)]
    return in_order(words for words in told if words)
